import { v7 } from "uuid";
import { agencyOf, cleanWords, ticketCode as ticketShape, uuidV7 } from "../../shared/codes.ts";
import {
  commentMaxBytes,
  commentMaxCodePoints,
  type FeedbackItem,
  reviseWithinMs,
  utf8Bytes,
} from "../../shared/contract/feedback.ts";
import { ticketCode } from "../../shared/encodings/check-character.ts";
import { encodeBase64url } from "../crypto/base64url.ts";
import type { VisitorDeps } from "./visitor-page.ts";

/** Keys that identify a form, however often it is sent. They are made with the page. */
export type FormKeys = {
  /** UUIDv7 of the moment when the page was made. */
  readonly id: string;
  /** The amend key: without it nobody changes what was sent under the id. */
  readonly key: string;
  readonly ticket: string;
};

/** A form as somebody has filled it in; `keys` is null if they are missing, made up or too old. */
export type FilledForm = {
  readonly keys: FormKeys | null;
  readonly level: number | null;
  readonly reasons: readonly string[];
  readonly comment: string;
};

/** A form that nobody has filled in. */
export const emptyForm: FilledForm = { keys: null, level: null, reasons: [], comment: "" };

/** How long a page may stay open. After that its time is no longer the time of the rating. */
const openWithinMs = 2 * 60 * 60 * 1000;
/** Another instance's clock may be ahead. */
const aheadMs = 60 * 1000;

/** Keys for a form of a touchpoint that is shown now. */
export function newKeys(
  { nowMs, randomBytes }: Pick<VisitorDeps, "nowMs" | "randomBytes">,
  touchpoint: string,
): FormKeys {
  return {
    id: v7({ msecs: nowMs(), random: randomBytes(16) }),
    key: encodeBase64url(randomBytes(16)),
    ticket: ticketCode(agencyOf(touchpoint), randomBytes(12)),
  };
}

/** Reads what was sent. Control characters are removed and line breaks made single, so that the text counts as people count. */
export function readFilled(sent: URLSearchParams, nowMs: number): FilledForm {
  const level = Number(sent.get("level"));
  return {
    keys: keysIn(sent, nowMs),
    level: [1, 2, 3, 4, 5].includes(level) ? level : null,
    reasons: sent.getAll("reason"),
    comment: (sent.get("comment") ?? "")
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what goes
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
      .normalize("NFC"),
  };
}

function keysIn(sent: URLSearchParams, nowMs: number): FormKeys | null {
  const [id = "", key = "", ticket = ""] = ["id", "key", "ticket"].map((name) => sent.get(name) ?? "");
  const isWhole = uuidV7.safeParse(id).success && /^[\w-]{22}$/.test(key) && ticketShape.safeParse(ticket).success;
  if (!isWhole) return null;
  const ageMs = nowMs - madeMs(id);
  return ageMs < -aheadMs || ageMs > openWithinMs ? null : { id, key, ticket };
}

/** The time in a UUIDv7 (RFC 9562 §5.7), in milliseconds since 1970. */
export function madeMs(id: string): number {
  return Number.parseInt(id.slice(0, 13).replace("-", ""), 16);
}

/** Characters by which a comment is too long; 0 if it fits. */
export function tooLongBy(comment: string): number {
  const text = comment.trim();
  // Three bytes a character: no letter of Vietnamese needs more.
  const overBytes = Math.ceil((utf8Bytes(text) - commentMaxBytes) / 3);
  return Math.max(0, [...text].length - commentMaxCodePoints, overBytes);
}

/** Whether a comment has any text. */
export function saysSomething(comment: string): boolean {
  return cleanWords(comment) !== "";
}

/** What an item says besides what was filled in. */
export type ItemContext = {
  readonly touchpoint: string;
  readonly follows: string | null;
  readonly locale: string;
  readonly formVersion: number;
  readonly nowMs: number;
};

/**
 * Returns the item of a form. Its revision counts the seconds since the page was made: a form that is sent again revises the same
 * feedback. After 15 minutes nothing changes any more.
 */
export function itemOf(filled: FilledForm, keys: FormKeys, context: ItemContext): FeedbackItem {
  const { touchpoint, follows, locale, formVersion, nowMs } = context;
  const openedMs = madeMs(keys.id);
  const seconds = Math.floor(Math.min(Math.max(0, nowMs - openedMs), reviseWithinMs) / 1000);
  const comment = filled.comment.trim();
  const isRating = follows === null;
  return {
    ...{ id: keys.id, revision: seconds + 1, amend_key: keys.key, touchpoint },
    answered_at: new Date(openedMs).toISOString(),
    revised_at: new Date(openedMs + seconds * 1000).toISOString(),
    level: isRating ? filled.level : null,
    ...(isRating && filled.reasons.length > 0 ? { reasons: [...filled.reasons] } : {}),
    ...(saysSomething(comment) ? { comment, ticket: keys.ticket } : {}),
    ...(follows === null ? {} : { follows }),
    ...{ form_version: formVersion, page: "/rate", locale },
  };
}
