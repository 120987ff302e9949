import { beforeAll, describe, expect, test } from "vitest";
import type { UnitsPreview } from "../../../shared/contract/unit.ts";
import { ask, type Answered, askAsRoot, giveKey, openAgency, rowsOf } from "../office.ts";

const since = "2020-01-01";
const unit = { kind: "commune", valid_from: since };
const [lastYear, thisYear] = [new Date().getFullYear() - 1, new Date().getFullYear()];
const day = `${thisYear}-01-01`;
const dayBefore = `${lastYear}-12-31`;

let base: string;

beforeAll(async () => {
  base = await openAgency("V20");
  const units = ["East", "West", "North"].map((code) => ({ ...unit, code, name: `Xã ${code}`, parent: "Area" }));
  await askAsRoot(`PUT ${base}/units`, { units: [{ ...unit, code: "Area", name: "Khu vực" }, ...units] });
  const tally = { question: "overall", service: null, channel: "paper", source: "Sổ" };
  const span = { from: `${lastYear}-01-01`, to: `${lastYear}-12-31` };
  const taken = await askAsRoot(`POST ${base}/tallies`, {
    tallies: [
      { ...tally, ...span, id: "01900000-0000-7000-8000-000000000001", unit: "East", counts: [0, 0, 0, 0, 40] },
      { ...tally, ...span, id: "01900000-0000-7000-8000-000000000002", unit: "West", counts: [60, 0, 0, 0, 0] },
    ],
  });
  expect(taken.body).toMatchObject({ receipts: [{ outcome: "accepted" }, { outcome: "accepted" }] });
  await askAsRoot(`PUT ${base}/touchpoints`, {
    touchpoints: [{ id: "V20-0000000001", unit: "East", channel: "portal", name: "Cổng", from: since }],
  });
});

function preview(body: unknown): Promise<Answered> {
  return askAsRoot(`POST ${base}/units/preview`, body);
}

function lastYears({ body }: Answered): Record<string, [unknown, unknown]> {
  const { figures } = body as UnitsPreview;
  const ofLastYear = figures.filter(({ year }) => year === lastYear);
  const told = (figure: UnitsPreview["figures"][number]["after"]): unknown => figure && [figure.n, figure.value];
  return Object.fromEntries(ofLastYear.map(({ unit: code, before, after }) => [code, [told(before), told(after)]]));
}

/** East and West become one new unit. */
const merge = {
  units: [
    { ...unit, code: "East", name: "Xã East", parent: "Area", valid_to: dayBefore },
    { ...unit, code: "West", name: "Xã West", parent: "Area", valid_to: dayBefore },
    { ...unit, code: "New", name: "Xã Mới", parent: "Area", valid_from: day },
  ],
  successions: ["East", "West"].map((from) => ({ from, to: "New", on: day, share: 1 })),
};

describe("POST …/units/preview", () => {
  test("shows no figures to a key that may not read them", async () => {
    const key = await giveKey(base, { scopes: ["config:write"] });
    expect((await ask(`POST ${base}/units/preview`, { key, body: merge })).kind).toBe("scope-missing");
  });

  test("shows last year's figures of all units that a merge touches, without it and with it", async () => {
    const answered = await preview(merge);
    expect(answered.status).toBe(200);
    expect(lastYears(answered)).toEqual({
      East: [
        [40, 100],
        [0, null],
      ],
      West: [
        [60, 0],
        [0, null],
      ],
      New: [null, [100, 40]],
      Area: [
        [100, 40],
        [100, 40],
      ],
    });
    const { figures } = answered.body as UnitsPreview;
    const made = figures.find(({ unit: code, year }) => code === "New" && year === lastYear);
    expect(made?.after?.interval).toMatchObject({ confidence: 0.95, kind: "wilson" });
  });

  test("writes nothing, neither units nor an entry of the audit log", async () => {
    const before = [rowsOf(await ask(`GET ${base}/units`)), rowsOf(await askAsRoot(`GET ${base}/audit`))];
    await preview(merge);
    expect(rowsOf(await ask(`GET ${base}/units`))).toEqual(before[0]);
    expect(rowsOf(await ask(`GET ${base}/successions`))).toEqual([]);
    expect(rowsOf(await askAsRoot(`GET ${base}/audit`))).toEqual(before[1]);
  });

  test("looks ahead to the day on which the change is in force", async () => {
    const later = `${thisYear + 1}-01-01`;
    const successions = [{ from: "East", to: "West", on: later, share: 1 }];
    const answered = await preview({ units: [], successions });
    expect((answered.body as UnitsPreview).as_of).toBe(later);
    expect(lastYears(answered).West).toEqual([
      [60, 0],
      [100, 40],
    ]);
  });

  test("names the open touchpoints of units that would be no more", async () => {
    const closed = {
      id: "V20-0000000002",
      unit: "East",
      channel: "portal",
      name: "Trang cũ",
      from: since,
      closed: true,
    };
    await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [closed] });
    const { touchpoints } = (await preview(merge)).body as UnitsPreview;
    expect(touchpoints).toEqual([{ id: "V20-0000000001", name: "Cổng", unit: "East" }]);
    const renamed = { units: [{ ...unit, code: "East", name: "Xã Đông", parent: "Area", valid_from: day }] };
    expect((await preview(renamed)).body).toMatchObject({ touchpoints: [] });
  });

  test("leaves what nobody can divide above the heirs", async () => {
    const successions = ["West", "North"].map((to) => ({ from: "East", to, on: day, share: null }));
    const figures = lastYears(await preview({ units: [merge.units[0]], successions }));
    expect(figures.West?.[1]).toEqual([60, 0]);
    expect(figures.North?.[1]).toEqual([0, null]);
    expect(figures.Area?.[1]).toEqual([100, 40]);
  });

  test("fails as the writing does: a cycle, an unknown parent, days that end before they begin", async () => {
    const of = (units: unknown[]): Promise<Answered> => preview({ units });
    expect(await of([{ ...unit, code: "Area", name: "A", parent: "East" }])).toMatchObject({ kind: "unit-cycle" });
    expect(await of([{ ...unit, code: "X", name: "X", parent: "None" }])).toMatchObject({
      kind: "unknown-unit",
      body: { errors: [{ pointer: "/units/0/parent" }] },
    });
    expect(await of([{ ...unit, code: "X", name: "X", valid_to: "2019-01-01" }])).toMatchObject({ kind: "invalid" });
  });

  test("needs a key on the whole agency that may write", async () => {
    const reader = await giveKey(base, { scopes: ["indices:read"] });
    expect(await ask(`POST ${base}/units/preview`, { key: reader, body: merge })).toMatchObject({ status: 403 });
    const ofEast = await giveKey(base, { scopes: ["config:write", "indices:read"], unit: "East" });
    expect(await ask(`POST ${base}/units/preview`, { key: ofEast, body: merge })).toMatchObject({
      kind: "outside-subtree",
    });
  });

  test("compares a hundred units at most and says how many are left out", async () => {
    const codes = Array.from({ length: 120 }, (_, place) => `M${place}`);
    await askAsRoot(`PUT ${base}/units`, { units: codes.map((code) => ({ ...unit, code, name: code })) });
    const units = codes.map((code) => ({ ...unit, code, name: `${code} mới`, valid_from: day }));
    const { figures, left_out } = (await preview({ units })).body as UnitsPreview;
    expect([figures.length, left_out]).toEqual([200, 20]);
  });
});
