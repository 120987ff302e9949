import { expect, test } from "vitest";
import { daysOf, type ExportChoice, fileName, isWhole } from "../../../../widget/reports/export-choice.ts";

const choice: ExportChoice = {
  ...{ list: "feedback", format: "csv", span: "month", from: "", to: "", unit: "", by: "unit", locale: "vi" },
};

test.each([
  ["month", "2027-01-01", "2027-01-31"],
  ["last-month", "2026-12-01", "2026-12-31"],
  ["quarter", "2027-01-01", "2027-03-31"],
  ["last-quarter", "2026-10-01", "2026-12-31"],
  ["year", "2027-01-01", "2027-12-31"],
] as const)("%s in January is %s to %s", (span, from, to) => {
  expect(daysOf({ ...choice, span }, "2027-01-15")).toEqual({ from, to });
});

test("days are whole once both are chosen in their order; figures need a span", () => {
  expect(isWhole({ ...choice, span: "days" })).toBe(false);
  expect(isWhole({ ...choice, span: "days", from: "2026-02-02", to: "2026-02-01" })).toBe(false);
  expect(isWhole({ ...choice, span: "days", from: "2026-02-01", to: "2026-02-01" })).toBe(true);
  expect(isWhole({ ...choice, span: "all" })).toBe(true);
  expect(isWhole({ ...choice, span: "all", list: "indices" })).toBe(false);
});

test("a file is named by agency, content and days", () => {
  expect(fileName("H20", choice, "2026-11-29")).toBe("H20-feedback-2026-11-01-2026-11-30.csv");
  expect(fileName("H20", { ...choice, span: "all" }, "2026-11-29")).toBe("H20-feedback-2026-11-29.csv");
});
