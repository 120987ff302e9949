import type { Masks } from "../../shared/contract/comment.ts";
import type { FeedbackRow, Snapshot, Standing } from "./feedback-row.ts";

/** A standing is stored as its place in this list. */
const standings: readonly Standing[] = ["plain", "flagged", "set_aside"];

/** All SQL on the table `feedback`. It also reads columns of `comment`. */
export interface FeedbackStore {
  /** Returns the rows of these ids that exist, by id. */
  read(ids: readonly string[]): Map<string, FeedbackRow>;
  /** Returns the ids of the feedback that these tickets belong to, by ticket. */
  holdersOf(tickets: readonly string[]): Map<string, string>;
  /** Returns the number of the newest change, 0 if there is none. */
  newestChange(): number;
  /** Writes rows; each replaces the row with the same id. A row's change number is `firstChange` plus its place. */
  write(rows: readonly FeedbackRow[], firstChange: number): void;
}

type SqlRow = Record<string, SqlStorageValue>;

const readSql = `
  SELECT lower(hex(f.id)) AS id, f.revision, f.amend_key, f.touchpoint, f.unit, f.service, f.channel, f.day,
    f.corrected_ms, f.received_ms, f.changed_ms, f.standing, f.flags, f.answered_at, f.revised_at, f.level, f.answers,
    f.reasons, f.form_version, f.dossier, f.given_service, f.page, f.follows, f.locale, f.sequence,
    f.pressure, (SELECT w.words FROM written_words AS w WHERE w.number = c.written) AS words, c.masked, c.ticket, c.state AS comment_state
  FROM json_each(?) AS wanted
  CROSS JOIN feedback AS f ON f.id = unhex(wanted.value)
  LEFT JOIN comment AS c ON c.feedback = f.id`;

const columns = `id revision amend_key touchpoint unit service channel day corrected_ms received_ms changed_ms change
  standing flags answered_at revised_at level answers reasons form_version dossier given_service page follows locale
  sequence pressure`.split(/\s+/);

/**
 * Writes many rows with one statement, since a statement costs more than a row.
 * `jsonb_each` gives each row in binary. `json_each` would give text, which SQLite parses again for every column.
 */
const writeSql = `
  INSERT OR REPLACE INTO feedback (${columns.join(", ")})
  SELECT ${columns.map((name, place) => (name === "id" ? `unhex(value ->> ${place})` : `value ->> ${place}`)).join(", ")}
  FROM jsonb_each(?)`;

/** The store on an agency's storage. */
export function feedbackStore(sql: SqlStorage): FeedbackStore {
  return {
    read(ids) {
      const rows = sql.exec<SqlRow>(readSql, JSON.stringify(ids.map(toHex)));
      return new Map(rows.toArray().map((row) => [fromHex(row.id), toFeedback(row)]));
    },
    holdersOf(tickets) {
      const found = sql.exec<{ ticket: string; holder: string }>(
        "SELECT ticket, lower(hex(feedback)) AS holder FROM comment WHERE ticket IN (SELECT value FROM json_each(?))",
        JSON.stringify(tickets),
      );
      return new Map(found.toArray().map(({ ticket, holder }) => [ticket, fromHex(holder)]));
    },
    newestChange: () =>
      sql.exec<{ newest: number }>("SELECT coalesce(max(change), 0) AS newest FROM feedback").one().newest,
    write(rows, firstChange) {
      if (rows.length === 0) return;
      sql.exec(writeSql, JSON.stringify(rows.map((row, place) => toValues(row, firstChange + place))));
    },
  };
}

function toValues(row: FeedbackRow, change: number): (string | number | null)[] {
  const said = row.snapshot;
  return [
    toHex(row.id),
    row.revision,
    row.amendKey,
    said.touchpoint,
    row.unit,
    row.service,
    row.channel,
    row.day,
    row.correctedMs,
    row.receivedMs,
    row.changedMs,
    change,
    standings.indexOf(row.standing),
    row.flags.length ? JSON.stringify(row.flags) : null,
    said.answeredAt,
    said.revisedAt,
    said.level,
    said.answers && JSON.stringify(said.answers),
    said.reasons && JSON.stringify(said.reasons),
    said.formVersion,
    said.dossier,
    said.givenService,
    said.page,
    said.follows,
    said.locale,
    said.sequence,
    said.pressure,
  ];
}

function toFeedback(row: SqlRow): FeedbackRow {
  return {
    id: fromHex(row.id),
    revision: Number(row.revision),
    amendKey: String(row.amend_key),
    unit: String(row.unit),
    service: String(row.service),
    channel: String(row.channel),
    day: Number(row.day),
    correctedMs: Number(row.corrected_ms),
    receivedMs: Number(row.received_ms),
    changedMs: Number(row.changed_ms),
    standing: standings[Number(row.standing)] ?? "plain",
    flags: fromJson<string[]>(row.flags) ?? [],
    hasWithdrawn: row.comment_state === "withdrawn",
    snapshot: toSnapshot(row),
  };
}

function toSnapshot(row: SqlRow): Snapshot {
  return {
    touchpoint: String(row.touchpoint),
    answeredAt: String(row.answered_at),
    revisedAt: text(row.revised_at),
    level: number(row.level),
    answers: fromJson<Record<string, number>>(row.answers),
    reasons: fromJson<string[]>(row.reasons),
    comment: text(row.words),
    masked: fromJson<Masks>(row.masked),
    ticket: text(row.words) === null ? null : text(row.ticket),
    formVersion: number(row.form_version),
    dossier: text(row.dossier),
    givenService: text(row.given_service),
    page: text(row.page),
    follows: text(row.follows),
    locale: text(row.locale),
    sequence: number(row.sequence),
    pressure: text(row.pressure) as Snapshot["pressure"],
  };
}

function text(value: SqlStorageValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function number(value: SqlStorageValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}

/** Reads JSON that this store wrote. */
function fromJson<T>(value: SqlStorageValue | undefined): T | null {
  return typeof value === "string" ? (JSON.parse(value) as T) : null;
}

/** A UUID takes 16 bytes in storage, not 36. */
function toHex(uuid: string): string {
  return uuid.replaceAll("-", "");
}

function fromHex(value: SqlStorageValue | undefined): string {
  return String(value).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
