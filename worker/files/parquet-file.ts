import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { type Cell, type Column, type ColumnKind, joined, type Portions, type Table } from "./table.ts";

type SchemaElement = ParquetWriter["schema"][number];
type RowGroup = ParquetWriter["row_groups"][number];

/**
 * A row group is in memory as a whole. The file's end describes each column of each group, and this is in memory until then:
 * measured at 10 million rows, 2,000 groups take 50 MB.
 */
const leastGroupRows = 2000;
const mostGroups = 1000;

const physical: Readonly<Record<ColumnKind, Omit<SchemaElement, "name">>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  list: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  counts: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  whole: { type: "INT64" },
  decimal: { type: "DOUBLE" },
  day: { type: "INT32", converted_type: "DATE" },
  instant: {
    type: "INT64",
    converted_type: "TIMESTAMP_MILLIS",
    // Without it DuckDB takes times for local ones.
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
  },
  "yes-no": { type: "BOOLEAN" },
};

/** Writes Apache Parquet with Snappy: dates as DATE, times as TIMESTAMP in UTC, facts about the file as key-value metadata. */
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
  const group: Group = table.columns.map(() => []);
  for await (const rows of portions) {
    for (const row of rows) {
      for (const [place, column] of table.columns.entries()) group[place]?.push(parquetValue(column, row));
    }
    if (rowsIn(group) >= groupRows) for (const _ of writeGroup(file, table, group)) yield bytes.take();
  }
  if (rowsIn(group) > 0) for (const _ of writeGroup(file, table, group)) yield bytes.take();
  file.finish();
  yield bytes.take();
}

/** Kinds whose ranges are written down, so that readers can skip groups. */
const rangedKinds: readonly ColumnKind[] = ["day", "instant", "whole", "decimal"];

/** Values by column, so that a row can be dropped as soon as it was read. */
type Group = ParquetValue[][];

function rowsIn([first]: Group): number {
  return first?.length ?? 0;
}

/**
 * Writes column by column and empties the group; lets other requests in after each column. The library takes each column for a
 * group of its own.
 */
function* writeGroup<T>(file: ParquetWriter, { columns }: Table<T>, group: Group): Generator<void> {
  const before = file.row_groups.length;
  const rows = rowsIn(group);
  for (const [place, { name, kind }] of columns.entries()) {
    const data = group[place] ?? [];
    const statistics = rangedKinds.includes(kind);
    file.write({ columnData: [{ name, data, statistics, offsetIndex: false }], rowGroupSize: rows });
    group[place] = [];
    yield;
  }
  // The library would write indexes from these; there are none.
  file.pendingIndexes = [];
  const parts = file.row_groups.splice(before);
  const sum = (sizeOf: (part: RowGroup) => bigint | undefined): bigint =>
    parts.reduce((total, part) => total + (sizeOf(part) ?? 0n), 0n);
  file.row_groups.push({
    columns: parts.flatMap((part) => part.columns),
    total_byte_size: sum((part) => part.total_byte_size),
    total_compressed_size: sum((part) => part.total_compressed_size),
    num_rows: BigInt(rows),
  });
  file.num_rows -= BigInt(rows * (columns.length - 1));
}

type ParquetValue = string | number | bigint | boolean | undefined;

function parquetValue<T>({ kind, cell }: Column<T>, row: T): ParquetValue {
  const value: Cell = cell(row);
  if (value === null) return undefined;
  if (kind === "list" || kind === "counts") return joined(value);
  if (kind === "whole") return BigInt(Number(value));
  return value as string | number | boolean;
}

/** Hands its bytes on and starts again, while the file's own count of bytes goes on. */
class FlushingWriter extends ByteWriter {
  take(): Uint8Array {
    const taken = this.getBytes().slice();
    this.index = 0;
    return taken;
  }
}
