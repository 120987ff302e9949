import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { formatDay, parseDay } from "../../../shared/calendar/day.ts";
import { zoneDay } from "../../../shared/calendar/zone-day.ts";
import { reportStore } from "../../../worker/reported/report-store.ts";
import { ask, askAsRoot, giveKey, openAgency, putThreeUnits } from "../office.ts";

let base: string;

beforeAll(async () => {
  base = await openAgency("L10");
  await putThreeUnits(base);
});

const tally = {
  id: "0b9d6f8e-6d0f-4f55-9b25-0f4e4f0d8a10",
  unit: "North",
  question: "overall",
  channel: "paper",
  from: "2026-07-01",
  to: "2026-09-30",
  counts: [1, 2, 3, 4, 5],
  source: "Phiếu giấy quý III",
};
const volume = { unit: "North", from: "2026-10-01", to: "2026-10-31", transactions: 5000 };

function day(text: string): number {
  return parseDay(text) ?? 0;
}

async function outcomes(line: string, body: unknown, key?: string): Promise<string[]> {
  const answer = key === undefined ? await askAsRoot(line, body) : await ask(line, { body, key });
  const { receipts } = answer.body as { receipts: { outcome: string; problem?: { type: string } }[] };
  return receipts.map(({ outcome, problem }) => problem?.type.split("#")[1] ?? outcome);
}

describe("POST …/tallies", () => {
  test("stores what is good, refuses what is not, in the order of the request", async () => {
    const id = (digit: number): string => `${tally.id.slice(0, -1)}${digit}`;
    const tallies = [
      tally,
      tally,
      { ...tally, counts: [1, 2, 3, 4, 6] },
      { ...tally, id: id(1), from: "2026-09-01" },
      { ...tally, id: id(2), from: "2026-10-01", to: "2026-10-31" },
      { ...tally, id: id(3), from: "2026-01-01", to: "2026-10-31" },
      { ...tally, id: id(4), unit: "Ward" },
      JSON.parse('{"__proto__":{"id":"x"},"id":"y"}'),
    ];
    expect(await outcomes(`POST ${base}/tallies`, { tallies })).toEqual([
      "accepted",
      "duplicate",
      "tally-conflict",
      "span-overlap",
      "accepted",
      "span-overlap",
      "accepted",
      "invalid",
    ]);
  });

  test("is read back by the days that it touches", async () => {
    const stub = env.AGENCY.get(env.AGENCY.idFromName("L10"));
    await runInDurableObject(stub, (_, state) => {
      const store = reportStore(state.storage.sql);
      const places = (units: string[] | null, from: string, to: string): string[] =>
        store
          .rows("tallies", { units, from: day(from), to: day(to) })
          .map((row) => `${row.unit} ${row.counts.join(",")}`);
      expect(places(null, "2026-09-30", "2026-09-30")).toEqual(["North 1,2,3,4,5", "Ward 1,2,3,4,5"]);
      expect(places(["North"], "2026-09-30", "2026-10-01")).toHaveLength(2);
      expect(places(["South"], "2026-01-01", "2026-12-31")).toEqual([]);
      expect(places(null, "2026-06-01", "2026-06-30")).toEqual([]);
      const { report } = store.find("tallies", [tally.id]) ?? {};
      expect(report).toMatchObject({ service: null, from: "2026-07-01", source: tally.source });
    });
  });

  test("takes 1,000 items, and no more", async () => {
    const many = Array.from({ length: 1001 }, (_, place) => ({
      ...tally,
      id: `${tally.id.slice(0, -5)}${String(place).padStart(5, "0")}`,
      source: `Sổ ${place}`,
      unit: "South",
    }));
    expect(await askAsRoot(`POST ${base}/tallies`, { tallies: many })).toMatchObject({ status: 400, kind: "invalid" });
    const taken = await outcomes(`POST ${base}/tallies`, { tallies: many.slice(0, 1000) });
    expect(taken.filter((outcome) => outcome === "accepted")).toHaveLength(1000);
  });

  test("holds a key within its scope and subtree", async () => {
    const key = await giveKey(base, { scopes: ["tallies:write"], unit: "South" });
    const reader = await giveKey(base, { scopes: ["indices:read"] });
    const id = "11111111-6d0f-4f55-9b25-0f4e4f0d8a10";
    const body = {
      tallies: [
        { ...tally, id, source: "s" },
        { ...tally, id, source: "s", unit: "South" },
      ],
    };
    expect(await outcomes(`POST ${base}/tallies`, body, key)).toEqual(["outside-subtree", "accepted"]);
    expect(await ask(`POST ${base}/tallies`, { body, key: reader })).toMatchObject({
      status: 403,
      kind: "scope-missing",
    });
  });

  test.each([[{ tallies: [] }], [{}], [{ tallies: {} }]])("refuses the envelope %j", async (body) => {
    expect(await askAsRoot(`POST ${base}/tallies`, body)).toMatchObject({ status: 400, kind: "invalid" });
  });
});

describe("POST …/volumes", () => {
  test("lets the newest figure stand, and refuses another span over it", async () => {
    const volumes = [volume, volume, { ...volume, transactions: 5100 }, { ...volume, to: "2026-11-30" }];
    expect(await outcomes(`POST ${base}/volumes`, { volumes })).toEqual([
      "accepted",
      "duplicate",
      "accepted",
      "span-overlap",
    ]);
    const stub = env.AGENCY.get(env.AGENCY.idFromName("L10"));
    const rows = await runInDurableObject(stub, (_, state) => {
      const store = reportStore(state.storage.sql);
      const volumes = (units: string[] | null, from: string, to: string): unknown[] =>
        store.rows("volumes", { units, from: day(from), to: day(to) });
      expect(volumes(["South"], "2026-10-01", "2026-10-31")).toEqual([]);
      expect(volumes(null, "2026-11-01", "2026-11-30")).toEqual([]);
      return volumes(["North", "South"], "2026-10-31", "2026-12-31");
    });
    expect(rows).toEqual([
      {
        unit: "North",
        service: null,
        channel: null,
        from: day("2026-10-01"),
        to: day("2026-10-31"),
        transactions: 5100,
      },
    ]);
  });

  test("finds every span that another would swallow", async () => {
    const months = ["01", "02", "03"].map((month) => ({
      ...volume,
      unit: "Ward",
      from: `2026-${month}-01`,
      to: `2026-${month}-28`,
    }));
    expect(await outcomes(`POST ${base}/volumes`, { volumes: months })).toEqual(["accepted", "accepted", "accepted"]);
    const quarter = { ...volume, unit: "Ward", from: "2026-01-01", to: "2026-03-31" };
    const swallowing = [quarter, { ...quarter, from: "2026-02-28", to: "2026-02-28" }];
    expect(await outcomes(`POST ${base}/volumes`, { volumes: swallowing })).toEqual(["span-overlap", "span-overlap"]);
    const between = { ...quarter, from: "2026-03-29", to: "2026-03-31" };
    expect(await outcomes(`POST ${base}/volumes`, { volumes: [between] })).toEqual(["accepted"]);
  });
});

describe("days to come, and days outside the unit's life", () => {
  const today = formatDay(zoneDay("Asia/Ho_Chi_Minh")(Date.now()));
  const tomorrow = formatDay(zoneDay("Asia/Ho_Chi_Minh")(Date.now()) + 1);
  const id = (digit: number): string => `${tally.id.slice(0, 8)}-0000-4000-8000-00000000000${digit}`;
  beforeAll(async () => {
    const short = { code: "Short", name: "S", kind: "office", parent: "South", valid_from: "2026-03-01" };
    const units = [{ ...short, valid_to: "2026-06-30" }];
    expect(await askAsRoot(`PUT ${base}/units`, { units })).toMatchObject({ status: 200 });
  });

  test("a tally is refused by name; today is no day to come", async () => {
    const of = (different: object): object => ({ ...tally, source: "life", unit: "South", ...different });
    const tallies = [
      of({ id: id(1), from: today, to: tomorrow }),
      of({ id: id(2), from: today, to: today }),
      of({ id: id(3), unit: "Short", from: "2026-01-01", to: "2026-02-28" }),
      of({ id: id(4), unit: "Short", from: "2026-07-01", to: "2026-07-31" }),
      of({ id: id(5), unit: "Short", from: "2026-06-30", to: "2026-07-31" }),
    ];
    const { receipts } = (await askAsRoot(`POST ${base}/tallies`, { tallies })).body as { receipts: object[] };
    expect(receipts).toMatchObject([
      {
        problem: {
          type: "/docs/problems#future-span",
          permanent: false,
          errors: [
            { pointer: "/to", detail: `must not be after today, ${today}: report up to today or the day before` },
          ],
        },
      },
      { outcome: "accepted" },
      {
        problem: {
          type: "/docs/problems#outside-unit-life",
          errors: [{ pointer: "/to", detail: "is before the unit's first day" }],
        },
      },
      { problem: { errors: [{ pointer: "/from", detail: "is after the unit's last day" }] } },
      { outcome: "accepted" },
    ]);
  });

  test("a volume is refused by name, in a file too", async () => {
    const volumes = [
      { ...volume, unit: "South", from: today, to: tomorrow },
      { ...volume, unit: "Short", from: "2026-07-01", to: "2026-07-31" },
      { ...volume, unit: "South", from: today, to: today },
    ];
    expect(await outcomes(`POST ${base}/volumes`, { volumes })).toEqual([
      "future-span",
      "outside-unit-life",
      "accepted",
    ]);
    const csv = `unit,from,to,transactions\nNorth,${tomorrow},${tomorrow},5\n`;
    const key = await giveKey(base, { scopes: ["tallies:write"] });
    const answer = await ask(`POST ${base}/volumes`, { key, body: csv, headers: { "content-type": "text/csv" } });
    expect(answer).toMatchObject({ status: 400 });
    expect(JSON.stringify(answer.body)).toContain("must not be after today");
  });

  test("a volume that was taken before for days to come can be corrected", async () => {
    const stub = env.AGENCY.get(env.AGENCY.idFromName("L10"));
    const old = { ...volume, unit: "South", service: null, channel: null, from: "2099-01-01", to: "2099-01-31" };
    await runInDurableObject(stub, (_, state) => reportStore(state.storage.sql).put("volumes", old, 0));
    const volumes = [old, { ...old, transactions: 7 }, { ...old, from: "2099-02-01", to: "2099-02-28" }];
    expect(await outcomes(`POST ${base}/volumes`, { volumes })).toEqual(["duplicate", "accepted", "future-span"]);
    const place = "unit=South&from=2099-01-01&to=2099-01-31";
    expect(await askAsRoot(`DELETE ${base}/volumes?${place}`)).toMatchObject({ status: 204 });
  });
});
