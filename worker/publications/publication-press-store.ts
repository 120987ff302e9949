import { familyOf, placeOfRow } from "./lattice-row.ts";
import type { FinishedPublication, LeafCells, PublicationPress, RowChange, StoredGuard } from "./publication-ledger.ts";
import type { Steps } from "./steps.ts";

const latestSql = "SELECT coalesce(max(version), 0) AS latest FROM publication";

/** Ids of the guards that a version writes begin at its number times this. */
const guardsOfVersion = 2 ** 24;

/** What a version is written with, on an agency's storage. Until it is finished, an empty tree stands under its number. */
export function publicationPressStore(sql: SqlStorage): PublicationPress {
  return {
    begin: (version) => insert(sql, "publication_tree (version, nodes)", [[version, "[]"]]),
    isBegun: () => sql.exec(`SELECT 1 FROM publication_tree WHERE version > (${latestSql})`).toArray().length > 0,
    clear: () => clear(sql),
    writeRows: (version, rows) => writeRows(sql, version, rows),
    writeArrivals: (arrivals) =>
      insert(
        sql,
        "publication_arrival (part, leaf, epoch, facets)",
        arrivals.map(({ part, leaf, epoch, facets }) => [part, leaf, epoch, JSON.stringify(facets)]),
      ),
    writeVolumes: (version, volumes) =>
      insert(
        sql,
        "publication_volume (row, version, transactions, to_day, asked_days, reported_days)",
        volumes.map(([row, { transactions, to, days }]) => [row, version, transactions, to, days.asked, days.reported]),
      ),
    writeGuards: (version, guards) => writeGuards(sql, version, guards),
    writeMoved: (moved) => insert(sql, "publication_moved (row, guard)", moved),
    writeFirstCells: (cells) => writeCells(sql, cells),
    countRows: (node) => countRows(sql, node),
    finish: (publication) => finish(sql, publication),
    sweep: (replaced) =>
      void sql.exec(
        "DELETE FROM publication_moved WHERE guard IN (SELECT value FROM json_each(?))",
        JSON.stringify(replaced),
      ),
  };
}

function insert(sql: SqlStorage, into: string, rows: readonly (readonly SqlStorageValue[])[]): void {
  const columns =
    /\((.*)\)/
      .exec(into)?.[1]
      ?.split(",")
      .map((_, place) => `value ->> ${place}`) ?? [];
  sql.exec(`INSERT OR REPLACE INTO ${into} SELECT ${columns.join(", ")} FROM json_each(?)`, JSON.stringify(rows));
}

function writeRows(sql: SqlStorage, version: number, rows: readonly RowChange[]): number {
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
  const restated = sql.exec<{ n: number }>(
    `SELECT count(*) AS n FROM json_each(?1) AS wanted CROSS JOIN publication_record AS r
     ON r.row = wanted.value AND r.version = ?2
     WHERE (r.verdict = 'shown' OR r.verdict LIKE 'retracted-%') AND EXISTS (
       SELECT 1 FROM publication_record AS e WHERE e.row = r.row AND e.version < ?2 AND e.verdict = 'shown'
       AND e.to_day = r.to_day AND e.tally <> r.tally)`,
    JSON.stringify(rows.map(({ id }) => id)),
    version,
  );
  return restated.one().n;
}

function writeGuards(sql: SqlStorage, version: number, guards: readonly StoredGuard[]): void {
  const { last } = sql.exec<{ last: number }>("SELECT coalesce(max(id), 0) AS last FROM publication_guard").one();
  const first = Math.max(last + 1, version * guardsOfVersion);
  insert(
    sql,
    "publication_guard (id, terms, marks)",
    guards.map(({ secrets, marks }, place) => [first + place, JSON.stringify(secrets), JSON.stringify(marks)]),
  );
  insert(
    sql,
    "publication_moved (row, guard)",
    guards.flatMap(({ moved }, place) => moved.map((row) => [row, first + place])),
  );
}

function writeCells(sql: SqlStorage, leaves: readonly LeafCells[]): void {
  insert(
    sql,
    "publication_cell (part, leaf, facet, tally)",
    leaves.map(({ part, leaf, cells }) => {
      const tallies = Object.fromEntries(cells.map(({ facet, tally }) => [facet, tally]));
      return [part, leaf, "", JSON.stringify(tallies)];
    }),
  );
}

function countRows(sql: SqlStorage, node: string): { rows: number; withheld: number } {
  return sql
    .exec<{ rows: number; withheld: number }>(
      `SELECT count(*) AS "rows", coalesce(sum('shown' IS NOT (SELECT verdict FROM publication_record AS r
         WHERE r.row = p.row AND (r.verdict = 'shown' OR r.verdict LIKE 'retracted-%')
         ORDER BY version DESC LIMIT 1)), 0) AS withheld
       FROM publication_row AS p WHERE p.family IN ('none', 'service', 'channel', 'question') AND p.node = ?`,
      node,
    )
    .one();
}

function finish(sql: SqlStorage, { version, generation, cells, replaced, ...facts }: FinishedPublication): void {
  if (generation) {
    const nodes = JSON.stringify([...generation.nodes]);
    insert(sql, "publication_tree (version, nodes)", [[version, nodes]]);
  } else sql.exec("DELETE FROM publication_tree WHERE version = ?", version);
  writeCells(sql, cells);
  sql.exec("DELETE FROM publication_guard WHERE id IN (SELECT value FROM json_each(?))", JSON.stringify(replaced));
  const { day, publishedMs, rows, restated, withheld } = facts;
  sql.exec(
    `INSERT INTO publication (version, day, published_ms, "rows", restated, withheld) VALUES (?, ?, ?, ?, ?, ?)`,
    ...[version, day, publishedMs, rows, restated, withheld],
  );
}

/** Tables in which a version that was never finished may have left something, with the column that tells, and their key. */
const bitsOf = [
  ["publication_arrival", "epoch > ?", "part, leaf, epoch"],
  ["publication_volume", "version > ?", "row, version"],
  ["publication_moved", `guard >= (? + 1) * ${guardsOfVersion}`, "row, guard"],
  ["publication_guard", `id >= (? + 1) * ${guardsOfVersion}`, "id"],
] as const;

function* clear(sql: SqlStorage): Steps<void> {
  const { latest } = sql.exec<{ latest: number }>(latestSql).one();
  for (const [table, where, key] of bitsOf) {
    const some = `SELECT ${key} FROM ${table} WHERE ${where} LIMIT 500`;
    while (sql.exec(`DELETE FROM ${table} WHERE (${key}) IN (${some})`, latest).rowsWritten > 0) yield 8;
  }
  yield* clearRows(sql, latest);
  const firstCells = "DELETE FROM publication_cell WHERE part = (SELECT part FROM publication_cell LIMIT 1)";
  while (latest === 0 && sql.exec(firstCells).rowsWritten > 0) yield 4;
  sql.exec("DELETE FROM publication_tree WHERE version > ?", latest);
}

function* clearRows(sql: SqlStorage, latest: number): Steps<void> {
  const some = "SELECT row FROM publication_record WHERE version > ? LIMIT 300";
  const among = "row IN (SELECT value FROM json_each(?))";
  for (;;) {
    const rows = JSON.stringify(
      sql
        .exec<{ row: string }>(some, latest)
        .toArray()
        .map(({ row }) => row),
    );
    if (rows === "[]") return;
    sql.exec(`DELETE FROM publication_record WHERE version > ? AND ${among}`, latest, rows);
    sql.exec(`DELETE FROM publication_row WHERE ${among} AND row NOT IN (SELECT row FROM publication_record)`, rows);
    yield 8;
  }
}
