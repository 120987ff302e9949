import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { type Cell, type Column, type ColumnKind, joined, type Portions, type Table } from "./table.ts";

type SchemaElement = ParquetWriter["schema"][number];

/** Row groups are small, since one stands in memory, but so many at the most, since the file's end tells of each column of each. */
const leastGroupRows = 2000;
const mostGroups = 400;

const physical: Readonly<Record<ColumnKind, Omit<SchemaElement, "name">>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  list: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  counts: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  whole: { type: "INT64" },
  decimal: { type: "DOUBLE" },
  day: { type: "INT32", converted_type: "DATE" },
  instant: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
  "yes-no": { type: "BOOLEAN" },
};

/** Apache Parquet with Snappy: dates as DATE, times as TIMESTAMP in UTC, and what the file says of itself as key-value metadata. */
export async function* parquetFile<T>(table: Table<T>, portions: Portions<T>): AsyncGenerator<Uint8Array> {
  const bytes = new FlushingWriter();
  const file = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: "root", num_children: table.columns.length },
      ...table.columns.map(
        ({ name, kind }): SchemaElement => ({ name, repetition_type: "OPTIONAL", ...physical[kind] }),
      ),
    ],
    kvMetadata: table.facts.map(([key, value]) => ({ key, value: String(value) })),
    createdBy: "citizen-feedback",
  });
  const groupRows = Math.max(leastGroupRows, Math.ceil((table.rows ?? 0) / mostGroups));
  let waiting: T[] = [];
  for await (const rows of portions) {
    for (const row of rows) waiting.push(row);
    if (waiting.length < groupRows) continue;
    writeGroup(file, table, waiting);
    waiting = [];
    yield bytes.take();
  }
  if (waiting.length > 0) writeGroup(file, table, waiting);
  file.finish();
  yield bytes.take();
}

function writeGroup<T>(file: ParquetWriter, { columns }: Table<T>, rows: readonly T[]): void {
  const columnData = columns.map((column) => ({
    name: column.name,
    data: rows.map((row) => parquetValue(column, row)),
    offsetIndex: false,
  }));
  // All of them by one call would split the group again.
  file.write({ columnData, rowGroupSize: rows.length });
}

function parquetValue<T>({ kind, cell }: Column<T>, row: T): string | number | bigint | boolean | undefined {
  const value: Cell = cell(row);
  if (value === null) return undefined;
  if (kind === "list" || kind === "counts") return joined(value);
  if (kind === "whole") return BigInt(Number(value));
  return value as string | number | boolean;
}

/** Hands its bytes on and begins anew, while the file's own count of them goes on. */
class FlushingWriter extends ByteWriter {
  take(): Uint8Array {
    const taken = this.getBytes().slice();
    this.index = 0;
    return taken;
  }
}
