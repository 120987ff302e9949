import { beforeAll, describe, expect, test } from "vitest";
import { type Answered, ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let base: string;
let made = 0;

beforeAll(async () => {
  base = await openAgency("R10");
  await putThreeUnits(base);
  await askAsRoot(`PUT ${base}/services`, { services: [{ id: "1.004227", name: "Khai sinh" }] });
});

/** A tally id of its own. */
function newId(): string {
  made += 1;
  return `0b9d6f8e-6d0f-4f55-9b25-${String(made).padStart(12, "0")}`;
}

const place = { unit: "North", question: "overall", channel: "paper", source: "Sổ" };

function tallyOf(more: Record<string, unknown> = {}): Record<string, unknown> & { id: string } {
  return { ...place, id: newId(), from: "2026-01-01", to: "2026-03-31", counts: [1, 2, 3, 4, 5], ...more };
}

/** Sends tallies, volumes or measures; answers the outcomes, or the status of a measure. */
async function send(list: string, ...items: unknown[]): Promise<unknown[]> {
  const sent = await askAsRoot(`${list === "measures" ? "PUT" : "POST"} ${base}/${list}`, { [list]: items });
  const { receipts } = sent.body as { receipts?: { outcome: string; problem?: { type: string } }[] };
  return receipts?.map(({ outcome, problem }) => problem?.type.split("#")[1] ?? outcome) ?? [sent.status];
}

async function indexOf(unit: string, period: string): Promise<Record<string, unknown>> {
  const [row = {}] = rowsOf(await askAsRoot(`GET ${base}/indices?unit=${unit}&period=${period}`));
  return row;
}

/** All pages of a list. */
async function listed(list: string, query: string, limit = 200): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let cursor = "";
  do {
    const page = await askAsRoot(`GET ${base}/${list}?${query}&limit=${limit}${cursor}`);
    if (page.status !== 200) throw new Error(JSON.stringify(page.body));
    rows.push(...rowsOf(page));
    const { next_cursor } = (page.body as { meta: { next_cursor: string | null } }).meta;
    cursor = next_cursor === null ? "" : `&cursor=${encodeURIComponent(next_cursor)}`;
  } while (cursor !== "");
  return rows;
}

describe("a tally that is withdrawn", () => {
  test("leaves the indices at once, no longer blocks its span, and stays in the list of withdrawn ones", async () => {
    const wrong = tallyOf({ to: "2026-10-31" });
    const right = tallyOf();
    expect(await send("tallies", wrong, right)).toEqual(["accepted", "span-overlap"]);
    expect(await indexOf("North", "2026-02")).toMatchObject({ n: 0, spanning: 15 });
    const key = await giveKey(base, { scopes: ["tallies:write"], unit: "North" });
    expect(await ask(`DELETE ${base}/tallies/${wrong.id}`, { key })).toMatchObject({ status: 204, body: "" });
    expect(await indexOf("North", "2026-02")).toMatchObject({ n: 0, spanning: 0 });
    expect(await send("tallies", right)).toEqual(["accepted"]);
    expect(await indexOf("North", "2026-Q1")).toMatchObject({ n: 15 });
    expect(await listed("tallies", "unit=North")).toEqual([
      { ...right, service: null, received_at: expect.any(String), withdrawn_at: null, withdrawn_by: null },
    ]);
    expect(await listed("tallies", "unit=North&withdrawn=1")).toEqual([
      {
        ...{ ...wrong, service: null, received_at: expect.any(String) },
        ...{ withdrawn_at: expect.stringMatching(/^2.*Z$/), withdrawn_by: expect.stringMatching(/^[0-9a-z]{12}$/) },
      },
    ]);
  });

  test("stays withdrawn when it is withdrawn again; an id that never came is unknown", async () => {
    const tally = tallyOf({ unit: "South" });
    await send("tallies", tally);
    const withdraw = (id: string): Promise<Answered> => askAsRoot(`DELETE ${base}/tallies/${id}`);
    expect(await withdraw(tally.id)).toMatchObject({ status: 204 });
    expect(await withdraw(tally.id)).toMatchObject({ status: 204 });
    expect(await listed("tallies", "unit=South&withdrawn=1")).toHaveLength(1);
    for (const id of [newId(), "none", "%00"]) {
      expect(await withdraw(id)).toMatchObject({
        status: 404,
        kind: "unknown-tally",
        body: { errors: [{ pointer: "/id" }] },
      });
    }
  });

  test("may come again with other counts under the same id, but neither as it was nor for another place", async () => {
    const tally = tallyOf({ unit: "South", from: "2025-10-01", to: "2025-12-31" });
    await send("tallies", tally);
    await askAsRoot(`DELETE ${base}/tallies/${tally.id}`);
    const corrected = { ...tally, counts: [5, 4, 3, 2, 1] };
    expect(await send("tallies", tally, { ...corrected, unit: "North" }, corrected, corrected, tally)).toEqual([
      "tally-withdrawn",
      "tally-conflict",
      "accepted",
      "duplicate",
      "tally-conflict",
    ]);
    expect(await indexOf("South", "2025-Q4")).toMatchObject({ tally: [5, 4, 3, 2, 1] });
    await askAsRoot(`DELETE ${base}/tallies/${tally.id}`);
    expect(await send("tallies", tally, corrected)).toEqual(["tally-withdrawn", "tally-withdrawn"]);
    expect(await listed("tallies", "unit=South&period=2025-Q4&withdrawn=1")).toMatchObject([
      { id: tally.id, counts: tally.counts },
      { id: tally.id, counts: corrected.counts },
    ]);
  });

  test("is corrected by its file sent again with other counts, and not brought back by the same file", async () => {
    const file = (n1: number): string =>
      `unit,from,to,n1,n2,n3,n4,n5,source\nWard,2025-07-01,2025-09-30,${n1},0,0,0,9,Sổ\n`;
    const sendFile = (body: string): Promise<Answered> =>
      ask(`POST ${base}/tallies`, {
        key: keyOfAll,
        body,
        headers: { "content-type": "text/csv" },
      });
    const keyOfAll = await giveKey(base, { scopes: ["tallies:write"] });
    await sendFile(file(100));
    const [{ id } = { id: "" }] = await listed("tallies", "unit=Ward");
    expect(await ask(`DELETE ${base}/tallies/${id}`, { key: keyOfAll })).toMatchObject({ status: 204 });
    const again = await sendFile(file(100));
    expect(again).toMatchObject({ status: 400, body: { errors: [{ pointer: "/rows/2/n1" }] } });
    expect(await sendFile(file(1))).toMatchObject({ status: 200, body: { receipts: [{ outcome: "accepted" }] } });
    expect(await indexOf("Ward", "2025-Q3")).toMatchObject({ tally: [1, 0, 0, 0, 9] });
  });
});

describe("a volume that is withdrawn", () => {
  const span = "from=2026-04-01&to=2026-04-30";
  const volume = { unit: "North", from: "2026-04-01", to: "2026-04-30", transactions: 1000 };

  test("leaves the coverage at once and lets another span in its place", async () => {
    await send("tallies", tallyOf({ from: "2026-04-01", to: "2026-04-30" }));
    const wider = { ...volume, to: "2026-05-31" };
    expect(await send("volumes", wider, { ...volume, service: "1.004227" }, volume)).toEqual([
      "accepted",
      "accepted",
      "span-overlap",
    ]);
    const remove = (query: string): Promise<Answered> => askAsRoot(`DELETE ${base}/volumes?unit=North&${query}`);
    expect(await remove(`${span}&service=1.004227`)).toMatchObject({ status: 204 });
    expect(await remove("from=2026-04-01&to=2026-05-31")).toMatchObject({ status: 204 });
    expect(await indexOf("North", "2026-04")).toMatchObject({ coverage: null });
    expect(await send("volumes", volume)).toEqual(["accepted"]);
    expect(await indexOf("North", "2026-04")).toMatchObject({ coverage: { transactions: 1000, rate: 1.5 } });
    expect(await listed("volumes", "unit=North")).toMatchObject([{ ...volume, service: null, withdrawn_at: null }]);
    expect(await listed("volumes", "unit=North&withdrawn=1", 1)).toMatchObject([
      { ...volume, service: "1.004227", withdrawn_by: null },
      { ...wider, service: null },
    ]);
    expect(await remove(`${span}&service=1.004227`)).toMatchObject({ status: 204 });
    expect(await listed("volumes", "unit=North&withdrawn=1")).toHaveLength(2);
  });

  test("may be given again as it was, since the newest figure stands", async () => {
    const other = { ...volume, unit: "South" };
    await send("volumes", other);
    await askAsRoot(`DELETE ${base}/volumes?unit=South&${span}`);
    expect(await send("volumes", other)).toEqual(["accepted"]);
  });

  test.each([
    ["unit=North&from=2026-04-01", 400, "invalid", "/to"],
    ["unit=North&from=2026-04-01&to=2026-04-31", 400, "invalid", "/to"],
    ["unit=North&from=2026-04-02&to=2026-04-01", 400, "invalid", "/to"],
    [`unit=Nowhere&${span}`, 404, "unknown-unit", "/unit"],
    [`unit=North&${span}&service=9`, 404, "unknown-service", "/service"],
    [`unit=North&${span}&transactions=1000`, 400, "unknown-field", "/transactions"],
    ["unit=North&from=2026-04-01&to=2026-04-29", 404, "unknown-volume", "/from"],
  ])("is refused by %s: %d %s at %s", async (query, status, kind, pointer) => {
    const answer = await askAsRoot(`DELETE ${base}/volumes?${query}`);
    expect(answer).toMatchObject({ status, kind, body: { errors: [{ pointer }] } });
  });
});

describe("a measure that is withdrawn", () => {
  const measure = { unit: "South", from: "2026-01-01", to: "2026-06-30", dossiers: 10, overdue: 1, petitioned: 0 };

  async function inputsOf(unit: string): Promise<unknown> {
    const answer = await askAsRoot(`GET ${base}/scorecards/qd766-satisfaction@1?period=2026&unit=${unit}`);
    return rowsOf(answer)[0]?.inputs;
  }

  test("is missing in the scorecard at once, and can be put for another span", async () => {
    expect(await send("measures", measure)).toEqual([200]);
    expect(await inputsOf("South")).toMatchObject({ dossiers: 10 });
    const query = "unit=South&from=2026-01-01&to=2026-06-30";
    expect(await askAsRoot(`DELETE ${base}/measures?${query}`)).toMatchObject({ status: 204 });
    expect(await inputsOf("South")).toMatchObject({ dossiers: null });
    expect(await send("measures", { ...measure, to: "2026-03-31" })).toEqual([200]);
    expect(await listed("measures", "period=2026")).toMatchObject([{ ...measure, to: "2026-03-31" }]);
    expect(await listed("measures", "withdrawn=1")).toMatchObject([measure]);
    expect(await askAsRoot(`DELETE ${base}/measures?${query}`)).toMatchObject({ status: 204 });
    const never = await askAsRoot(`DELETE ${base}/measures?${query.replace("06-30", "06-29")}`);
    expect(never).toMatchObject({ status: 404, kind: "unknown-measure", body: { errors: [{ pointer: "/from" }] } });
  });
});

describe("lists of what the office handed in", () => {
  let office: string;

  beforeAll(async () => {
    office = await openAgency("R11");
    await putThreeUnits(office);
    const months = ["01", "02", "03"].map((month) => ({ from: `2026-${month}-01`, to: `2026-${month}-28` }));
    const units = ["North", "South", "Ward", "R11"];
    const tallies = units.flatMap((unit) => months.map((span) => tallyOf({ unit, ...span })));
    const volumes = units.flatMap((unit) => months.map((span) => ({ unit, ...span, transactions: 9 })));
    const measures = units.flatMap((unit) => months.map((span) => ({ unit, ...span, dossiers: 9 })));
    await askAsRoot(`POST ${office}/tallies`, { tallies: tallies.reverse() });
    await askAsRoot(`POST ${office}/volumes`, { volumes: volumes.reverse() });
    await askAsRoot(`PUT ${office}/measures`, { measures: measures.reverse() });
  });

  async function placesIn(list: string, query: string, key?: string): Promise<string[]> {
    const line = `GET ${office}/${list}?${query}`;
    const rows = rowsOf(key === undefined ? await askAsRoot(line) : await ask(line, { key }));
    return rows.map(({ unit, from }) => `${unit} ${String(from).slice(0, 7)}`);
  }

  test.each(["tallies", "volumes", "measures"])(
    "give %s of a subtree and a period, by unit and day, over pages",
    async (list) => {
      expect(await placesIn(list, "unit=North&period=2026-Q1")).toEqual([
        ...["North 2026-01", "North 2026-02", "North 2026-03"],
        ...["Ward 2026-01", "Ward 2026-02", "Ward 2026-03"],
      ]);
      expect(await placesIn(list, "from=2026-02-28&to=2026-03-01&unit=South")).toEqual([
        "South 2026-02",
        "South 2026-03",
      ]);
      expect(await placesIn(list, "period=2025")).toEqual([]);
      const whole = await placesIn(list, "");
      expect([whole.length, new Set(whole).size]).toEqual([12, 12]);
      const pages: string[] = [];
      let cursor = "";
      do {
        const page = await askAsRoot(`GET ${office}/${list}?limit=5${cursor}`);
        pages.push(...rowsOf(page).map(({ unit, from }) => `${unit} ${String(from).slice(0, 7)}`));
        const { next_cursor } = (page.body as { meta: { next_cursor: string | null } }).meta;
        cursor = next_cursor === null ? "" : `&cursor=${encodeURIComponent(next_cursor)}`;
      } while (cursor !== "");
      expect(pages).toEqual(whole);
    },
  );

  test.each([
    ["unit=Nowhere", 404, "unknown-unit", "/unit"],
    ["period=2026-13", 400, "invalid", "/period"],
    ["from=2026-03-01&to=2026-02-01", 400, "invalid", "/from"],
    ["from=2026-03-01", 400, "invalid", "/to"],
    ["withdrawn=yes", 400, "invalid", "/withdrawn"],
    ["limit=0", 400, "invalid", "/limit"],
    ["cursor=x", 400, "bad-cursor", "/cursor"],
    ["colour=red", 400, "unknown-field", "/colour"],
  ])("refuse %s: %d %s at %s", async (query, status, kind, pointer) => {
    for (const list of ["tallies", "volumes", "measures"]) {
      const answer = await askAsRoot(`GET ${office}/${list}?${query}`);
      expect(answer).toMatchObject({ status, kind, body: { errors: [{ pointer }] } });
    }
  });

  test("take a cursor back only for the same list, filters and subtree", async () => {
    const { body } = await askAsRoot(`GET ${office}/tallies?limit=2`);
    const cursor = encodeURIComponent((body as { meta: { next_cursor: string } }).meta.next_cursor);
    for (const other of ["volumes?", "tallies?withdrawn=1&", "tallies?period=2026&", "tallies?unit=R11&"]) {
      expect(await askAsRoot(`GET ${office}/${other}cursor=${cursor}`)).toMatchObject({ kind: "bad-cursor" });
    }
  });

  test("hold a key within its scope and subtree, for reading and for withdrawing", async () => {
    const key = await giveKey(office, { scopes: ["tallies:write"], unit: "North" });
    const reader = await giveKey(office, { scopes: ["indices:read"] });
    expect(new Set((await placesIn("tallies", "", key)).map((place) => place.slice(0, 5)))).toEqual(
      new Set(["North", "Ward "]),
    );
    expect(await ask(`GET ${office}/tallies?unit=South`, { key })).toMatchObject({
      status: 403,
      kind: "outside-subtree",
    });
    expect(await ask(`GET ${office}/tallies`, { key: reader })).toMatchObject({ status: 403, kind: "scope-missing" });
    const [south] = rowsOf(await askAsRoot(`GET ${office}/tallies?unit=South`));
    const lines = [
      `tallies/${String(south?.id)}`,
      ...["volumes", "measures"].map((list) => `${list}?unit=South&from=2026-01-01&to=2026-01-28`),
    ];
    for (const line of lines) {
      expect(await ask(`DELETE ${office}/${line}`, { key })).toMatchObject({ status: 403, kind: "outside-subtree" });
      expect(await ask(`DELETE ${office}/${line}`, { key: reader })).toMatchObject({ kind: "scope-missing" });
      expect(await ask(`DELETE ${office}/${line}`)).toMatchObject({ status: 401 });
    }
    expect(await placesIn("tallies", "unit=South")).toHaveLength(3);
  });
});
