import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv } from "../../../../worker/imports/read-csv.ts";

function cellsOf(text: string): unknown {
  const read = readCsv(new TextEncoder().encode(text));
  return read.ok ? read.value.rows.map(({ cells }) => cells) : read.failure;
}

describe("readCsv", () => {
  test.each([
    ["commas", "a,b\r\n1,2\r\n"],
    ["semicolons, as Excel writes them in Việt Nam", "a;b\r\n1;2\r\n"],
    ["tabs", "a\tb\r\n1\t2\r\n"],
    ["a byte order mark", "\uFEFFa,b\r\n1,2\r\n"],
    ["line feeds alone", "a,b\n1,2\n"],
    ["no end of the last line", "a,b\r\n1,2"],
    ["quotes", '"a","b"\r\n"1","2"\r\n'],
    ["empty lines", "\r\na,b\r\n\r\n,\r\n1,2\r\n\r\n"],
  ])("reads %s", (_, text) => {
    expect(cellsOf(text)).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  test("takes separators, quotes and line breaks inside quotes as they are", () => {
    expect(cellsOf('a,"b;c"\r\n"x, ""y""\r\nz",2')).toEqual([
      ["a", "b;c"],
      ['x, "y"\r\nz', "2"],
    ]);
  });

  test("takes the separator from the header's line, outside of its quotes", () => {
    expect(cellsOf('"a,b,c";d\r\n1,5;2')).toEqual([
      ["a,b,c", "d"],
      ["1,5", "2"],
    ]);
  });

  test("numbers rows as a spreadsheet shows them", () => {
    const read = readCsv(new TextEncoder().encode('\r\na\r\n"x\r\ny"\r\n\r\nz\r\n'));
    expect(read.ok && read.value.rows.map(({ line }) => line)).toEqual([2, 3, 5]);
  });

  test.each([
    ["a quote that is never closed", 'a,b\r\n"1,2\r\n', /never closed, in row 2/],
    ["text after a closed quote", 'a,b\r\n"1"x,2\r\n', /out of place in row 2/],
    ["more columns than there may be", `${",".repeat(300)}\r\n`, /more than 200 columns/],
    ["more rows than there may be", "x\n".repeat(10_002), /more than 5000 rows/],
  ])("refuses %s", (_, text, words) => {
    expect(cellsOf(text)).toMatch(words);
  });

  test("refuses an old encoding with advice", () => {
    const read = readCsv(new Uint8Array([0x63, 0x61, 0xe0, 0x20]));
    expect(read).toMatchObject({ ok: false, failure: expect.stringContaining("CSV UTF-8") });
  });

  test("reads back whatever a writer quotes", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "ễ", '"', ",", ";", "\n", "\r", " ", "1"), maxLength: 6 });
    const row = fc.array(cell, { minLength: 2, maxLength: 4 }).map(([first, ...more]) => [`x${first}`, ...more]);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), fc.constantFrom(",", ";"), (rows, separator) => {
        const quoted = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(separator));
        expect(cellsOf(`${quoted.join("\r\n")}\r\n`)).toEqual(rows);
      }),
    );
  });
});
