import { describe, expect, test } from "vitest";
import { treeNodes, unitOfNode, unitPlaces } from "../../../../worker/organization/unit-places.ts";
import { day, organizationOf, unit } from "../indices/sample-agency.ts";

const on = day("2026-06-01");
const units = [
  unit("H20", null),
  unit("P", "H20"),
  unit("A", "P", { validTo: on - 1 }),
  unit("B", "P"),
  unit("C", "H20"),
  unit("N", "P", { validFrom: on }),
];
const quarter = { from: day("2026-01-01"), to: day("2026-03-31") };

function placesOn(today: number, share: number | null = 1) {
  const successions = [{ from: "A", to: "N", onDay: on, share }];
  return unitPlaces(organizationOf(units, successions), quarter, today);
}

describe("the place of a unit's counts", () => {
  test("is its path from the agency down; what is bound to a parent itself stands by itself", () => {
    const placeOf = placesOn(on - 1);
    expect(placeOf("A")).toMatchObject({ whole: ["H20", "P", "A"], partial: [] });
    expect(placeOf("P")).toMatchObject({ whole: ["H20", "P", "P~own"], partial: [] });
    expect(placeOf("H20")).toMatchObject({ whole: ["H20", "H20~own"], partial: [] });
  });

  test("is the heir's after a merger, and only what all heirs have in common after a division", () => {
    expect(placesOn(on)("A")).toMatchObject({ whole: ["H20", "P", "N"], partial: [] });
    expect(placesOn(on, 0.4)("A")).toMatchObject({ whole: ["H20", "P"], partial: ["N", "A"] });
    expect(placesOn(on, null)("A")).toMatchObject({ whole: ["H20", "P", "A~unmapped"], partial: [] });
  });

  test("makes the nodes of a tree, each with its units and whether only a share of another belongs to it", () => {
    expect(treeNodes(["A", "B"], placesOn(on, 0.4))).toEqual([
      { node: "H20", above: null, units: ["A", "B"], isPartial: false },
      { node: "P", above: "H20", units: ["A", "B"], isPartial: false },
      { node: "N", above: "P", units: [], isPartial: true },
      { node: "A", above: "P", units: [], isPartial: true },
      { node: "B", above: "P", units: ["B"], isPartial: false },
    ]);
  });
});

test("a node's name says whose counts it stands for", () => {
  expect(["A", "A~own", "A~unmapped"].map(unitOfNode)).toEqual([
    { code: "A" },
    { code: "A", own: true },
    { code: "A", unmapped: true },
  ]);
});
