import { expect, test } from "vitest";
import { countOf, unitForest, foundIn, type UnitNode } from "../../../../widget/units/unit-forest.ts";

const version = { parent: "H20", kind: "commune", valid_from: "2025-07-01", valid_to: null };
const versions = [
  { ...version, code: "H20", name: "Tỉnh", parent: null },
  { ...version, code: "S", name: "Sở Y tế" },
  { ...version, code: "P10", name: "Phòng 10", parent: "S" },
  { ...version, code: "P9", name: "Phòng 9", parent: "S" },
  { ...version, code: "D", name: "Xã Đông" },
  { ...version, code: "D", name: "Xã Đông Mới", valid_from: "2026-01-01" },
  { ...version, code: "X", name: "Xã Treo", parent: "GONE" },
];

function told(forest: readonly UnitNode[]): unknown[] {
  return forest.map(({ unit, below }) => (below.length > 0 ? [unit.name, told(below)] : unit.name));
}

test("a day's tree has each unit by its name of that day, ordered as Vietnamese and numbers are", () => {
  const before = told(unitForest(versions, "2025-12-31", "H20"));
  expect(before).toEqual([["Sở Y tế", ["Phòng 9", "Phòng 10"]], "Xã Đông", "Xã Treo"]);
  expect(told(unitForest(versions, "2026-01-01", "H20"))).toContain("Xã Đông Mới");
  expect(unitForest(versions, "2025-01-01", "H20")).toEqual([]);
});

test("what is looked for stands below what is above it", () => {
  const forest = unitForest(versions, "2026-01-01", "H20");
  expect(told(foundIn(forest, "phong 9"))).toEqual([["Sở Y tế", ["Phòng 9"]]]);
  expect(told(foundIn(forest, "dong"))).toEqual(["Xã Đông Mới"]);
  expect(countOf(forest)).toBe(5);
});

test("units in a circle are drawn once and do not hang the page", () => {
  const circle = [
    { ...version, code: "A", name: "A", parent: "B" },
    { ...version, code: "B", name: "B", parent: "A" },
  ];
  expect(countOf(unitForest(circle, "2026-01-01", "H20"))).toBe(0);
});
