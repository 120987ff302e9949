import { expect, test } from "vitest";
import { unitsOfTable } from "../../../../widget/units/units-of-table.ts";

const given = { parent: "H20", day: "2026-01-01", kind: "commune", language: "vi" } as const;

function table(...rows: string[][]): { first: { line: number; cells: string[] }[]; rows: number } {
  return { first: rows.map((cells, place) => ({ line: place + 1, cells })), rows: rows.length };
}

test("rows become units, with the page's day, parent and kind where a cell is empty", () => {
  const read = table(
    ["Mã", "", "Tên", "Loại", "Thuộc"],
    ["1", "x", "Phường Một", "phuong", ""],
    ["2", "", "Tổ", "tổ", "1"],
  );
  const { units, lines, problem } = unitsOfTable(read, "code,,name,kind,parent", given);
  expect(problem).toBe(null);
  expect(lines).toEqual([2, 3]);
  expect(units).toEqual([
    {
      ...{ code: "1", name: "Phường Một", kind: "ward", parent: "H20", national_code: null },
      ...{ valid_from: "2026-01-01", valid_to: null },
    },
    {
      ...{ code: "2", name: "Tổ", kind: "tổ", parent: "1", national_code: null },
      ...{ valid_from: "2026-01-01", valid_to: null },
    },
  ]);
});

test("rows without code or name are the problem, each by its number", () => {
  const { problem } = unitsOfTable(table(["a", "b"], ["1", ""], ["", "X"]), "code,name", given);
  expect(problem?.errors?.map(({ pointer }) => pointer)).toEqual(["/rows/2/name", "/rows/3/code"]);
});
