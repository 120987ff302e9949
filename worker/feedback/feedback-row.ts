import type { Day } from "../../shared/calendar/day.ts";
import { cleanLine } from "../../shared/codes.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { Answer } from "../../shared/contract/form.ts";
import type { Masks } from "../../shared/contract/comment.ts";
import { keepDossier, keepWords } from "./keep-words.ts";
import { maskPage } from "./mask-page.ts";

/** Whether a feedback is counted, counted and flagged, or set aside by a person's decision. Stored as its place in this list. */
export const standings = ["plain", "flagged", "set_aside"] as const;

/** See {@link standings}. */
export type Standing = (typeof standings)[number];

/** What a person said in one revision, in a canonical form, so that two revisions can be compared. */
export type Snapshot = {
  readonly touchpoint: string;
  readonly answeredAt: string;
  readonly revisedAt: string | null;
  readonly level: number | null;
  /** Question → answer, in order of the question's id. */
  readonly answers: Readonly<Record<string, Answer>> | null;
  /** Reason ids, each once, in order. */
  readonly reasons: readonly string[] | null;
  /** Cleaned and masked. No other words are stored. */
  readonly comment: string | null;
  /** What was masked in the comment; null without one. */
  readonly masked: Masks | null;
  /** Its hash, as of every code that an item brings. */
  readonly ticket: string | null;
  readonly formVersion: number | null;
  readonly dossier: string | null;
  readonly givenService: string | null;
  readonly page: string | null;
  readonly follows: string | null;
  readonly locale: string | null;
  readonly sequence: number | null;
  /** Whether somebody told the person what to choose, by their own account. Null if they were not asked. */
  readonly pressure: NonNullable<FeedbackItem["pressure"]> | null;
};

/** One stored feedback: its highest revision, and the values that its first stored revision fixed. */
export type FeedbackRow = {
  readonly id: string;
  readonly revision: number;
  /** Its hash. */
  readonly amendKey: string;
  /** Fixed by the first stored revision: unit, service ("" for none), channel, day, corrected and received time. */
  readonly unit: string;
  readonly service: string;
  readonly channel: string;
  readonly day: Day;
  readonly correctedMs: number;
  readonly receivedMs: number;
  readonly changedMs: number;
  readonly standing: Standing;
  readonly flags: readonly string[];
  /** Whether the ticket's holder has withdrawn the words. No revision brings them back. */
  readonly hasWithdrawn: boolean;
  readonly snapshot: Snapshot;
};

/** The canonical form of an item that passed the contract. */
export function snapshotOf(item: FeedbackItem): Snapshot {
  const kept = item.comment === undefined ? null : keepWords(item.comment);
  return {
    touchpoint: item.touchpoint,
    answeredAt: item.answered_at,
    revisedAt: item.revised_at ?? null,
    level: item.level,
    answers: orderedAnswers(item.answers),
    reasons: item.reasons?.length ? [...new Set(item.reasons)].sort() : null,
    comment: kept?.words ?? null,
    masked: kept && kept.words !== null ? kept.masked : null,
    // A ticket follows a comment. Without words there is nothing to follow.
    ticket: (kept?.words != null && item.ticket) || null,
    formVersion: item.form_version ?? null,
    dossier: (item.dossier === undefined ? null : keepDossier(item.dossier)) ?? kept?.dossier ?? null,
    givenService: item.service ?? null,
    page: keptPage(item.page),
    follows: item.follows ?? null,
    locale: item.locale ?? null,
    sequence: item.sequence ?? null,
    pressure: item.pressure ?? null,
  };
}

/** The row with these flags, each once. A row that a person has set aside stays set aside. */
export function withFlags(row: FeedbackRow, given: readonly string[]): FeedbackRow {
  if (given.length === 0 && row.flags.length === 0) return row;
  const flags = [...new Set(given)];
  const counted = flags.length > 0 ? "flagged" : "plain";
  return { ...row, flags, standing: row.standing === "set_aside" ? "set_aside" : counted };
}

/** The item without its words. */
export function withoutWords({ comment: _, ...item }: FeedbackItem): FeedbackItem {
  return item;
}

/** Whether two revisions have the same content. A revision time may be missing if it equals the time of the first tap. */
export function sameContent(one: Snapshot, other: Snapshot): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

/** Rows from before pages were masked are compared by what would be kept of them now. */
function comparable({ masked: _, ...snapshot }: Snapshot): unknown {
  const answeredMs = Date.parse(snapshot.answeredAt);
  const revisedMs = snapshot.revisedAt === null ? answeredMs : Date.parse(snapshot.revisedAt);
  const page = keptPage(snapshot.page ?? undefined);
  const dossier = snapshot.dossier === null ? null : keepDossier(snapshot.dossier);
  return { ...snapshot, page, dossier, answeredAt: answeredMs, revisedAt: revisedMs };
}

function orderedAnswers(answers: FeedbackItem["answers"]): Record<string, Answer> | null {
  const entries = Object.entries(answers ?? {});
  if (entries.length === 0) return null;
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * The part of the page's name that is stored. Of an address this is the path: query and fragment may hold names and codes.
 * Of a key that the host names it is what stands before `?` or `#`. Personal data in it is masked. Null if nothing is left.
 */
export function keptPage(page: string | undefined): string | null {
  if (page === undefined) return null;
  const path = pathOf(page);
  // Blanks before it stay: they are part of a key that the host names.
  return path === null ? null : maskPage(path.replace(/\S.*/su, cleanLine)).slice(0, 200) || null;
}

function pathOf(page: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(page)) return URL.canParse(page) ? new URL(page).pathname : null;
  return page.replace(/[?#].*$/su, "");
}
