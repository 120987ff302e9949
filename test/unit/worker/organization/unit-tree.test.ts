import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitHistory } from "../../../../worker/organization/unit-tree.ts";
import { day, unit } from "../indices/sample-agency.ts";

describe("the tree of a day", () => {
  const history = unitHistory("H20", [
    unit("H20", null),
    unit("A", "H20"),
    unit("A1", "A"),
    unit("A1", "B", { validFrom: day("2026-06-01") }),
    unit("B", "H20", { validFrom: day("2026-01-01"), validTo: day("2026-12-31") }),
  ]);

  it("has the newest version that has begun and not ended", () => {
    const before = history.on(day("2025-12-31"));
    expect([before.children("H20"), before.children("A"), before.at("B")]).toEqual([["A"], ["A1"], undefined]);
    const during = history.on(day("2026-06-01"));
    expect([during.children("H20"), during.children("A"), during.children("B")]).toEqual([["A", "B"], [], ["A1"]]);
    expect(during.subtree("B").sort()).toEqual(["A1", "B"]);
    expect([during.contains("B", "A1"), during.contains("A", "A1"), during.contains("H20", "A1")]).toEqual([
      true,
      false,
      true,
    ]);
    expect(history.on(day("2027-01-01")).at("B")).toBeUndefined();
  });

  it("changes on the days on which a version begins or the day after one ends", () => {
    expect(history.changesWithin(day("2025-12-31"), day("2027-01-01"))).toEqual(
      ["2026-01-01", "2026-06-01", "2027-01-01"].map(day),
    );
    expect(history.changesWithin(day("2026-01-01"), day("2026-05-31"))).toEqual([]);
  });
});

describe("the tree of a day with all units", () => {
  it("keeps an ended unit at its last place, and a later unit at its first place", () => {
    const history = unitHistory("H20", [
      unit("A", "H20"),
      unit("OLD", "A", { validTo: day("2025-01-01") }),
      unit("NEW", "A", { validFrom: day("2030-01-01") }),
    ]);
    expect(history.allOn(day("2026-01-01")).children("A")).toEqual(["NEW", "OLD"]);
    expect(history.on(day("2026-01-01")).children("A")).toEqual([]);
  });

  it("breaks a cycle that versions of different days make, and puts units without a parent below the root", () => {
    const history = unitHistory("H20", [
      unit("A", "H20", { validTo: day("2025-01-01") }),
      unit("B", "A", { validTo: day("2025-01-01") }),
      unit("A", "B", { validFrom: day("2026-01-01") }),
      unit("C", "NOBODY"),
    ]);
    const tree = history.allOn(day("2026-06-01"));
    expect(tree.subtree("H20").sort()).toEqual(["A", "B", "C", "H20"]);
    expect(tree.contains("H20", "A") && tree.contains("H20", "C")).toBe(true);
  });

  it("has every unit exactly once below the root, for any versions", () => {
    const code = fc.constantFrom("A", "B", "C", "D", "E");
    const version = fc
      .record({
        code,
        parent: fc.option(fc.oneof(code, fc.constant("H20"), fc.constant("GONE"))),
        validFrom: fc.nat({ max: 50 }),
        length: fc.option(fc.nat({ max: 30 })),
      })
      .map((it) =>
        unit(it.code, it.parent, {
          validFrom: it.validFrom,
          validTo: it.length === null ? null : it.validFrom + it.length,
        }),
      );
    fc.assert(
      fc.property(fc.array(version), fc.nat({ max: 60 }), (versions, on) => {
        const tree = unitHistory("H20", versions).allOn(on);
        const codes = [...new Set(versions.map((it) => it.code))].sort();
        const walk = (above: string): string[] => tree.children(above).flatMap((child) => [child, ...walk(child)]);
        expect(walk("H20").sort()).toEqual(codes);
        expect(tree.subtree("H20").sort()).toEqual([...codes, "H20"].sort());
        expect(codes.every((known) => tree.contains("H20", known))).toBe(true);
      }),
    );
  });
});

describe("whether a unit exists within a period", () => {
  it("agrees with a check of every day", () => {
    const version = fc
      .record({ validFrom: fc.nat({ max: 50 }), length: fc.option(fc.nat({ max: 30 })) })
      .map((it) =>
        unit("A", "H20", { validFrom: it.validFrom, validTo: it.length === null ? null : it.validFrom + it.length }),
      );
    const versions = fc.uniqueArray(version, { selector: (it) => it.validFrom });
    fc.assert(
      fc.property(versions, fc.nat({ max: 60 }), fc.nat({ max: 20 }), (versions, from, length) => {
        const history = unitHistory("H20", versions);
        const days = Array.from({ length: length + 1 }, (_, index) => from + index);
        const exists = days.some((on) => history.on(on).at("A") !== undefined);
        expect(history.existsWithin("A", { from, to: from + length })).toBe(exists);
      }),
      { numRuns: 1000 },
    );
  });
});
