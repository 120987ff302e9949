import { beforeAll, describe, expect, test } from "vitest";
import { parseDay, formatDay } from "../../../shared/calendar/day.ts";
import qd766Text from "../../fixtures/qd766-vectors.csv?raw";
import tt01Text from "../../fixtures/tt01-vectors.csv?raw";
import { fixtureRows } from "../../fixtures/fixture-rows.ts";
import { ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let base: string;

beforeAll(async () => {
  base = await openAgency("M10");
  await putThreeUnits(base);
});

const fields = ["dossiers", "overdue", "petitioned", "reflections", "answered_on_time", "rated", "rated_satisfied"];
const firstDay = parseDay("2026-01-01") ?? 0;

/** Each row's measure stands on a day of its own. */
function dayOf(place: number): string {
  return formatDay(firstDay + place);
}

async function put(measures: readonly Record<string, unknown>[]): Promise<void> {
  const answer = await askAsRoot(`PUT ${base}/measures`, { measures });
  expect(answer).toMatchObject({ status: 200 });
  expect(rowsOf(answer)).toEqual(measures);
}

async function scorecards(method: string, query: string): Promise<Record<string, unknown>[]> {
  const answer = await askAsRoot(`GET ${base}/scorecards/${method}?${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return rowsOf(answer);
}

describe("known vectors over HTTP", () => {
  test("of decision 766 give their points, total and percentage", async () => {
    const rows = fixtureRows(qd766Text);
    await put(
      rows.map((row, place) => ({
        unit: "North",
        from: dayOf(place),
        to: dayOf(place),
        ...Object.fromEntries(fields.map((field) => [field, Number(row[field])])),
      })),
    );
    for (const [place, row] of rows.entries()) {
      const [card] = await scorecards("qd766-satisfaction@1", `unit=North&period=${dayOf(place)}`);
      expect(card).toMatchObject({
        parts: [
          { id: "procedures", points: Number(row.procedures), max: 6 },
          { id: "on-time", points: Number(row.on_time), max: 6 },
          { id: "satisfied", points: Number(row.satisfied), max: 6 },
        ],
        total: Number(row.total),
        max: 18,
        percent: Number(row.percent),
        missing: [],
        preview: true,
      });
    }
  });

  test("of circular 01/2018 give their score and band", async () => {
    const rows = fixtureRows(tt01Text);
    const pointsOf = (row: Record<string, string>) =>
      Array.from({ length: 9 }, (_, index) => Number(row[`p${index + 1}`]));
    await put(
      rows.map((row, place) => ({
        unit: "South",
        from: dayOf(place),
        to: dayOf(place),
        tt01: { dossiers: Number(row.dossiers), points: pointsOf(row) },
      })),
    );
    for (const [place, row] of rows.entries()) {
      const [card] = await scorecards("tt01@1", `unit=South&period=${dayOf(place)}`);
      const score = row.score === "" ? null : Number(row.score);
      expect(card).toMatchObject({ total: score, max: 18, band: row.band || null, missing: [] });
      expect(card).toMatchObject({ inputs: { dossiers: Number(row.dossiers), points_9: Number(row.p9) } });
    }
  });
});

describe("GET …/scorecards/{method}", () => {
  const year = { from: "2025-07-01", to: "2025-12-31" };
  const whole = {
    dossiers: 100,
    overdue: 5,
    petitioned: 5,
    reflections: 10,
    answered_on_time: 9,
    rated: 8,
    rated_satisfied: 4,
  };
  const query = `from=${year.from}&to=${year.to}`;

  beforeAll(async () => {
    await put([
      { unit: "North", ...year, ...whole },
      { unit: "Ward", ...year, ...whole, dossiers: 50 },
      { unit: "South", from: "2025-12-01", to: "2025-12-31", dossiers: 7, overdue: 0, petitioned: 0 },
      { unit: "South", from: "2025-06-01", to: "2025-07-01", dossiers: 9, overdue: 0, petitioned: 0 },
    ]);
  });

  test("sums over the subtree, and counts a measure only where the period contains its whole span", async () => {
    const [north] = await scorecards("qd766-satisfaction@1", `${query}&unit=North`);
    expect(north).toMatchObject({
      unit: { code: "North", name: "Xã Bắc" },
      period: year,
      inputs: { dossiers: 150, overdue: 10, petitioned: 10 },
      reporting_units: { procedures: 2, "on-time": 2, satisfied: 2 },
      spanning: 0,
    });
    const [south] = await scorecards("qd766-satisfaction@1", `${query}&unit=South`);
    expect(south).toMatchObject({ inputs: { dossiers: 7 }, spanning: 1 });
    const [november] = await scorecards("qd766-satisfaction@1", "period=2025-11&unit=North");
    expect(november).toMatchObject({ total: null, missing: fields, spanning: 2 });
  });

  test("says what is missing, and scores a partly reported agency on what was reported", async () => {
    const [south] = await scorecards("qd766-satisfaction@1", `${query}&unit=South`);
    expect(south).toMatchObject({
      parts: [
        { id: "procedures", points: 6 },
        { id: "on-time", points: null },
        { id: "satisfied", points: null },
      ],
      total: null,
      percent: null,
      missing: ["reflections", "answered_on_time", "rated", "rated_satisfied"],
    });
    const [all] = await scorecards("qd766-satisfaction@1", query);
    expect(all).toMatchObject({
      unit: { code: "M10" },
      inputs: { dossiers: 157, reflections: 20 },
      reporting_units: { procedures: 3, "on-time": 2, satisfied: 2 },
      missing: [],
    });
  });

  test("gives each child's subtree with by=unit, also without a report, and the parent's own", async () => {
    const rows = await scorecards("qd766-satisfaction@1", `${query}&by=unit`);
    expect(rows.map(({ unit }) => (unit as { code: string }).code)).toEqual(["North", "South"]);
    const below = await scorecards("qd766-satisfaction@1", `${query}&by=unit&unit=North`);
    expect(below).toMatchObject([
      { unit: { code: "North" }, own: true, inputs: { dossiers: 100 } },
      { unit: { code: "Ward" }, inputs: { dossiers: 50 } },
    ]);
    const tt01 = await scorecards("tt01@1", `${query}&by=unit`);
    expect(tt01).toMatchObject([
      { total: null, band: null, missing: ["tt01"] },
      { total: null, band: null, missing: ["tt01"] },
    ]);
  });

  test("is read page by page by a cursor that no other method takes", async () => {
    const first = await askAsRoot(`GET ${base}/scorecards/tt01@1?${query}&by=unit&limit=1`);
    const { data, meta } = first.body as { data: unknown[]; meta: { next_cursor: string } };
    expect(data).toMatchObject([{ unit: { code: "North" } }]);
    const cursor = encodeURIComponent(meta.next_cursor);
    const second = await askAsRoot(`GET ${base}/scorecards/tt01@1?${query}&by=unit&cursor=${cursor}`);
    expect(second.body).toMatchObject({ data: [{ unit: { code: "South" } }], meta: { next_cursor: null } });
    const other = await askAsRoot(`GET ${base}/scorecards/qd766-satisfaction@1?${query}&by=unit&cursor=${cursor}`);
    expect(other).toMatchObject({ status: 400, kind: "bad-cursor" });
  });

  test.each([
    ["top-two@1", query, 404, "unknown-method", "/method"],
    ["tt01@1", "period=2026-13", 400, "invalid", "/period"],
    ["tt01@1", "", 400, "invalid", "/period"],
    ["tt01@1", "from=2026-02-01&to=2026-01-01", 400, "invalid", "/from"],
    ["tt01@1", `${query}&unit=Nowhere`, 404, "unknown-unit", "/unit"],
    ["tt01@1", `${query}&by=month`, 400, "invalid", "/by"],
    ["tt01@1", `${query}&question=overall`, 400, "unknown-field", "/question"],
    ["tt01@1", `${query}&limit=0`, 400, "invalid", "/limit"],
  ])("refuses %s with %s: %d %s at %s", async (method, text, status, kind, pointer) => {
    const answer = await askAsRoot(`GET ${base}/scorecards/${method}?${text}`);
    expect(answer).toMatchObject({ status, kind });
    expect((answer.body as { errors?: { pointer: string }[] }).errors?.[0]?.pointer).toBe(pointer);
  });

  test("holds a key within its scope and subtree", async () => {
    const south = await giveKey(base, { scopes: ["indices:read"], unit: "South" });
    const writer = await giveKey(base, { scopes: ["tallies:write"] });
    const read = (more: string, key: string) => ask(`GET ${base}/scorecards/tt01@1?${query}${more}`, { key });
    expect(rowsOf(await read("", south))).toMatchObject([{ unit: { code: "South" } }]);
    expect(await read("&unit=North", south)).toMatchObject({ status: 403, kind: "outside-subtree" });
    expect(await read("", writer)).toMatchObject({ status: 403, kind: "scope-missing" });
    expect(await ask(`GET ${base}/scorecards/tt01@1?${query}`)).toMatchObject({ status: 401 });
  });
});

describe("scorecards of units that were merged or divided", () => {
  const before = { from: "2026-01-01", to: "2026-06-30" };
  const after = { from: "2026-07-01", to: "2026-10-31" };
  const report = (unit: string, span: object, dossiers: number) => ({
    ...{ unit, ...span, dossiers, overdue: 0, petitioned: 0 },
  });

  beforeAll(async () => {
    base = await openAgency("M11");
    const old = { kind: "commune", valid_from: "2020-01-01", valid_to: before.to };
    const young = { kind: "commune", valid_from: after.from };
    const on = after.from;
    const units = [
      ...["A", "B", "Split", "Torn"].map((code) => ({ ...old, code, name: code })),
      ...["C", "D", "E"].map((code) => ({ ...young, code, name: code })),
    ];
    const successions = [
      ...["A", "B"].map((from) => ({ from, to: "C", on, share: 1 })),
      ...[0.4, 0.6].map((share, place) => ({ from: "Split", to: ["C", "D"][place], on, share })),
      ...["D", "E"].map((to) => ({ from: "Torn", to, on, share: null })),
    ];
    expect(await askAsRoot(`PUT ${base}/units`, { units, successions })).toMatchObject({ status: 200 });
    await put([
      report("A", before, 1),
      report("B", before, 20),
      report("Split", before, 300),
      report("Torn", before, 4000),
      report("C", after, 50_000),
    ]);
  });

  async function dossiers(query: string): Promise<unknown[]> {
    const rows = await scorecards("qd766-satisfaction@1", query);
    return rows.map(({ unit, unmapped, inputs, unmapped_units }) => [
      `${(unit as { code: string }).code}${unmapped ? "?" : ""}`,
      (inputs as { dossiers: number | null }).dossiers,
      unmapped_units,
    ]);
  }

  test("bring whole predecessors' reports to today's units, and say which could not be divided", async () => {
    expect(await dossiers("period=2026&by=unit")).toEqual([
      ["C", 50_021, ["Split"]],
      ["D", null, ["Split"]],
      ["E", null, []],
      ["Torn?", 4000, []],
    ]);
    expect(await dossiers("period=2026-H1&unit=C")).toEqual([["C", 21, ["Split"]]]);
    expect(await dossiers("period=2026-H2&unit=C")).toEqual([["C", 50_000, []]]);
  });

  test("count all of them in the whole agency, where nothing needs to be divided", async () => {
    expect(await dossiers("period=2026")).toEqual([["M11", 54_321, []]]);
  });

  test("leave them with the units of the time where that is asked", async () => {
    expect(await dossiers("period=2026-H1&by=unit&units_as=then")).toEqual([
      ["A", 1, []],
      ["B", 20, []],
      ["Split", 300, []],
      ["Torn", 4000, []],
    ]);
    expect(await dossiers("period=2026&unit=A&units_as=then")).toEqual([["A", 1, []]]);
  });

  test("give a key on an heir what its predecessors reported", async () => {
    const key = await giveKey(base, { scopes: ["indices:read"], unit: "C" });
    const answer = await ask(`GET ${base}/scorecards/qd766-satisfaction@1?period=2026`, { key });
    expect(rowsOf(answer)).toMatchObject([{ unit: { code: "C" }, inputs: { dossiers: 50_021 } }]);
  });
});
