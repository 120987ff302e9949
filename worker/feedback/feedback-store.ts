import type { Masks } from "../../shared/contract/comment.ts";
import type { Answer } from "../../shared/contract/form.ts";
import { type FeedbackRow, type Snapshot, standings } from "./feedback-row.ts";

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

/** Fields of a row and of its snapshot, each in a column of the same name in snake case. */
const rowFields = [
  ...(["revision", "amendKey", "unit", "service", "channel", "day", "correctedMs", "receivedMs", "changedMs"] as const),
] satisfies readonly (keyof FeedbackRow)[];
const saidFields = [
  ...(["touchpoint", "answeredAt", "revisedAt", "level", "formVersion", "dossier", "givenService", "page"] as const),
  ...(["follows", "locale", "sequence", "pressure"] as const),
] satisfies readonly (keyof Snapshot)[];
const fields = [...rowFields, ...saidFields];
const jsonFields = ["flags", "answers", "reasons"] as const;

type Row = Pick<FeedbackRow, "id" | (typeof rowFields)[number]> &
  Pick<Snapshot, "ticket" | (typeof saidFields)[number]> & {
    readonly [Field in (typeof jsonFields)[number] | "words" | "masked" | "state"]: string | null;
  } & { readonly standing: number };

function columnOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const readSql = `
  SELECT lower(hex(f.id)) AS id, f.standing, ${jsonFields.map((field) => `f.${field}`).join(", ")},
    ${fields.map((field) => `f.${columnOf(field)} AS ${field}`).join(", ")},
    (SELECT w.words FROM written_words AS w WHERE w.number = c.written) AS words, c.masked, c.ticket, c.state
  FROM json_each(?) AS wanted
  CROSS JOIN feedback AS f ON f.id = unhex(wanted.value)
  LEFT JOIN comment AS c ON c.feedback = f.id`;

const columns = ["id", "change", "standing", ...jsonFields, ...fields.map(columnOf)];

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
      const rows = sql.exec<Row>(readSql, JSON.stringify(ids.map(toHex)));
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

/** The values of {@link columns}. */
function toValues(row: FeedbackRow, change: number): (string | number | null)[] {
  const { flags, snapshot } = row;
  const { answers, reasons } = snapshot;
  const lists = [flags.length ? flags : null, answers, reasons].map((value) => value && JSON.stringify(value));
  return [
    ...[toHex(row.id), change, standings.indexOf(row.standing), ...lists],
    ...rowFields.map((field) => row[field]),
    ...saidFields.map((field) => snapshot[field]),
  ];
}

function toFeedback(row: Row): FeedbackRow {
  const { revision, amendKey, unit, service, channel, day, correctedMs, receivedMs, changedMs } = row;
  return {
    ...{ id: fromHex(row.id), revision, amendKey, unit, service, channel, day, correctedMs, receivedMs, changedMs },
    standing: standings[row.standing] ?? "plain",
    flags: fromJson<string[]>(row.flags) ?? [],
    hasWithdrawn: row.state === "withdrawn",
    snapshot: toSnapshot(row),
  };
}

/** In the order of `snapshotOf`: snapshots are compared as JSON. */
function toSnapshot({ words, ...row }: Row): Snapshot {
  const { touchpoint, answeredAt, revisedAt, level, formVersion, dossier, givenService, page } = row;
  const { follows, locale, sequence, pressure } = row;
  return {
    ...{ touchpoint, answeredAt, revisedAt, level, answers: fromJson<Record<string, Answer>>(row.answers) },
    ...{ reasons: fromJson<string[]>(row.reasons), comment: words, masked: fromJson<Masks>(row.masked) },
    ...{ ticket: words === null ? null : row.ticket, formVersion, dossier, givenService, page, follows, locale },
    ...{ sequence, pressure },
  };
}

/** Reads JSON that this store wrote. */
function fromJson<T>(value: string | null): T | null {
  return value === null ? null : (JSON.parse(value) as T);
}

/** A UUID takes 16 bytes in storage, not 36. */
function toHex(uuid: string): string {
  return uuid.replaceAll("-", "");
}

function fromHex(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
