import { describe, expect, test } from "vitest";
import {
  emptyPart,
  type FieldFaults,
  type Known,
  planChange,
  type UnitForm,
  type UnitsBody,
} from "../../../../widget/units/plan-change.ts";

const version = { parent: "H20", kind: "commune", valid_from: "2025-07-01", valid_to: null, national_code: null };
const versions = [
  { ...version, code: "H20", name: "Tỉnh", parent: null, kind: "agency", valid_from: "1900-01-01" },
  { ...version, code: "A", name: "Xã A" },
  { ...version, code: "B", name: "Xã B" },
  { ...version, code: "C", name: "Xã C", parent: "B" },
  { ...version, code: "OLD", name: "Xã Cũ", valid_to: "2025-12-31" },
  { ...version, code: "D", name: "Xã D" },
  { ...version, code: "D", name: "Xã D Mới", valid_from: "2026-06-01" },
];
const known: Known = { versions, agency: "H20", language: "vi" };

const blank: UnitForm = {
  ...{ kind: "add", unit: "", code: "", name: "", parent: "H20", unitKind: "commune", nationalCode: "" },
  ...{ on: "2026-12-01", others: [], target: emptyPart, parts: [], stays: false },
};

function bodyOf(form: Partial<UnitForm>): UnitsBody {
  const planned = planChange({ ...blank, ...form }, known);
  if (!("body" in planned)) throw new Error(JSON.stringify(planned.faults));
  return planned.body;
}

function faultsOf(form: Partial<UnitForm>): Record<string, string> {
  const planned = planChange({ ...blank, ...form }, known);
  const faults: FieldFaults = "faults" in planned ? planned.faults : {};
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, "key" in fault ? fault.key : ""]));
}

describe("a new unit", () => {
  test("begins on its day below its parent", () => {
    const [unit] = bodyOf({ code: " N1 ", name: "Xã Mới", parent: "A", nationalCode: "123" }).units;
    expect(unit).toEqual({
      ...{ code: "N1", name: "Xã Mới", parent: "A", kind: "commune", national_code: "123" },
      ...{ valid_from: "2026-12-01", valid_to: null },
    });
  });

  test("needs a code that was never used, a name, and a parent of that day", () => {
    expect(faultsOf({ code: "OLD", name: "" })).toEqual({ code: "or.f.code-used", name: "or.f.name" });
    expect(faultsOf({ code: "Xã 1", name: "X", parent: "OLD" })).toEqual({ code: "or.f.code", parent: "or.f.parent" });
    expect(faultsOf({ code: "N", name: "X", on: "" })).toEqual({ on: "or.f.day" });
  });
});

describe("a new name", () => {
  test("is a version from its day on; on the day of a version it corrects that one", () => {
    expect(bodyOf({ kind: "rename", unit: "A", name: "Xã Á" }).units).toEqual([
      { ...version, code: "A", name: "Xã Á", valid_from: "2026-12-01" },
    ]);
    expect(bodyOf({ kind: "rename", unit: "D", name: "Xã Đ", on: "2025-07-01" }).units).toEqual([
      { ...version, code: "D", name: "Xã Đ" },
    ]);
  });

  test("cannot begin between two changes, nor after the unit's end", () => {
    expect(faultsOf({ kind: "rename", unit: "D", name: "X", on: "2026-01-01" })).toEqual({ on: "or.f.later" });
    expect(faultsOf({ kind: "rename", unit: "OLD", name: "X" })).toEqual({ on: "or.f.ended" });
  });
});

describe("a move", () => {
  test("changes the parent from its day on, but not to the unit itself, below it, or where it is", () => {
    expect(bodyOf({ kind: "move", unit: "C", parent: "A" }).units).toMatchObject([
      { code: "C", parent: "A", valid_from: "2026-12-01" },
    ]);
    expect(faultsOf({ kind: "move", unit: "B", parent: "C" })).toEqual({ parent: "or.f.cycle" });
    expect(faultsOf({ kind: "move", unit: "B", parent: "B" })).toEqual({ parent: "or.f.cycle" });
    expect(faultsOf({ kind: "move", unit: "C", parent: "B" })).toEqual({ parent: "or.f.same-parent" });
    expect(faultsOf({ kind: "move", unit: "C", parent: "OLD" })).toEqual({ parent: "or.f.parent" });
  });
});

describe("an end", () => {
  test("is the last day of the newest version, and is taken back", () => {
    expect(bodyOf({ kind: "end", unit: "D", on: "2026-11-30" }).units).toEqual([
      { ...version, code: "D", name: "Xã D Mới", valid_from: "2026-06-01", valid_to: "2026-11-30" },
    ]);
    expect(bodyOf({ kind: "reopen", unit: "OLD", on: "" }).units).toEqual([{ ...version, code: "OLD", name: "Xã Cũ" }]);
  });

  test("is not before the unit begins, not after another end, and not with units below", () => {
    expect(faultsOf({ kind: "end", unit: "A", on: "2025-06-30" })).toEqual({ on: "or.f.begins" });
    expect(faultsOf({ kind: "end", unit: "OLD", on: "2026-01-01" })).toEqual({ on: "or.f.ended" });
    expect(faultsOf({ kind: "end", unit: "B" })).toEqual({ on: "or.f.children" });
  });
});

describe("a merge", () => {
  test("ends its units the day before, makes the new one, hands figures on, and takes units below along", () => {
    const target = { ...emptyPart, code: "AB", name: "Xã AB" };
    const { units, successions } = bodyOf({ kind: "merge", unit: "A", others: ["B"], target });
    expect(units.map(({ code, parent, valid_from, valid_to }) => [code, parent, valid_from, valid_to])).toEqual([
      ["A", "H20", "2025-07-01", "2026-11-30"],
      ["B", "H20", "2025-07-01", "2026-11-30"],
      ["AB", "H20", "2026-12-01", null],
      ["C", "AB", "2026-12-01", null],
    ]);
    expect(successions).toEqual([
      { from: "A", to: "AB", on: "2026-12-01", share: 1 },
      { from: "B", to: "AB", on: "2026-12-01", share: 1 },
    ]);
  });

  test("into one of its units leaves that one as it is", () => {
    const target = { ...emptyPart, isNew: false, code: "A" };
    const { units, successions } = bodyOf({ kind: "merge", unit: "A", others: ["D"], target });
    expect(units.map(({ code }) => code)).toEqual(["D"]);
    expect(successions).toEqual([{ from: "D", to: "A", on: "2026-12-01", share: 1 }]);
  });

  test("needs two units for a new one, each there on that day", () => {
    const target = { ...emptyPart, code: "AB", name: "Xã AB" };
    expect(faultsOf({ kind: "merge", unit: "A", others: [""], target })).toEqual({ others: "or.f.others" });
    expect(faultsOf({ kind: "merge", unit: "A", others: ["OLD"], target })).toEqual({ on: "or.f.ended" });
    expect(faultsOf({ kind: "merge", unit: "A", others: ["B"] })).toEqual({
      "target-code": "or.f.code",
      "target-name": "or.f.name",
    });
  });
});

describe("a split", () => {
  const part = (code: string, percent: string) => ({ isNew: true, code, name: `Xã ${code}`, percent });

  test("hands known and unknown shares on, and ends the unit unless it stays", () => {
    const { units, successions } = bodyOf({ kind: "split", unit: "A", parts: [part("A1", "62,5"), part("A2", "")] });
    expect(units.map(({ code, valid_to }) => [code, valid_to])).toEqual([
      ["A", "2026-11-30"],
      ["A1", null],
      ["A2", null],
    ]);
    expect(successions?.map(({ share }) => share)).toEqual([0.625, null]);
    const stays = bodyOf({ kind: "split", unit: "A", parts: [part("A1", "30")], stays: true });
    expect(stays.units.map(({ code }) => code)).toEqual(["A1"]);
  });

  test("adds up to all of an ended unit, and never to more", () => {
    const split = { kind: "split", unit: "A" } as const;
    expect(faultsOf({ ...split, parts: [part("A1", "50"), part("A2", "40")] })).toEqual({ all: "or.f.sum-under" });
    expect(faultsOf({ ...split, parts: [part("A1", "70"), part("A2", "40")] })).toEqual({ all: "or.f.sum-over" });
    expect(faultsOf({ ...split, parts: [part("A1", "100"), part("A2", "")] })).toEqual({ all: "or.f.sum-over" });
    expect(faultsOf({ ...split, parts: [part("A1", "")] })).toEqual({ all: "or.f.parts" });
    expect(faultsOf({ ...split, parts: [part("A1", ""), part("A1", "")] })).toEqual({ all: "or.f.twice" });
    expect(faultsOf({ ...split, parts: [part("A1", "x"), part("A2", "")] })).toMatchObject({
      "part-0-percent": "or.f.percent",
    });
  });

  test("of a unit with units below is refused unless it stays", () => {
    const parts = [part("B1", ""), part("B2", "")];
    expect(faultsOf({ kind: "split", unit: "B", parts })).toEqual({ on: "or.f.children" });
    expect(bodyOf({ kind: "split", unit: "B", parts, stays: true }).successions).toHaveLength(2);
  });
});
