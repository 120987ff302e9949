import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { read, utils } from "xlsx";
import { type ExportFormat, exportFormats } from "../../../../shared/contract/export.ts";
import { fileAnswer } from "../../../../worker/files/file-answer.ts";
import type { Table } from "../../../../worker/files/table.ts";

type Row = { readonly n: number };

const text = "Ễ ".repeat(40);

function tableOf(rows: number | null): Table<Row> {
  return {
    name: "numbers",
    columns: [
      { name: "n", kind: "whole", about: "", cell: ({ n }) => n },
      { name: "text", kind: "text", about: "", cell: ({ n }) => `${text}${n}` },
      { name: "day", kind: "day", about: "", cell: ({ n }) => n % 20_000 },
    ],
    facts: [["file", "numbers"]],
    rows,
    locale: null,
    offsetOf: () => 7 * 3_600_000,
  };
}

/** Rows in portions of 100, counted as they are taken. */
function source(rows: number): { portions: AsyncGenerator<Row[]>; taken: () => number; ended: () => boolean } {
  let taken = 0;
  let ended = false;
  async function* portions(): AsyncGenerator<Row[]> {
    try {
      for (; taken < rows; taken += 100) {
        yield Array.from({ length: Math.min(100, rows - taken) }, (_, place) => ({ n: taken + place }));
      }
    } finally {
      ended = true;
    }
  }
  return { portions: portions(), taken: () => taken, ended: () => ended };
}

function open(format: ExportFormat, table: Table<Row>, portions: AsyncIterable<Row[]>): ReadableStream<Uint8Array> {
  const answer = fileAnswer(format, { table, portions, letOthersIn: async () => {} });
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value.body as ReadableStream<Uint8Array>;
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream as unknown as BodyInit).arrayBuffer());
}

describe("a file", () => {
  test.each(exportFormats)("of 100,000 rows as %s is never read further ahead than its reader is", async (format) => {
    const rows = source(100_000);
    const reader = open(format, tableOf(100_000), rows.portions).getReader();
    expect(rows.taken()).toBe(0);
    let [last, farthest, largest] = [0, 0, 0];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      farthest = Math.max(farthest, rows.taken() - last);
      largest = Math.max(largest, value.length);
      last = rows.taken();
    }
    expect(rows.taken()).toBe(100_000);
    // Parquet holds one row group of 2,000 rows; the others a portion or what the compressor gathers.
    expect(farthest).toBeLessThanOrEqual(2_000);
    expect(largest).toBeLessThan(1024 * 1024);
  });

  test.each(exportFormats)("as %s lets go of its source when its reader goes away", async (format) => {
    const rows = source(100_000);
    const reader = open(format, tableOf(null), rows.portions).getReader();
    await reader.read();
    await reader.read();
    await reader.cancel();
    expect(rows.ended()).toBe(true);
    expect(rows.taken()).toBeLessThan(10_000);
  });

  test.each(exportFormats)("as %s breaks off if it has other rows than it said", async (format) => {
    await expect(bytesOf(open(format, tableOf(301), source(300).portions))).rejects.toThrow("300 rows instead of 301");
    await expect(bytesOf(open(format, tableOf(299), source(300).portions))).rejects.toThrow("300 rows instead of 299");
  });

  test.each(exportFormats)("as %s breaks off if its source does", async (format) => {
    async function* broken(): AsyncGenerator<Row[]> {
      yield [{ n: 1 }];
      throw new Error("the storage went away");
    }
    await expect(bytesOf(open(format, tableOf(null), broken()))).rejects.toThrow("the storage went away");
  });

  test("as Parquet has whole row groups, read back by another reader", async () => {
    const bytes = await bytesOf(open("parquet", tableOf(7_050), source(7_050).portions));
    const { row_groups, num_rows } = parquetMetadata(bytes.buffer);
    expect(row_groups.map((group) => [Number(group.num_rows), group.columns.length])).toEqual([
      [2000, 3],
      [2000, 3],
      [2000, 3],
      [1050, 3],
    ]);
    expect(num_rows).toBe(7_050n);
    const rows = await parquetReadObjects({ file: bytes.buffer });
    expect(rows.map(({ n }) => Number(n))).toEqual(Array.from({ length: 7_050 }, (_, n) => n));
    expect(rows[6_543]).toEqual({ n: 6_543n, text: `${text}6543`, day: new Date(6_543 * 86_400_000) });
  });

  test("as a workbook goes on in a second sheet when the first is full", { timeout: 60_000 }, async () => {
    const all = 1_048_577;
    const table: Table<Row> = { ...tableOf(all), columns: tableOf(all).columns.slice(0, 1) };
    const bytes = await bytesOf(open("xlsx", table, source(all).portions));
    const book = read(bytes, { sheets: ["numbers 2", "about"], dense: true });
    expect(book.SheetNames).toEqual(["numbers", "numbers 2", "about"]);
    expect(utils.sheet_to_json(book.Sheets["numbers 2"] ?? {})).toEqual([{ n: 1_048_575 }, { n: 1_048_576 }]);
    const facts = new Map(utils.sheet_to_json<[string, unknown]>(book.Sheets.about ?? {}, { header: 1 }));
    expect(facts.get("rows")).toBe(all);
  });

  test("as a workbook is refused with advice if it would be too large", () => {
    const answer = fileAnswer("xlsx", {
      table: tableOf(30_000_000),
      portions: source(0).portions,
      letOthersIn: async () => {},
    });
    expect(answer).toMatchObject({ ok: false, failure: { kind: "invalid" } });
    expect(JSON.stringify(answer)).toContain("csv or parquet");
  });
});
