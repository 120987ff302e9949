import { type Zippable, strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { utils, write } from "xlsx";
import { readXlsx } from "../../../../worker/imports/read-xlsx.ts";

function workbook(rows: unknown[][], options: { bookSST?: boolean; date1904?: boolean } = {}): Uint8Array {
  const book = utils.book_new();
  book.Workbook = { WBProps: { date1904: options.date1904 ?? false } };
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), "Phiếu");
  utils.book_append_sheet(book, utils.aoa_to_sheet([["not", "this"]]), "Khác");
  return new Uint8Array(
    write(book, { type: "array", bookType: "xlsx", compression: true, bookSST: options.bookSST ?? false }),
  );
}

const workbookXml = '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>';
const relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>';

/** A workbook of parts as they are given. */
function parts(sheet: string, more: Zippable = {}): Uint8Array {
  return zipSync({
    "xl/workbook.xml": strToU8(workbookXml),
    "xl/_rels/workbook.xml.rels": strToU8(relations),
    "xl/worksheets/sheet1.xml": strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    ...more,
  });
}

function cellsOf(bytes: Uint8Array): unknown {
  const read = readXlsx(bytes);
  return read.ok ? read.value.rows.map(({ cells }) => [...cells]) : read.failure;
}

describe("readXlsx", () => {
  test.each([true, false])(
    "reads the first sheet of a workbook that another program wrote (shared texts: %s)",
    (bookSST) => {
      const rows = [
        ["unit", "n1", "note"],
        ["00123", 12, "Ễ & <b>"],
        ["29869", 0.5, ""],
      ];
      expect(cellsOf(workbook(rows, { bookSST }))).toEqual(rows);
    },
  );

  test("keeps the places of empty cells and the numbers of empty rows", () => {
    const read = readXlsx(
      parts(
        '<row r="2"><c r="B2"><v>1</v></c></row><row r="3"/><row r="7"><c r="A7" t="inlineStr"><is><t>x</t></is></c></row>',
      ),
    );
    expect(read.ok && read.value.rows).toEqual([
      { line: 2, cells: ["", 1] },
      { line: 7, cells: ["x"] },
    ]);
  });

  test("leaves reading aids out, and gives back what was escaped", () => {
    const strings = "<sst><si><r><t>東</t></r><r><t>京_x000A_</t></r><rPh><t>とう</t></rPh></si></sst>";
    const sheet = '<row><c t="s"><v>0</v></c><c t="str"><v>=1</v></c><c t="e"><v>#N/A</v></c></row>';
    expect(cellsOf(parts(sheet, { "xl/sharedStrings.xml": strToU8(strings) }))).toEqual([["東京\n", "=1", "#N/A"]]);
  });

  test("tells from which day dates are counted", () => {
    const epoch = (date1904: boolean): unknown => {
      const read = readXlsx(workbook([["a"]], { date1904 }));
      return read.ok && read.value.epochDay;
    };
    expect([epoch(false), epoch(true)]).toEqual([-25_569, -24_107]);
  });

  test.each([
    ["what is no archive", strToU8("unit,n1\r\nA,1"), /no Excel workbook/],
    ["an archive of something else", zipSync({ "a.txt": strToU8("x") }), /ends too soon/],
    ["a sheet with a document type", parts('<!DOCTYPE x [<!ENTITY a "b">]>'), /document type/],
    ["half a file", workbook([["a"]]).slice(0, 700), /no Excel workbook/],
    ["more rows than there may be", parts("<row><c><v>1</v></c></row>".repeat(5003)), /more than 5000 rows/],
    ["more columns than there may be", parts('<row><c r="ZZZ1"><v>1</v></c></row>'), /more than 200 columns/],
    ["a place that is none", parts('<row><c r="9"><v>1</v></c></row>'), /more than 200 columns/],
  ])("refuses %s", (_, bytes, words) => {
    expect(cellsOf(bytes)).toMatch(words);
  });

  test("refuses a small archive that unpacks to more than an import takes, without unpacking it", () => {
    const bomb = parts(" ".repeat(60 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    expect(cellsOf(bomb)).toMatch(/more than an import takes/);
  });

  test("unpacks no more than the archive says, whatever is inside", () => {
    const bytes = parts(" ".repeat(4 * 1024 * 1024));
    const lie = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at + 46 < bytes.length; at += 1) {
      if (lie.getUint32(at, true) === 0x02014b50) lie.setUint32(at + 24, 10, true);
    }
    const before = process.memoryUsage().arrayBuffers;
    expect(typeof cellsOf(bytes)).toBe("string");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 * 1024 * 1024);
  });
});
