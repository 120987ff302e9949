import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import { localInstant, type WallTime } from "../clock/local-instant.ts";
import { addressIn } from "../config/server-address.ts";
import type { DrawnConfig } from "../config/touchpoint-config.ts";
import type { OutboxNews } from "../outbox/drain-outbox.ts";
import type { KeptWhere } from "../outbox/start-outbox.ts";
import { cleanText } from "./comment.ts";

/** A revision may come this long after the first tap, in milliseconds, as in the contract. */
export const reviseWithinMs: number = 15 * 60 * 1000;
/** A comment may follow a rating for this long, in milliseconds, as in the contract. */
export const followWithinMs: number = 7 * 24 * 60 * 60 * 1000;

/** A person's wall clock, and a monotonic one that nobody sets. */
export type Now = WallTime & { readonly monotonicMs: number };

/** What is fixed by the first tap. */
export type DraftContext = Pick<FeedbackItem, "touchpoint"> &
  Partial<
    Pick<FeedbackItem, "form_version" | "dossier" | "service" | "page" | "locale" | "browser_key" | "signs" | "test">
  >;

/** What a person's act changes; a comment and ticket set to undefined are taken back. */
export type DraftChange = Partial<Pick<FeedbackItem, "level" | "answers" | "pressure" | "follows">> & {
  readonly reasons?: readonly string[];
  readonly comment?: string | undefined;
  readonly ticket?: string | undefined;
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

/** Whether a comment may still follow a feedback, by the time that its id tells (RFC 9562 §5.7); false also for no id. */
export function mayFollow(id: string, nowMs: number): boolean {
  const [, high, low] = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.exec(id) || [];
  return high !== undefined && nowMs - Number.parseInt(`${high}${low}`, 16) <= followWithinMs;
}

/** Where a feedback is, in its newest revision. */
export type Delivery = {
  /** Being written, on the device, in memory alone, held up on its way, or answered. */
  readonly state: "none" | "writing" | KeptWhere | "unreachable" | "busy" | "receipted" | "refused";
  /** Whether the newest revision lies in this page's memory alone. */
  readonly isInMemory: boolean;
  /** Whether the server has it, if in an older revision. */
  readonly isThere: boolean;
  /** Status of the server's refusal, if it gave no receipt. */
  readonly status?: number;
  /** The server's answer to the newest revision, once it is there. */
  readonly receipt?: FeedbackReceipt;
};

/** Nothing was said yet. */
export const noDelivery: Delivery = { state: "none", isInMemory: false, isThere: false };

/** A revision has been made and is being written. */
export function underWay({ isThere }: Delivery, { item }: FeedbackDraft): Delivery {
  return { state: "writing", isInMemory: false, isThere: isThere && item.revision > 1 };
}

/** Returns the delivery after a revision was stored. An answer that came before stays. */
export function storedIn(delivery: Delivery, where: KeptWhere): Delivery {
  return { ...delivery, isInMemory: where === "memory", state: delivery.state === "writing" ? where : delivery.state };
}

/** Returns the delivery after news of the outbox. News of other feedback or of an older revision change nothing. */
export function heard(delivery: Delivery, draft: FeedbackDraft | null, news: OutboxNews): Delivery {
  if (news.kind === "delayed") {
    const isWaiting = /device|memory|unreachable|busy/.test(delivery.state);
    if (!isWaiting) return delivery;
    const { status, ...before } = delivery;
    return { ...before, state: news.isBusy ? "busy" : "unreachable", ...(news.status && { status: news.status }) };
  }
  const { receipt } = news.settlement;
  if (!draft || receipt.id !== draft.item.id || receipt.revision !== draft.item.revision) return delivery;
  const isThere = receipt.outcome !== "refused";
  return { ...delivery, isThere, receipt, state: isThere ? "receipted" : "refused" };
}

/** What surrounds a feedback: the host page's attributes by name (empty: not given), its address, what was shown. */
export type HostFacts = {
  readonly attribute: (name: string) => string;
  readonly address: string;
  readonly locale: string;
  readonly config: DrawnConfig;
};

const dossierMaxLength = 64;
const pageMaxLength = 200;

/**
 * Returns what a feedback says of where it was given. What the server would refuse is left out, since a mistake in the host page
 * must not cost a rating.
 */
export function draftContext({ attribute, address, locale, config }: HostFacts): DraftContext {
  const service = attribute("service");
  const dossier = cleanText(attribute("dossier"));
  const page = cleanText(pageKey(attribute("page"), address));
  const { version } = config.form;
  return {
    touchpoint: attribute("touchpoint"),
    locale,
    ...(page && { page }),
    ...(version && { form_version: version }),
    ...(dossier && dossier.length <= dossierMaxLength && { dossier }),
    ...(!config.service && /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/.test(service) && { service }),
  };
}

/**
 * Returns the key of the page where feedback was given, at most 200 characters: the host's key as it is, or an address's path
 * without query and fragment, which may name a person.
 * @param given the `page` attribute; empty: the page's own path stands
 * @param address the page's own address
 */
export function pageKey(given: string, address: string): string {
  const isAddress = /^[/?#.]|:\/\/|^$/.test(given);
  return (isAddress ? addressIn(given, address).pathname : given).slice(0, pageMaxLength);
}

/**
 * UUIDv7 in lower case (RFC 9562 §5.7): 48 bits of time, then random bits.
 * @param atMs milliseconds since 1970, 0 to 2^48 − 1
 * @param random 10 random bytes
 */
export function uuidV7(atMs: number, random: Uint8Array): string {
  const bits = [...random].map((byte) => (byte + 256).toString(16).slice(1)).join("");
  const variant = "89ab".charAt((random[9] || 0) % 4);
  const hex = atMs.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${bits.slice(0, 3)}-${variant}${bits.slice(3, 6)}-${bits.slice(6, 18)}`;
}

/**
 * Returns a secret of 22 url-safe characters. Only who has it can amend the feedback.
 * @param random 17 random bytes, of which 132 bits are used
 */
export function amendKey(random: Uint8Array): string {
  const standard = btoa(String.fromCharCode(...random)).slice(0, 22);
  return standard.replace(/\+/g, "-").replace(/\//g, "_");
}
