import { type Day, formatDay } from "../../shared/calendar/day.ts";
import type { FeedbackRecord } from "../../shared/contract/feedback-record.ts";
import { localInstant } from "./local-instant.ts";

/** One feedback as the store hands it out; times in milliseconds since 1970, the day in days since then. */
export type StoredRecord = {
  readonly id: string;
  readonly change: number;
  readonly revision: number;
  readonly unit: string;
  readonly touchpoint: string;
  readonly channel: string;
  readonly service: string | null;
  readonly day: Day;
  readonly answeredAt: string;
  readonly revisedAt: string | null;
  readonly correctedMs: number;
  readonly receivedMs: number;
  readonly changedMs: number;
  readonly level: number | null;
  readonly answers: Readonly<Record<string, number>>;
  readonly reasons: readonly string[];
  readonly words: string | null;
  readonly commentState: string | null;
  readonly standing: FeedbackRecord["standing"];
  readonly flags: readonly string[];
  readonly formVersion: number | null;
  readonly dossier: string | null;
  readonly page: string | null;
  readonly follows: string | null;
  readonly locale: string | null;
  readonly sequence: number | null;
};

const standings = ["plain", "flagged", "set_aside"] as const;

type Listed = [
  ...[id: string, change: number, revision: number, unit: string, touchpoint: string, channel: string, service: string],
  ...[
    day: Day,
    answeredAt: string,
    revisedAt: string | null,
    correctedMs: number,
    receivedMs: number,
    changedMs: number,
  ],
  ...[level: number | null, answers: Record<string, number> | null, reasons: string[] | null, words: string | null],
  ...[commentState: string | null, standing: number, flags: string[] | null, formVersion: number | null],
  ...[dossier: string | null, page: string | null, follows: string | null, locale: string | null],
  ...[sequence: number | null],
];

/** Reads a row that the store wrote as a JSON list. */
export function readStoredRecord(row: Listed): StoredRecord {
  const [id, change, revision, unit, touchpoint, channel, service, day, ...later] = row;
  const [answeredAt, revisedAt, correctedMs, receivedMs, changedMs, level, answers, reasons, ...last] = later;
  const [words, commentState, standing, flags, formVersion, dossier, page, follows, locale, sequence] = last;
  return {
    id: toUuid(id),
    change,
    revision,
    unit,
    touchpoint,
    channel,
    service: service === "" ? null : service,
    day,
    answeredAt,
    revisedAt,
    correctedMs,
    receivedMs,
    changedMs,
    level,
    answers: answers ?? {},
    reasons: reasons ?? [],
    words,
    commentState,
    standing: standings[standing] ?? "plain",
    flags: flags ?? [],
    formVersion,
    dossier,
    page,
    follows,
    locale,
    sequence,
  };
}

/** What a reader of records sees: `words` says whether the words of comments may stand in them. */
export type RecordSight = { readonly words: boolean; readonly offsetOf: (ms: number) => number };

/** The row of the contract. */
export function toFeedbackRecord(stored: StoredRecord, { words, offsetOf }: RecordSight): FeedbackRecord {
  const { change, id, revision, unit, touchpoint, channel, service, level, standing } = stored;
  const { dossier, page, follows, locale, sequence } = stored;
  return {
    ...{ change, id, revision, unit, touchpoint, channel, service },
    day: formatDay(stored.day),
    answered_at: stored.answeredAt,
    revised_at: stored.revisedAt,
    corrected_at: localInstant(stored.correctedMs, offsetOf),
    received_at: localInstant(stored.receivedMs, offsetOf),
    updated_at: localInstant(stored.changedMs, offsetOf),
    level,
    answers: { ...stored.answers },
    reasons: [...stored.reasons],
    has_comment: stored.words !== null,
    comment: words ? stored.words : null,
    standing,
    flags: [...stored.flags],
    form_version: stored.formVersion,
    ...{ dossier, page, follows, locale, sequence },
  };
}

function toUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
