import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { reportStore } from "../../../worker/reported/report-store.ts";
import { type Answered, ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let made = 0;
let agency: string;
let base: string;

beforeEach(async () => {
  made += 1;
  agency = `M2X${made}`;
  base = await openAgency(agency);
  await putThreeUnits(base);
});

const span = { from: "2026-01-01", to: "2026-03-31" };

function put(measures: readonly unknown[], key?: string): Promise<Answered> {
  const line = `PUT ${base}/measures`;
  return key === undefined ? askAsRoot(line, { measures }) : ask(line, { body: { measures }, key });
}

async function inputsOf(unit: string): Promise<unknown> {
  const answer = await askAsRoot(`GET ${base}/scorecards/qd766-satisfaction@1?period=2026&unit=${unit}`);
  return rowsOf(answer)[0]?.inputs;
}

function pointersOf({ body }: Answered): string[] {
  return (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
}

describe("PUT …/measures", () => {
  test("lets the newest report of the same unit and span stand, as a whole", async () => {
    expect(await put([{ unit: "Ward", ...span, dossiers: 5, overdue: 1, rated: 3 }])).toMatchObject({ status: 200 });
    const again = { unit: "Ward", ...span, dossiers: 8, overdue: null };
    const answer = await put([again]);
    expect(answer.body).toEqual({ data: [again], meta: { next_cursor: null } });
    expect(await inputsOf("Ward")).toMatchObject({ dossiers: 8, overdue: null, rated: null });
  });

  test.each<[Record<string, unknown>, string[]]>([
    [{ dossiers: 10, overdue: 6, petitioned: 5 }, ["overdue", "petitioned"]],
    [{ dossiers: 10, overdue: 11 }, ["overdue"]],
    [{ dossiers: 0, petitioned: 1 }, ["petitioned"]],
    [{ reflections: 10, answered_on_time: 11 }, ["answered_on_time"]],
    [{ rated: 3, rated_satisfied: 4 }, ["rated_satisfied"]],
    [{ tt01: { dossiers: 1, points: [2, 2, 2, 3, 0, 0, 0, 0, 0] } }, ["tt01/points/3"]],
    [{ dossiers: -1 }, ["dossiers"]],
    [{ overdue: 1.5 }, ["overdue"]],
    [{ rated: 1_000_000_000_001 }, ["rated"]],
    [{ dossiers: "7" }, ["dossiers"]],
    [{ tt01: { dossiers: 1, points: [1, 1, 1] } }, ["tt01/points"]],
    [{ to: "2025-12-31" }, ["to"]],
    [{ from: "2026-02-30" }, ["from"]],
  ])("refuses %j, pointing at it, and keeps nothing of the request", async (bad, places) => {
    const good = { unit: "North", ...span, dossiers: 1 };
    const answer = await put([good, { unit: "South", ...span, ...bad }]);
    expect(answer).toMatchObject({ status: 400, kind: "invalid" });
    expect(pointersOf(answer)).toEqual(places.map((place) => `/measures/1/${place}`));
    expect(await inputsOf("North")).toMatchObject({ dossiers: null });
  });

  test("takes parts that are as large as their whole, and parts of a whole that was not reported", async () => {
    const full = {
      dossiers: 10,
      overdue: 5,
      petitioned: 5,
      reflections: 0,
      answered_on_time: 0,
      rated: 2,
      rated_satisfied: 2,
    };
    expect(await put([{ unit: "South", ...span, ...full }])).toMatchObject({ status: 200 });
    expect(await put([{ unit: "South", ...span, overdue: 5, answered_on_time: 3 }])).toMatchObject({ status: 200 });
    expect(await put([{ unit: "South", ...span }])).toMatchObject({ status: 200 });
    expect(await inputsOf("South")).toMatchObject({ dossiers: null, overdue: null });
  });

  test.each([
    [{ from: "2026-03-31", to: "2026-04-30" }],
    [{ from: "2025-01-01", to: "2026-10-31" }],
    [{ from: "2026-02-01", to: "2026-02-28" }],
  ])("refuses %j over another span of the same unit, stored or given", async (other) => {
    await put([{ unit: "Ward", ...span, dossiers: 1 }]);
    const stored = await put([{ unit: "Ward", ...other }]);
    expect(stored).toMatchObject({ status: 409, kind: "span-overlap" });
    const given = await put([
      { unit: agency, ...span },
      { unit: agency, ...other },
    ]);
    expect(given).toMatchObject({ status: 409, kind: "span-overlap" });
    expect(pointersOf(given)).toEqual(["/measures/1/from"]);
    expect(await put([{ unit: "North", ...other }])).toMatchObject({ status: 200 });
    expect(await put([{ unit: "Ward", from: "2026-04-01", to: "2026-04-01" }])).toMatchObject({ status: 200 });
  });

  test("refuses days to come and days outside the unit's life by name, unless the span stands already", async () => {
    const future = { unit: "Ward", from: "2099-01-01", to: "2099-12-31" };
    const refused = await put([{ unit: "Ward", from: "2026-05-01", to: "2026-05-01" }, future]);
    expect(refused).toMatchObject({ status: 400, kind: "future-span" });
    expect(pointersOf(refused)).toEqual(["/measures/1/to"]);
    const early = await put([{ unit: "Ward", from: "2001-01-01", to: "2001-12-31" }]);
    expect(early).toMatchObject({ status: 400, kind: "outside-unit-life" });
    expect(pointersOf(early)).toEqual(["/measures/0/to"]);
    const stub = env.AGENCY.get(env.AGENCY.idFromName(agency));
    await runInDurableObject(stub, (_, state) => reportStore(state.storage.sql).put("measures", future, 0));
    expect(await put([{ ...future, dossiers: 3 }])).toMatchObject({ status: 200 });
  });

  test("refuses the same unit and span twice in one request, unknown units and unknown fields", async () => {
    const one = { unit: "Ward", ...span };
    expect(await put([one, one])).toMatchObject({ status: 400, kind: "invalid" });
    expect(await put([{ ...one, unit: "Nowhere" }])).toMatchObject({ status: 404, kind: "unknown-unit" });
    expect(pointersOf(await put([one, { ...one, unit: "Nowhere" }]))).toEqual(["/measures/1/unit"]);
    expect(await put([{ ...one, speed: 1 }])).toMatchObject({ status: 400, kind: "unknown-field" });
    expect(await put([])).toMatchObject({ status: 400, kind: "invalid" });
    expect(await put(Array.from({ length: 1001 }, () => one))).toMatchObject({ status: 400, kind: "invalid" });
  });

  test("names every measure that is wrong, as one kind of problem where they share it", async () => {
    const one = { unit: "Ward", ...span };
    const unknown = await put([{ ...one, unit: "Nowhere" }, one, { ...one, unit: "Elsewhere" }]);
    expect(unknown).toMatchObject({ status: 404, kind: "unknown-unit" });
    expect(pointersOf(unknown)).toEqual(["/measures/0/unit", "/measures/2/unit"]);
    const mixed = await put([
      { ...one, unit: "Nowhere" },
      { ...one, dossiers: 1, overdue: 2 },
    ]);
    expect(mixed).toMatchObject({ status: 400, kind: "invalid" });
    expect(pointersOf(mixed)).toEqual(["/measures/0/unit", "/measures/1/overdue"]);
  });

  test("holds a key within its scope and subtree", async () => {
    const south = await giveKey(base, { scopes: ["tallies:write"], unit: "South" });
    const reader = await giveKey(base, { scopes: ["indices:read"] });
    expect(await put([{ unit: "South", ...span }], south)).toMatchObject({ status: 200 });
    const outside = await put(
      [
        { unit: "South", ...span },
        { unit: "North", ...span },
      ],
      south,
    );
    expect(outside).toMatchObject({ status: 403, kind: "outside-subtree" });
    expect(pointersOf(outside)).toEqual(["/measures/1/unit"]);
    await put([{ unit: "North", ...span }]);
    const overlapping = await put([{ unit: "North", from: span.from, to: span.from }], south);
    expect(overlapping).toMatchObject({ status: 403, kind: "outside-subtree" });
    expect(pointersOf(overlapping)).toEqual(["/measures/0/unit"]);
    expect(await put([{ unit: agency, ...span }], south)).toMatchObject({ status: 403, kind: "outside-subtree" });
    expect(await put([{ unit: "South", ...span }], reader)).toMatchObject({ status: 403, kind: "scope-missing" });
  });

  test("refuses sums that are no longer exact", async () => {
    const huge = 1_000_000_000_000;
    const units = Array.from({ length: 10 }, (_, place) => ({
      code: `U${place}`,
      name: "U",
      kind: "office",
      parent: "South",
      valid_from: "2001-01-01",
    }));
    const south = { code: "South", name: "S", kind: "office", valid_from: "2001-01-01" };
    expect(await askAsRoot(`PUT ${base}/units`, { units: [south, ...units] })).toMatchObject({ status: 200 });
    const days = Array.from({ length: 1000 }, (_, place) =>
      new Date(Date.UTC(2001, 0, 1 + place)).toISOString().slice(0, 10),
    );
    for (const { code } of units) {
      expect(
        await put(days.map((day) => ({ unit: code, from: day, to: day, reflections: huge, answered_on_time: 0 }))),
      ).toMatchObject({ status: 200 });
    }
    const read = (unit: string) =>
      askAsRoot(`GET ${base}/scorecards/qd766-satisfaction@1?from=2001-01-01&to=2004-01-01&unit=${unit}`);
    expect(await read("South")).toMatchObject({ status: 400, kind: "sum-too-large" });
    expect(rowsOf(await read("U3"))).toMatchObject([{ inputs: { reflections: 1000 * huge } }]);
  });
});
