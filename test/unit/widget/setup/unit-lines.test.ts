import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindOfName, readUnitLines } from "../../../../widget/setup/unit-lines.ts";

describe("a pasted list of units", () => {
  it("is two columns of a spreadsheet, or typed with a semicolon or comma", () => {
    const { units, wrong } = readUnitLines("29869\tPhường Cao Lãnh\r\n29884;Phường  Mỹ Ngãi\n29888, Phường Mỹ Trà\n\n");
    expect(units).toEqual([
      { code: "29869", name: "Phường Cao Lãnh" },
      { code: "29884", name: "Phường Mỹ Ngãi" },
      { code: "29888", name: "Phường Mỹ Trà" },
    ]);
    expect(wrong).toEqual([]);
  });

  it("may be names alone, which get codes by their place", () => {
    expect(readUnitLines("Sở Nội vụ\nSở Tài chính").units).toEqual([
      { code: "DV01", name: "Sở Nội vụ" },
      { code: "DV02", name: "Sở Tài chính" },
    ]);
  });

  it("gives names alone codes that no unit has yet, and refuses a code of a unit that is there", () => {
    const { units, wrong } = readUnitLines("Sở Nội vụ\nDV03;Sở Tài chính\nSở Y tế\nA1;Một", ["DV01", "A1"]);
    expect(units.map(({ code }) => code)).toEqual(["DV02", "DV03", "DV04"]);
    expect(wrong).toEqual([{ line: 4, why: "known" }]);
  });

  it("may have a line of headings and a column that counts", () => {
    const { units, wrong } = readUnitLines("TT\tMã\tTên đơn vị\n1\tX01\tXã Một\n2\tX02\tXã Hai");
    expect(units).toEqual([
      { code: "X01", name: "Xã Một" },
      { code: "X02", name: "Xã Hai" },
    ]);
    expect(wrong).toEqual([]);
  });

  it("tells a unit's kind by its name", () => {
    const names = ["Xã Một", "Phường Hai", "Đặc khu Ba", "Sở Nội vụ", "Trung tâm Bốn", "Năm"];
    expect(names.map(kindOfName)).toEqual(["commune", "ward", "special-zone", "department", "center", "unit"]);
  });

  it("tells which line is no unit, and why", () => {
    const { units, wrong } = readUnitLines(`A1;Một\nÔ2;Hai\nA1;Ba\nA4;${"x".repeat(201)}`);
    expect(units.map(({ code }) => code)).toEqual(["A1"]);
    expect(wrong).toEqual([
      { line: 2, why: "code" },
      { line: 3, why: "twice" },
      { line: 4, why: "name" },
    ]);
  });

  it("never gives the same code twice, and loses no line", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 30 }), (lines) => {
        const { units, wrong } = readUnitLines(lines.join("\n"));
        expect(new Set(units.map(({ code }) => code)).size).toBe(units.length);
        const full = lines
          .join("\n")
          .split(/\r?\n/)
          .filter((line) => line.trim() !== "");
        expect(units.length + wrong.length).toBe(full.length);
      }),
    );
  });
});
