import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import { read as readWorkbook, utils } from "xlsx";
import { formatDay, lastDayOfMonth, monthOf } from "../../../shared/calendar/day.ts";
import { isClosed } from "../../../shared/calendar/period.ts";
import { reasonStore } from "../../../worker/counts/reason-store.ts";
import { askApi, callApi, inAWord, makeAgency, newFeedback, sendFeedback, type TestAgency } from "../call-api.ts";
import { todayInVietnam } from "./busy-office.ts";
import { indexReader } from "./index-reader.ts";

type Row = {
  readonly unit: { readonly code: string };
  readonly reason?: string;
  readonly n: number;
  readonly tally: readonly number[];
  readonly coverage: unknown;
  readonly channels: Readonly<Record<string, number>>;
  readonly flagged: { readonly n: number };
};

const dayMs = 24 * 60 * 60 * 1000;
const today = todayInVietnam();
const span = `from=${formatDay(today - 40)}&to=${formatDay(today)}`;

/** Noon in Việt Nam, so that no clock moves it to another day. */
const noonOf = (day: number): string => new Date(day * dayMs + 5 * 60 * 60 * 1000).toISOString();

type Office = TestAgency & { readonly base: string };

async function openOffice(): Promise<Office> {
  const agency = await makeAgency("RSN");
  return { ...agency, base: `/v1/agencies/${agency.code}` };
}

async function send(items: readonly Record<string, unknown>[]): Promise<void> {
  expect((await sendFeedback(items)).map(inAWord)).toEqual(items.map(() => "accepted"));
}

async function rowsOf({ base, key }: Office, query: string, asker = key): Promise<Row[]> {
  return (await askApi<{ data: Row[] }>(`${base}/indices?${span}&${query}`, { key: asker })).data;
}

const shown = ({ reason, tally }: Row): string => `${reason} ${tally.join(" ")}`;

async function differences({ base, key }: Office): Promise<unknown> {
  const path = `${base}/rollups/verify`;
  const { data } = await askApi<{ data: { rollup: string; differences: number }[] }>(path, { method: "POST", key });
  return data.filter(({ rollup, differences }) => rollup.startsWith("reason") || differences > 0);
}

const intact = ["reason", "reason_month"].map((rollup) => expect.objectContaining({ rollup, differences: 0 }));

describe("reasons that people name", () => {
  let office: Office;
  let first: Record<string, unknown>;

  const amend = (revision: number, more: Record<string, unknown>): Promise<void> =>
    send([{ ...first, revision, revised_at: first.answered_at, ...more }]);

  beforeAll(async () => {
    office = await openOffice();
    const [portal, kiosk] = office.touchpoints;
    first = newFeedback(portal, { level: 2, reasons: ["sign-in", "other"], answered_at: noonOf(today - 1) });
    await send([
      first,
      newFeedback(portal, { level: 1, reasons: ["other"], answered_at: noonOf(today - 35) }),
      newFeedback(kiosk, { level: 5, reasons: ["polite"], answered_at: noonOf(today - 2) }),
      newFeedback(kiosk, { level: 4, answered_at: noonOf(today - 2) }),
      newFeedback(kiosk, { level: null, reasons: ["other"], comment: "Góp ý", answered_at: noonOf(today - 2) }),
      newFeedback(kiosk, { level: 3, reasons: ["other"], answered_at: noonOf(today - 200) }),
    ]);
  });

  test("are counted by the level beside them, each by itself", async () => {
    const rows = await rowsOf(office, "by=reason");
    expect(rows.map(shown)).toEqual(["other 1 1 1 0 0", "polite 0 0 0 0 1", "sign-in 0 1 0 0 0"]);
    // Said long ago by a clock that cannot be right: flagged, and counted on the day of its receipt. Late: flagged, too.
    const late = isClosed(lastDayOfMonth(monthOf(today - 35)), today) ? 1 : 0;
    const flagged = { n: 1 + late };
    expect(rows[0]).toMatchObject({ n: 3, channels: { kiosk: 1, portal: 2 }, flagged, coverage: null });
    expect(rows.every(({ n, tally }) => n === tally.reduce((sum, people) => sum + people, 0))).toBe(true);
    expect(await differences(office)).toEqual(intact);
  });

  test("go along with a level that is changed, and with reasons that are added and taken away", async () => {
    const named = async (): Promise<string[]> => (await rowsOf(office, "by=reason&channel=portal")).map(shown);
    await amend(2, { level: 1 });
    expect(await named()).toEqual(["other 2 0 0 0 0", "sign-in 1 0 0 0 0"]);
    await amend(3, { level: 1, reasons: ["upload", "other", "sign-in", "upload"] });
    expect(await named()).toEqual(["other 2 0 0 0 0", "sign-in 1 0 0 0 0", "upload 1 0 0 0 0"]);
    await amend(5, { level: 1, reasons: ["upload"] });
    expect(await named()).toEqual(["other 1 0 0 0 0", "upload 1 0 0 0 0"]);
    await amend(6, { level: 1, reasons: [] });
    expect(await named()).toEqual(["other 1 0 0 0 0"]);
    await amend(7, { level: 2, reasons: ["sign-in", "other"] });
    expect(await named()).toEqual(["other 1 1 0 0 0", "sign-in 0 1 0 0 0"]);
    expect(await differences(office)).toEqual(intact);
  });

  test("move with the standing of a feedback", async () => {
    const stub = env.AGENCY.get(env.AGENCY.idFromName(office.code));
    const set = (from: number, to: number): Promise<void> =>
      runInDurableObject(stub, (_, { storage }) => {
        const standings = ["plain", "flagged", "set_aside"] as const;
        const place = { day: today - 2, question: "overall", unit: "B", service: "", channel: "kiosk", level: 5 };
        const change = {
          ...place,
          feedback: "",
          touchpoint: office.touchpoints[1],
          correctedMs: 0,
          reasons: ["polite"],
        };
        reasonStore(storage.sql).apply([
          { ...change, standing: standings[from] ?? "plain", by: -1 },
          { ...change, standing: standings[to] ?? "plain", by: 1 },
        ]);
        storage.sql.exec("UPDATE feedback SET standing = ? WHERE level = 5", to);
      });
    const asked = "reason=polite";
    await set(0, 2);
    expect(await rowsOf(office, asked)).toMatchObject([{ n: 0, set_aside: { n: 1, value_with: 100 }, channels: {} }]);
    await set(2, 1);
    expect(await rowsOf(office, asked)).toMatchObject([{ n: 1, set_aside: { n: 0 }, flagged: { n: 1 } }]);
    await set(1, 0);
    expect(await rowsOf(office, asked)).toMatchObject([{ n: 1, flagged: { n: 0 } }]);
    expect(await differences(office)).toEqual(intact);
  });

  test("add up over every unit, time, service and channel", async () => {
    const whole = (await rowsOf(office, "by=reason")).map(({ reason, n }) => [reason, n]);
    for (const more of ["unit", "day", "week", "month", "quarter", "service", "channel", "unit,day,service,channel"]) {
      const sums = new Map<string | undefined, number>();
      for (const { reason, n } of await rowsOf(office, `by=reason,${more}&limit=1000`)) {
        sums.set(reason, (sums.get(reason) ?? 0) + n);
      }
      expect([more, [...sums].sort()]).toEqual([more, whole]);
    }
  });

  test("come page by page in the same order", async () => {
    const reader = indexReader(office);
    const query = `${span}&by=unit,reason,month&limit=2`;
    const paged: unknown[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { data, meta } = await reader.readPage(cursor === "" ? query : `${query}&cursor=${cursor}`);
      paged.push(...data);
      cursor = meta.next_cursor;
    }
    expect(paged).toEqual(await rowsOf(office, "by=unit,reason,month"));
  });

  test("are told a unit's key of nobody until enough people settled", async () => {
    const body = { name: "A", scopes: ["indices:read"], unit: "A" };
    const { key } = await askApi<{ key: string }>(`${office.base}/keys`, { key: office.key, body });
    expect(await rowsOf(office, "by=reason", key)).toEqual([]);
  });

  test("cost nothing if nobody names one", async () => {
    const other = await openOffice();
    await send([newFeedback(other.touchpoints[0], { level: 4 }), newFeedback(other.touchpoints[0], { reasons: [] })]);
    const stub = env.AGENCY.get(env.AGENCY.idFromName(other.code));
    const rows = await runInDurableObject(stub, (_, { storage }) =>
      ["rollup_reason", "rollup_reason_month"].flatMap((table) => storage.sql.exec(`SELECT * FROM ${table}`).toArray()),
    );
    expect(rows).toEqual([]);
    expect(await rowsOf(other, "by=reason")).toEqual([]);
  });

  test.each([
    ["by=reason,question", [400, "invalid", "/by"]],
    ["by=reason,touchpoint", [400, "invalid", "/by"]],
    ["by=reason,officer", [400, "invalid", "/by"]],
    ["by=touchpoint&reason=other", [400, "invalid", "/by"]],
    ["by=reason&method=weighted-top-two@1", [400, "invalid", "/by"]],
    ["reason=other&method=weighted-top-two@1", [400, "invalid", "/reason"]],
    ["reason=weather", [404, "unknown-reason", "/reason"]],
    ["by=reason&method=nps@1", [400, "scale-unfit", "/method"]],
  ])("are not read by %s", async (query, problem) => {
    expect(await indexReader(office).problemOf(`${span}&${query}`)).toEqual(problem);
  });

  test("stand in a column of their own in every file, and in the facts of it", async () => {
    const expected = ["other", "polite", "sign-in"];
    const get = (path: string): Promise<Response> => callApi(`${office.base}/${path}`, { key: office.key });
    const query = `${span}&by=reason`;
    for (const path of [`indices?${query}&format=csv`, `exports/indices.csv?${query}`]) {
      const [header = "", ...lines] = (await (await get(path)).text()).trim().split("\r\n");
      const place = header.split(",").indexOf("reason");
      expect(lines.map((line) => line.split(",")[place])).toEqual(expected);
    }
    const plain = await (await get(`exports/indices.csv?${span}`)).text();
    expect(plain.split("\r\n")[0]?.split(",")).not.toContain("reason");
    const lines = await (await get(`exports/indices.ndjson?${query}`)).arrayBuffer();
    const ndjson = new TextDecoder().decode(lines).trim().split("\n");
    expect(ndjson.map((line) => (JSON.parse(line) as Row).reason)).toEqual(expected);
    const parquet = await (await get(`exports/indices.parquet?${query}`)).arrayBuffer();
    expect((await parquetReadObjects({ file: parquet })).map(({ reason }) => reason)).toEqual(expected);
    const bytes = await (await get(`exports/indices.xlsx?${query}&reason=polite`)).arrayBuffer();
    const { Sheets, SheetNames } = readWorkbook(new Uint8Array(bytes));
    const sheets = SheetNames.map((name) => utils.sheet_to_json<Record<string, unknown>>(Sheets[name] ?? {}));
    expect(sheets[0]?.map(({ reason }) => reason)).toEqual(["polite"]);
    expect(JSON.stringify(sheets[1])).toMatch(/"reason".*polite/);
  });
});

describe("reasons of units that merged and were divided", () => {
  let office: Office;
  const merger = today - 5;

  beforeAll(async () => {
    office = await openOffice();
    const { base, key, code } = office;
    const until = { kind: "commune", valid_from: "2020-01-01", valid_to: formatDay(merger - 1) };
    const units = ["Old", "Split"].map((unit) => ({ ...until, code: unit, name: unit }));
    const on = formatDay(merger);
    const successions = [
      { from: "Old", to: "A", on },
      { from: "Split", to: "A", on, share: 0.3 },
      { from: "Split", to: "B", on, share: 0.7 },
    ];
    await askApi(`${base}/units`, { method: "PUT", key, body: { units, successions } });
    const touchpoints = units.map(({ code: unit }, place) => ({
      ...{ id: `${code}-p00000000${place}`, unit, channel: "kiosk", name: unit, from: "2020-01-01" },
    }));
    await askApi(`${base}/touchpoints`, { method: "PUT", key, body: { touchpoints } });
    const items = touchpoints.flatMap(({ id }) =>
      Array.from({ length: 10 }, (_, number) => {
        const reasons = number % 2 === 0 ? ["attitude"] : ["attitude", "facilities"];
        return newFeedback(id, { level: 2, reasons, answered_at: noonOf(merger - 1 - number) });
      }),
    );
    await send([...items, newFeedback(office.touchpoints[0], { level: 5, reasons: ["quick"] })]);
  });

  const placed = ({ unit, reason, n }: Row): string => `${unit.code} ${reason} ${n}`;

  test("are today's units' now, by their shares, and the old units' then", async () => {
    const now = await rowsOf(office, "by=unit,reason");
    expect(now.map(placed)).toEqual([
      ...["A attitude 13", "A facilities 7", "A quick 1"],
      ...["B attitude 7", "B facilities 3"],
    ]);
    const then = await rowsOf(office, "by=unit,reason&units_as=then");
    expect(then.map(placed)).toEqual([
      ...["A quick 1", "Old attitude 10", "Old facilities 5"],
      ...["Split attitude 10", "Split facilities 5"],
    ]);
  });

  test.each(["day", "week", "month", "channel", "service,day"])(
    "add up to the same by %s, for each heir",
    async (by) => {
      for (const [unit, attitude] of [
        [office.code, 20],
        ["A", 13],
        ["B", 7],
      ] as const) {
        for (const query of [`by=${by}&reason=attitude`, `by=reason,${by}`]) {
          const rows = await rowsOf(office, `unit=${unit}&${query}&limit=1000`);
          const named = rows.filter(({ reason }) => reason === "attitude");
          expect([unit, query, named.reduce((sum, { n }) => sum + n, 0)]).toEqual([unit, query, attitude]);
        }
      }
    },
  );
});
