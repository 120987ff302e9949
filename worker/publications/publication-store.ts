import type { Generation } from "./lattice-row.ts";
import { familyOf, placeOfRow } from "./lattice-row.ts";
import type { LeafArrival, NewPublication, PublicationFacts, PublicationLedger } from "./publication-ledger.ts";
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
    ...publicationShelfStore(sql),
    add: (made) => add(sql, made),
  };
}

type Past = Pick<PublicationLedger, "generations" | "cells" | "arrivalsIn" | "places" | "volumes">;

function pastTables(sql: SqlStorage): Past {
  return {
    generations: () =>
      sql
        .exec<{ version: number; nodes: string }>("SELECT version, nodes FROM publication_tree ORDER BY version")
        .toArray()
        .map(({ version, nodes }): Generation => ({ from: version, nodes: new Map(JSON.parse(nodes)) })),
    cells: () =>
      sql
        .exec<{ leaf: string; part: string; facet: string; tally: string }>(
          "SELECT leaf, part, facet, tally FROM publication_cell",
        )
        .toArray()
        .map(({ tally, ...cell }): LatticeCell => ({ ...cell, tally: JSON.parse(tally) as number[] })),
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
    volumes() {
      const newest = sql.exec<VolumeColumns>(
        `SELECT ${volumeColumns} FROM publication_volume AS v
         WHERE version = (SELECT max(version) FROM publication_volume WHERE row = v.row)`,
      );
      return new Map(newest.toArray().map(({ row, ...volume }) => [row, toVolume(volume)]));
    },
  };
}

const volumeColumns = "row, transactions, to_day, asked_days, reported_days";

type VolumeColumns = {
  row: string;
  transactions: number;
  to_day: number | null;
  asked_days: number;
  reported_days: number;
};

function toVolume({ transactions, to_day, asked_days, reported_days }: Omit<VolumeColumns, "row">): RowVolume {
  return { transactions, to: to_day, days: { asked: asked_days, reported: reported_days } };
}

function recordTable(sql: SqlStorage): Pick<PublicationLedger, "latest" | "recordsOf" | "shownIn"> {
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

function guardTables(sql: SqlStorage): Pick<PublicationLedger, "guards"> {
  const columns = "SELECT id, terms, marks FROM publication_guard";
  const moving = `id IN (
    SELECT m.guard FROM json_each(?) AS wanted CROSS JOIN publication_moved AS m ON m.row = wanted.value)`;
  return {
    guards(rows) {
      const found =
        rows === null
          ? sql.exec<GuardRow>(columns)
          : sql.exec<GuardRow>(`${columns} WHERE ${moving}`, JSON.stringify(rows));
      return found.toArray().map(toGuard);
    },
  };
}

type GuardRow = { id: number; terms: string; marks: string };

function toGuard({ id, terms, marks }: GuardRow): Guard {
  return { id, secrets: JSON.parse(terms), marks: JSON.parse(marks) };
}

/** Statements take this many rows at once, so that none grows beyond what one may. */
const portion = 5000;

function insert(sql: SqlStorage, into: string, rows: readonly (readonly SqlStorageValue[])[]): void {
  const columns =
    /\((.*)\)/
      .exec(into)?.[1]
      ?.split(",")
      .map((_, place) => `value ->> ${place}`) ?? [];
  for (let from = 0; from < rows.length; from += portion) {
    const values = JSON.stringify(rows.slice(from, from + portion));
    sql.exec(`INSERT OR REPLACE INTO ${into} SELECT ${columns.join(", ")} FROM json_each(?)`, values);
  }
}

function add(sql: SqlStorage, made: NewPublication): void {
  const { version } = made;
  if (made.generation) {
    const nodes = JSON.stringify([...made.generation.nodes]);
    insert(sql, "publication_tree (version, nodes)", [[version, nodes]]);
  }
  insert(
    sql,
    "publication_cell (leaf, part, facet, tally)",
    made.cells.map(({ leaf, part, facet, tally }) => [leaf, part, facet, JSON.stringify(tally)]),
  );
  insert(
    sql,
    "publication_arrival (part, leaf, epoch, facets)",
    made.arrivals.map(({ part, leaf, epoch, facets }) => [part, leaf, epoch, JSON.stringify(facets)]),
  );
  insert(
    sql,
    "publication_volume (row, version, transactions, to_day, asked_days, reported_days)",
    [...made.volumes].map(
      ([
        row,
        {
          transactions,
          to,
          days: { asked, reported },
        },
      ]) => {
        return [row, version, transactions, to, asked, reported];
      },
    ),
  );
  addRows(sql, made);
  addGuards(sql, made);
  addFacts(sql, made);
}

function addRows(sql: SqlStorage, { version, rows }: NewPublication): void {
  const places = rows.map(({ id }) => ({ id, ...placeOfRow(id) }));
  insert(
    sql,
    "publication_row (row, family, facet, period, node)",
    places.map(({ id, facet, period, node }) => [id, familyOf(facet), facet, period, node]),
  );
  insert(
    sql,
    "publication_record (row, version, verdict, tally, from_day, to_day)",
    rows.map(({ id, verdict, tally, from, to }) => [id, version, verdict, JSON.stringify(tally), from, to]),
  );
}

function addGuards(sql: SqlStorage, { guards }: NewPublication): void {
  let next = sql.exec<{ last: number }>("SELECT coalesce(max(id), 0) AS last FROM publication_guard").one().last;
  const numbered = guards.map((guard) => ({ ...guard, id: guard.id ?? ++next }));
  const guarding = numbered.filter(({ secrets }) => secrets.length > 0);
  const idle = JSON.stringify(numbered.filter(({ secrets }) => secrets.length === 0).map(({ id }) => id));
  sql.exec("DELETE FROM publication_moved WHERE guard IN (SELECT value FROM json_each(?))", idle);
  sql.exec("DELETE FROM publication_guard WHERE id IN (SELECT value FROM json_each(?))", idle);
  insert(
    sql,
    "publication_guard (id, terms, marks)",
    guarding.map(({ id, secrets, marks }) => [id, JSON.stringify(secrets), JSON.stringify(marks)]),
  );
  insert(
    sql,
    "publication_moved (row, guard)",
    guarding.flatMap(({ id, moved }) => moved.map((row) => [row, id])),
  );
}

function addFacts(sql: SqlStorage, { version, day, publishedMs, nodes }: NewPublication): void {
  const listed = `SELECT row FROM publication_row WHERE node IN (SELECT value FROM json_each(?))`;
  const ofNodes = JSON.stringify(nodes);
  const count = (text: string, ...values: SqlStorageValue[]): number =>
    sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${text}`, ...values).one().n;
  const rows = count(`(${listed})`, ofNodes);
  const shown = count(
    `(${listed}) AS p WHERE 'shown' = (SELECT verdict FROM publication_record AS r
       WHERE r.row = p.row AND (r.verdict = 'shown' OR r.verdict LIKE 'retracted-%') ORDER BY version DESC LIMIT 1)`,
    ofNodes,
  );
  const restated = count(
    `publication_record AS r WHERE version = ?1 AND (verdict = 'shown' OR verdict LIKE 'retracted-%') AND EXISTS (
       SELECT 1 FROM publication_record AS e WHERE e.row = r.row AND e.version < ?1 AND e.verdict = 'shown'
       AND e.to_day = r.to_day AND e.tally <> r.tally)`,
    version,
  );
  sql.exec(
    `INSERT INTO publication (version, day, published_ms, "rows", restated, withheld) VALUES (?, ?, ?, ?, ?, ?)`,
    ...[version, day, publishedMs, rows, restated, rows - shown],
  );
}
