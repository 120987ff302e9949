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
  readonly commentDay: Day | null;
  readonly commentCategory: string | null;
  /** People who rated at its kiosk or counter that day; null where it was said elsewhere, or has no comment. */
  readonly counterPeople: number | null;
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
    commentDay: row[29] as Day | null,
    commentCategory: row[30] as string | null,
    counterPeople: row[31] as number | null,
  };
}

type Rating = { readonly level: number | null; readonly reasons: readonly string[] };

/** The row with what a reader sees of the rating. */
export function withRating(json: string, rating: Rating): string {
  return JSON.stringify((JSON.parse(json) as Listed).with(13, rating.level).with(15, [...rating.reasons]));
}

/**
 * Whether a key sees words beside exact time, touchpoint and rating. From these together a unit's staff could tell who wrote, so
 * only keys of the whole agency see them, with `comments:read`.
 */
export function seesExactWords(principal: Principal, { agency }: Organization): boolean {
  return subtreeRoot(principal, agency.code) === agency.code && hasScope(principal, "comments:read");
}

/** The row of the contract, for a key of the whole agency. `seesWords`: see {@link seesExactWords}. */
export function toFeedbackRecord(
  stored: StoredRecord,
  seesWords: boolean,
  offsetOf: (ms: number) => number,
): FeedbackRecord {
  const { correctedMs, receivedMs, changedMs, words, ...rest } = stored;
  const { commentState: _state, commentDecision: _decision, commentUnit: _unit, ...more } = rest;
  const { commentDay: _day, commentCategory: _category, counterPeople: _people, ...row } = more;
  return {
    ...row,
    day: formatDay(row.day),
    corrected_at: localInstant(correctedMs, offsetOf),
    received_at: localInstant(receivedMs, offsetOf),
    updated_at: localInstant(changedMs, offsetOf),
    has_comment: words !== null,
    comment: seesWords ? words : null,
  };
}

function toUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
