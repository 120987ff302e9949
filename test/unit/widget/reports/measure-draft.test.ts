import { expect, test } from "vitest";
import { faultsOf, type MeasureDraft, measureOf } from "../../../../widget/reports/measure-draft.ts";

const draft = (typed: MeasureDraft["typed"]): MeasureDraft => ({
  unit: "29869",
  from: "2026-01-01",
  to: "2026-03-31",
  typed,
});

test("an empty field is left out, a 0 is not", () => {
  expect(measureOf(draft({ dossiers: "654", overdue: "0", rated: "" }))).toEqual({
    ...{ unit: "29869", from: "2026-01-01", to: "2026-03-31" },
    ...{ dossiers: 654, overdue: 0 },
  });
});

test("parts that add up to more than their whole are named with both numbers", () => {
  expect(faultsOf(draft({ dossiers: "10", overdue: "6", petitioned: "5" })).get("dossiers")).toEqual({
    key: "im.m.more",
    places: { sum: 11, whole: 10 },
  });
  expect(faultsOf(draft({ dossiers: "11", overdue: "6", petitioned: "5" })).size).toBe(0);
});

test.each(["1.234", "1,5", "-1", "mười"])("%s is no whole number", (text) => {
  expect(faultsOf(draft({ rated: text })).get("rated")?.key).toBe("im.m.bad");
});

test("the nine indices are all there, or none, and no more than 2 points a dossier", () => {
  const all = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`tt01.${n}`, "200"]));
  expect(faultsOf(draft({ "tt01.dossiers": "100", ...all })).size).toBe(0);
  expect(measureOf(draft({ "tt01.dossiers": "100", ...all })).tt01).toEqual({
    dossiers: 100,
    points: Array(9).fill(200),
  });
  expect(faultsOf(draft({ "tt01.dossiers": "99", ...all })).get("tt01.4")?.key).toBe("im.m.most");
  expect(faultsOf(draft({ "tt01.dossiers": "100" })).get("tt01")?.key).toBe("im.m.all9");
});

test("unit and days are needed", () => {
  expect(faultsOf({ ...draft({}), unit: "" }).get("place")?.key).toBe("im.m.days");
  expect(faultsOf({ ...draft({}), from: "2026-05-01" }).get("place")?.key).toBe("im.m.days");
});
