import { type Day, formatDay } from "../../shared/calendar/day.ts";
import type { CommentState } from "../../shared/contract/comment.ts";
import type { FeedbackRecord } from "../../shared/contract/feedback-record.ts";
import { hasScope, type Principal, subtreeRoot } from "../access/principal.ts";
import { standings } from "../feedback/feedback-row.ts";
import { localInstant } from "../files/table.ts";
import type { Organization } from "../organization/organization.ts";

/** One feedback as the store returns it. Times are in milliseconds since 1970, the day in days since then. */
export type StoredRecord = Omit<FeedbackRecord, RecordTexts> & {
  readonly day: Day;
  readonly correctedMs: number;
  readonly receivedMs: number;
  readonly changedMs: number;
  readonly words: string | null;
  readonly commentState: CommentState | null;
  /** Whether the public may see the comment, and the unit that it was assigned to. */
  readonly commentDecision: "approved" | "hidden" | null;
  readonly commentUnit: string | null;
};

/** Fields of the contract that are made of others when a record is written out. */
type RecordTexts = "day" | "corrected_at" | "received_at" | "updated_at" | "has_comment" | "comment";

/** Places in the JSON list that the store writes; see `record-store.ts`. */
type Listed = readonly (string | number | null | Record<string, number> | string[])[];

/** Reads a row that the store wrote as a JSON list. */
export function readStoredRecord(json: string): StoredRecord {
  const row = JSON.parse(json) as Listed;
  return {
    id: toUuid(row[0] as string),
    change: row[1] as number,
    revision: row[2] as number,
    unit: row[3] as string,
    touchpoint: row[4] as string,
    channel: row[5] as string,
    service: (row[6] as string) || null,
    day: row[7] as Day,
    answered_at: row[8] as string,
    revised_at: row[9] as string | null,
    correctedMs: row[10] as number,
    receivedMs: row[11] as number,
    changedMs: row[12] as number,
    level: row[13] as number | null,
    answers: (row[14] ?? {}) as Record<string, number>,
    reasons: (row[15] ?? []) as string[],
    words: row[16] as string | null,
    commentState: row[17] as CommentState | null,
    standing: standings[row[18] as number] ?? "plain",
    flags: (row[19] ?? []) as string[],
    form_version: row[20] as number | null,
    dossier: row[21] as string | null,
    page: row[22] as string | null,
    follows: row[23] as string | null,
    locale: row[24] as string | null,
    sequence: row[25] as number | null,
    pressure: row[26] as string | null,
    commentDecision: row[27] as StoredRecord["commentDecision"],
    commentUnit: row[28] as string | null,
  };
}

/** What a reader of records sees besides the rating. */
export type RecordSight = {
  /** The words of comments beside exact time and touchpoint. */
  readonly words: boolean;
  /** Whether somebody told the person what to choose. */
  readonly pressure: boolean;
};

/**
 * What a key sees. From words, time and touchpoint together a unit's staff could tell who wrote; and pressure may have come from
 * the unit. So keys of a unit see neither.
 */
export function recordSight(principal: Principal, { agency }: Organization): RecordSight {
  const ofWholeAgency = subtreeRoot(principal, agency.code) === agency.code;
  return { words: ofWholeAgency && hasScope(principal, "comments:read"), pressure: ofWholeAgency };
}

/**
 * A row as keys of a unit see it: as if nobody had been asked for pressure. A comment is shown by its day, so what would lead from
 * it to a rating with its time is left out.
 */
export function asUnitsSee(whole: StoredRecord): StoredRecord {
  const stored = whole.words === null ? whole : { ...whole, words: null, dossier: null, page: null };
  if (stored.pressure === null) return stored;
  const flags = stored.flags.filter((flag) => flag !== "pressure");
  const standing = stored.standing === "flagged" && flags.length === 0 ? "plain" : stored.standing;
  return { ...stored, flags, standing, pressure: null };
}

/** The row of the contract. */
export function toFeedbackRecord(
  whole: StoredRecord,
  sight: RecordSight,
  offsetOf: (ms: number) => number,
): FeedbackRecord {
  const stored = sight.pressure ? whole : asUnitsSee(whole);
  const { correctedMs, receivedMs, changedMs, words, ...rest } = stored;
  const { commentState: _state, commentDecision: _decision, commentUnit: _unit, ...row } = rest;
  return {
    ...row,
    day: formatDay(row.day),
    corrected_at: localInstant(correctedMs, offsetOf),
    received_at: localInstant(receivedMs, offsetOf),
    updated_at: localInstant(changedMs, offsetOf),
    has_comment: sight.pressure ? words !== null : null,
    comment: sight.words ? words : null,
  };
}

function toUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
