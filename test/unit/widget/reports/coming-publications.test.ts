import { expect, test } from "vitest";
import { comingPublications } from "../../../../widget/reports/coming-publications.ts";

test("names the running month and quarter with the day after late tablets had theirs", () => {
  expect(comingPublications("2026-11-29", "2026-11-28")).toEqual([
    { period: "2026-11", on: "2026-12-04", isDue: false },
    { period: "2026-12", on: "2027-01-04", isDue: false },
    { period: "2026-Q4", on: "2027-01-04", isDue: false },
  ]);
});

test("names a month that has closed since the newest publication as due", () => {
  expect(comingPublications("2026-12-04", "2026-12-02")[0]).toEqual({
    period: "2026-11",
    on: "2026-12-04",
    isDue: true,
  });
});

test("names before the first publication no more than three periods as due", () => {
  const due = comingPublications("2026-11-29", null).filter(({ isDue }) => isDue);
  expect(due.map(({ period }) => period)).toEqual(["2026-09", "2026-Q3", "2026-10"]);
});
