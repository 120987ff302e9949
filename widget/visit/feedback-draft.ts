import type { Answer } from "../../shared/contract/form.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import { amendKey } from "./amend-key.ts";
import type { WallTime } from "../clock/local-instant.ts";
import { localInstant } from "../clock/local-instant.ts";
import { uuidV7 } from "./uuid-v7.ts";

/** A revision may come this long after the first tap, in milliseconds, as in the contract. */
export const reviseWithinMs: number = 15 * 60 * 1000;

/** A person's wall clock, and a monotonic one that nobody sets. */
export type Now = WallTime & { readonly monotonicMs: number };

/** What is fixed by the first tap. */
export type DraftContext = Pick<FeedbackItem, "touchpoint"> &
  Partial<Pick<FeedbackItem, "form_version" | "dossier" | "service" | "page" | "locale" | "browser_key">>;

/** What a person's act changes; a comment and ticket set to undefined are taken back. */
export type DraftChange = {
  readonly level?: number | null;
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly reasons?: readonly string[];
  readonly comment?: string | undefined;
  readonly ticket?: string | undefined;
  readonly follows?: string;
};

/** One person's feedback in its newest revision, and the monotonic time of its first tap. */
export type FeedbackDraft = { readonly item: FeedbackItem; readonly tappedAtMs: number };

/** What a first tap needs besides the choice itself. `random` gives that many random bytes. */
export type DraftStart = {
  readonly context: DraftContext;
  readonly now: Now;
  readonly random: (bytes: number) => Uint8Array;
};

/** Revision 1. Its id, its secret and its time are made here, at the tap. */
export function startDraft(change: DraftChange, { context, now, random }: DraftStart): FeedbackDraft {
  const item = {
    id: uuidV7(now.ms, random(10)),
    revision: 1,
    amend_key: amendKey(random(17)),
    answered_at: localInstant(now),
    level: null,
    ...context,
    ...change,
  };
  return { item: item as FeedbackItem, tappedAtMs: now.monotonicMs };
}

/**
 * The next revision: always the whole snapshot. Its time is the first tap's plus what the monotonic clock says has passed,
 * so that setting the wall clock changes nothing. Undefined: more than 15 minutes have passed, the feedback is closed.
 */
export function reviseDraft(
  { item, tappedAtMs }: FeedbackDraft,
  change: DraftChange,
  now: Now,
): FeedbackDraft | undefined {
  const passedMs = Math.round(now.monotonicMs - tappedAtMs);
  if (passedMs > reviseWithinMs) return undefined;
  const revised_at = localInstant({ ms: Date.parse(item.answered_at) + passedMs, offsetMinutes: now.offsetMinutes });
  return { item: { ...item, ...change, revision: item.revision + 1, revised_at } as FeedbackItem, tappedAtMs };
}
