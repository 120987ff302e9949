import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { type Cell, type Column, type ColumnKind, joined, type Portions, type Table } from "./table.ts";

type SchemaElement = ParquetWriter["schema"][number];
type RowGroup = ParquetWriter["row_groups"][number];

/** A row group stands in memory as a whole; but each column of each is told of at the file's end, so there are so many at the most. */
const leastGroupRows = 2000;
const mostGroups = 2000;

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
    for (const _ of writeGroup(file, table, waiting)) yield bytes.take();
    waiting = [];
  }
  if (waiting.length > 0) for (const _ of writeGroup(file, table, waiting)) yield bytes.take();
  file.finish();
  yield bytes.take();
}

/** Ranges of values help readers to skip groups where people ask for ranges. */
const rangedKinds: readonly ColumnKind[] = ["day", "instant", "whole", "decimal"];

/** Writes column by column, with a rest after each for whoever else waits; the library takes each for a group of its own. */
function* writeGroup<T>(file: ParquetWriter, { columns }: Table<T>, rows: readonly T[]): Generator<void> {
  const before = file.row_groups.length;
  for (const column of columns) {
    const data = rows.map((row) => parquetValue(column, row));
    const statistics = rangedKinds.includes(column.kind);
    file.write({
      columnData: [{ name: column.name, data, statistics, offsetIndex: false }],
      rowGroupSize: rows.length,
    });
    yield;
  }
  const parts = file.row_groups.splice(before);
  const sum = (sizeOf: (part: RowGroup) => bigint | undefined): bigint =>
    parts.reduce((total, part) => total + (sizeOf(part) ?? 0n), 0n);
  file.row_groups.push({
    columns: parts.flatMap((part) => part.columns),
    total_byte_size: sum((part) => part.total_byte_size),
    total_compressed_size: sum((part) => part.total_compressed_size),
    num_rows: BigInt(rows.length),
  });
  file.num_rows -= BigInt(rows.length * (columns.length - 1));
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
