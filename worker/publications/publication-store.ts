import type { Generation } from "./lattice-row.ts";
import type { LeafArrival, PublicationFacts, PublicationLedger, PublicationPast } from "./publication-ledger.ts";
import { publicationPressStore } from "./publication-press-store.ts";
import { publicationShelfStore, type PublicationShelf } from "./publication-shelf-store.ts";
import type { LatticeCell } from "./read-cells.ts";
import type { RowVolume } from "./row-volumes.ts";
import type { RowRecord } from "./suppress.ts";
import type { Guard } from "./swap.ts";

/** What publications are made from and kept in, and what is read of them. */
export type PublicationStore = PublicationLedger & PublicationShelf;

/** The store on an agency's storage. */
export function publicationStore(sql: SqlStorage): PublicationStore {
  return {
    ...pastTables(sql),
    ...recordTable(sql),
    ...guardTables(sql),
    ...publicationPressStore(sql),
    ...publicationShelfStore(sql),
  };
}

type Past = Pick<PublicationPast, "generations" | "parts" | "cellsIn" | "arrivalsIn" | "places" | "volumesAfter">;

function pastTables(sql: SqlStorage): Past {
  return {
    generations: () =>
      sql
        .exec<{ version: number; nodes: string }>(
          `SELECT version, nodes FROM publication_tree
           WHERE version <= (SELECT max(version) FROM publication) ORDER BY version`,
        )
        .toArray()
        .map(({ version, nodes }): Generation => ({ from: version, nodes: new Map(JSON.parse(nodes)) })),
    parts: () =>
      sql
        .exec<{ part: string }>("SELECT DISTINCT part FROM publication_cell")
        .toArray()
        .map(({ part }) => part),
    cellsIn: (part) => cellsIn(sql, part),
    arrivalsIn: (part) =>
      sql
        .exec<{ leaf: string; part: string; epoch: number; facets: string }>(
          "SELECT leaf, part, epoch, facets FROM publication_arrival WHERE part = ? ORDER BY leaf, epoch",
          part,
        )
        .toArray()
        .map(({ facets, ...arrival }): LeafArrival => ({ ...arrival, facets: JSON.parse(facets) as string[] })),
    places: () =>
      sql.exec<{ leaf: string; part: string }>("SELECT DISTINCT part, leaf FROM publication_arrival").toArray(),
    volumesAfter: (row, most) =>
      sql
        .exec<VolumeColumns>(
          `SELECT row, transactions, to_day, asked_days, reported_days FROM publication_volume AS v
           WHERE row > ? AND version = (SELECT max(version) FROM publication_volume WHERE row = v.row)
           ORDER BY row LIMIT ?`,
          ...[row, most],
        )
        .toArray()
        .map(toVolume),
  };
}

type VolumeColumns = {
  row: string;
  transactions: number;
  to_day: number | null;
  asked_days: number;
  reported_days: number;
};

function toVolume({
  row,
  transactions,
  to_day,
  asked_days,
  reported_days,
}: VolumeColumns): readonly [string, RowVolume] {
  return [row, { transactions, to: to_day, days: { asked: asked_days, reported: reported_days } }];
}

/** A leaf's cells stand in one row, under the facet "", as tallies by facet; storage from before has a row for each. */
function cellsIn(sql: SqlStorage, part: string): LatticeCell[] {
  const found = sql.exec<{ leaf: string; facet: string; tally: string }>(
    "SELECT leaf, facet, tally FROM publication_cell WHERE part = ? ORDER BY leaf, facet",
    part,
  );
  const cells: LatticeCell[] = [];
  let whole = "";
  for (const { leaf, facet, tally } of found) {
    if (facet === "") {
      whole = leaf;
      for (const [name, own] of Object.entries<number[]>(JSON.parse(tally)))
        cells.push({ leaf, part, facet: name, tally: own });
    } else if (leaf !== whole) {
      cells.push({ leaf, part, facet, tally: JSON.parse(tally) as number[] });
    }
  }
  return cells;
}

function recordTable(sql: SqlStorage): Pick<PublicationPast, "latest" | "recordsOf" | "shownIn"> {
  return {
    latest() {
      const [row] = sql.exec<PublicationFacts>(
        `SELECT version, day, published_ms AS publishedMs, "rows", restated, withheld FROM publication
         ORDER BY version DESC LIMIT 1`,
      );
      return row ?? null;
    },
    recordsOf(rows) {
      const records = new Map<string, RowRecord[]>();
      const found = sql.exec<{ row: string; version: number; verdict: string; tally: string }>(
        `SELECT r.row, r.version, r.verdict, r.tally FROM json_each(?) AS wanted
         CROSS JOIN publication_record AS r ON r.row = wanted.value ORDER BY r.row, r.version`,
        JSON.stringify(rows),
      );
      for (const { row, version, verdict, tally } of found) {
        const record = { version, tally: JSON.parse(tally) as number[], shown: verdict === "shown" };
        const list = records.get(row);
        if (list) list.push(record);
        else records.set(row, [record]);
      }
      return records;
    },
    shownIn(period) {
      const versions = new Map<string, number[]>();
      const found = sql.exec<{ row: string; version: number }>(
        `SELECT r.row, r.version FROM publication_row AS p CROSS JOIN publication_record AS r ON r.row = p.row
         WHERE p.period = ? AND r.verdict = 'shown'`,
        period,
      );
      for (const { row, version } of found) versions.set(row, [...(versions.get(row) ?? []), version]);
      return versions;
    },
  };
}

function guardTables(sql: SqlStorage): Pick<PublicationPast, "guardsOf" | "guardsAfter"> {
  const columns = "SELECT id, terms, marks FROM publication_guard";
  const moving = `id IN (
    SELECT m.guard FROM json_each(?) AS wanted CROSS JOIN publication_moved AS m ON m.row = wanted.value)`;
  return {
    guardsOf: (rows) => sql.exec<GuardRow>(`${columns} WHERE ${moving}`, JSON.stringify(rows)).toArray().map(toGuard),
    guardsAfter: (id, most) =>
      sql.exec<GuardRow>(`${columns} WHERE id > ? ORDER BY id LIMIT ?`, id, most).toArray().map(toGuard),
  };
}

type GuardRow = { id: number; terms: string; marks: string };

function toGuard({ id, terms, marks }: GuardRow): Guard {
  return { id, secrets: JSON.parse(terms), marks: JSON.parse(marks) };
}
