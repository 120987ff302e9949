import type Database from "better-sqlite3";
import { monthOf } from "../../../shared/calendar/day.ts";
import { agencyMigrations } from "../../../worker/agency/agency-migrations.ts";
import type { FeedbackRow } from "../../../worker/feedback/feedback-row.ts";
import type { TallyChange } from "../../../worker/feedback/tally-change.ts";

/** What the server does with its database. The tables are those of the product. */
export type Store = {
  readonly read: (id: string) => unknown;
  readonly write: (row: FeedbackRow, changes: readonly TallyChange[]) => void;
  readonly transaction: <T>(work: () => T) => T;
};

const columns = [
  "id",
  "revision",
  "amend_key",
  "touchpoint",
  "unit",
  "service",
  "channel",
  "day",
  "corrected_ms",
  "received_ms",
  "changed_ms",
  "change",
  "standing",
  "answered_at",
  "revised_at",
  "level",
  "reasons",
  "locale",
];

function upsert(table: string, key: readonly string[]): string {
  const level = "ON CONFLICT DO UPDATE SET";
  const all = [1, 2, 3, 4, 5].map((place) => `c${place}`);
  const sum = all.map((column) => `${column} = ${column} + excluded.${column}`).join(", ");
  const names = [...key, ...all];
  return `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")}) ${level} ${sum}`;
}

function countsOf({ level, by }: TallyChange): number[] {
  return [1, 2, 3, 4, 5].map((place) => (place === level ? by : 0));
}

function valuesOf(row: FeedbackRow, change: number): unknown[] {
  const said = row.snapshot;
  const reasons = said.reasons && JSON.stringify(said.reasons);
  const id = Buffer.from(row.id.replaceAll("-", ""), "hex");
  const place = [
    row.unit,
    row.service,
    row.channel,
    row.day,
    row.correctedMs,
    row.receivedMs,
    row.changedMs,
    change,
    0,
  ];
  const words = [said.answeredAt, said.revisedAt, said.level, reasons, said.locale];
  return [id, row.revision, row.amendKey, said.touchpoint, ...place, ...words];
}

/** Opens it durably: a commit is on disk before its answer. */
export function openStore(database: Database.Database): Store {
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  for (const { sql } of agencyMigrations) database.exec(sql);
  const find = database.prepare("SELECT * FROM feedback WHERE id = ?");
  const put = database.prepare(
    `INSERT OR REPLACE INTO feedback (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
  const fine = database.prepare(
    upsert("rollup_fine", ["day", "question", "unit", "service", "channel", "touchpoint", "standing"]),
  );
  const day = database.prepare(upsert("rollup_day", ["day", "question", "unit", "channel", "standing"]));
  const month = database.prepare(upsert("rollup_month", ["month", "question", "unit", "channel", "standing"]));
  let change = 0;
  return {
    read: (id) => find.get(Buffer.from(id.replaceAll("-", ""), "hex")),
    write(row, changes) {
      change += 1;
      put.run(...valuesOf(row, change));
      for (const it of changes) {
        const counts = countsOf(it);
        fine.run(it.day, it.question, it.unit, it.service, it.channel, it.touchpoint, 0, ...counts);
        day.run(it.day, it.question, it.unit, it.channel, 0, ...counts);
        month.run(monthOf(it.day), it.question, it.unit, it.channel, 0, ...counts);
      }
    },
    transaction: (work) => database.transaction(work).immediate(),
  };
}
