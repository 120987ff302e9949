import * as z from "zod/mini";

/**
 * Whether a text is well-formed Unicode without control characters; tabs and line breaks are allowed. UTF-8 cannot
 * store lone surrogates.
 */
export function isCleanText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern looks for control characters
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) return false;
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

const cleanText = z.refine<string>(isCleanText, "must be whole Unicode text without control characters");

/** Clean text of 1..`max` UTF-16 units. */
export function textUpTo(max: number): z.ZodMiniString<string> {
  return z.string().check(z.minLength(1), z.maxLength(max), cleanText);
}

const hasSomething = z.refine<string>((text) => text !== "", "must hold something to see");

/** Text of 1..`max` UTF-16 units that the office writes to be shown, as {@link cleanWords} leaves it. */
export function shownTextUpTo(max: number): z.ZodMiniString<string> {
  return textUpTo(max).check(z.overwrite(cleanWords), hasSomething);
}

/** A name of 1..`max` UTF-16 units, as {@link cleanLine} leaves it. */
export function nameUpTo(max: number): z.ZodMiniString<string> {
  return textUpTo(max).check(z.overwrite(cleanLine), hasSomething);
}

/** {@link cleanWords} in one line. */
export function cleanLine(text: string): string {
  return cleanWords(text).replace(/\s+/g, " ");
}

/** Most combining marks that stay on one letter after NFC: Vietnamese needs none then, Thai two, Hebrew with points four. */
export const mostMarks = 4;

/**
 * Signs that order, hide or disguise text without being seen: controls of the direction of writing, zero-width signs,
 * invisible operators, fillers, tags and selectors that only carry hidden data, and the controls of C1.
 */
const unseen = new RegExp(
  `[${[
    "\\u0080-\\u0084\\u0086-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200e\\u200f",
    "\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0d\\ufeff\\uffa0\\ufff0-\\ufffb\\u{e0000}-\\u{e0fff}",
  ].join("")}]`,
  "gu",
);

/**
 * A joiner holds emoji, Persian and Indic letters together; more than one, or one beside a blank or between Latin letters or
 * digits, joins nothing.
 */
const idleJoiners =
  /(?<=^|\s)[\u200c\u200d]+|[\u200c\u200d]+(?=\s|$)|(?<=[\u200c\u200d])[\u200c\u200d]+|(?<=[\p{Script=Latin}\p{N}]\p{M}{0,4})[\u200c\u200d](?=[\p{Script=Latin}\p{N}])/gu;

const tooManyMarks = new RegExp(`(\\p{M}{${mostMarks}})\\p{M}+`, "gu");

/**
 * Words as they may be stored and shown: NFC; nothing that turns the direction of writing, hides or disguises; at most
 * four marks on a letter, the others cut; every line break a line feed, at most two empty lines together. Letters of any
 * language, emoji and signs such as `<` stay as they are: what shows words writes them as text. Empty where nothing is
 * left to see. Cleaning once more changes nothing.
 */
export function cleanWords(text: string): string {
  const plain = text
    .normalize("NFC")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(unseen, "")
    .replace(idleJoiners, "")
    .replace(tooManyMarks, "$1")
    .replace(/[^\S\n]+\n/g, "\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim()
    .normalize("NFC");
  return /[^\p{M}\p{Z}\p{C}]/u.test(plain) ? plain : "";
}

/** Agency code such as `H20`. */
export const agencyCode = z.string().check(z.regex(/^[A-Z][A-Z0-9]{1,15}$/, "must be an agency code such as H20"));

/** Touchpoint id: agency code, `-`, 10 characters of Crockford's base 32 in lower case. */
export const touchpointId = z
  .string()
  .check(z.regex(/^[A-Z][A-Z0-9]{1,15}-[0-9a-hjkmnp-tv-z]{10}$/, "must be a touchpoint id such as H20-7k3m9q2x4t"));

/** Unit code: the agency's own. A code is never used again. */
export const unitCode = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, "must be a unit code of 1 to 32 letters, digits, . _ -"));

/** National code of an administrative procedure, such as `1.004227`. */
export const serviceId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, "must be a service code such as 1.004227"));

/** Id of a form, question, reason or channel: lower case. */
export const slug = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{0,63}$/, "must be lower-case letters, digits and hyphens, starting with a letter"));

/** UUID of any version, lower case. */
export const uuid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, "must be a UUID in lower case"));

/** UUID version 7 (RFC 9562 §5.7), lower case. */
export const uuidV7 = z
  .string()
  .check(
    z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, "must be a UUIDv7 in lower case"),
  );

/** Ticket code: agency code, `-`, 12 random characters of base 32, 1 check character. */
export const ticketCode = z
  .string()
  .check(z.regex(/^[A-Z][A-Z0-9]{1,15}-[0-9A-HJ-NP-Z]{13}$/, "must be a ticket code such as H20-7K3M9Q2XHW4TP"));

/** Officer code: the agency's own number on a roster, never a name. */
export const officerCode = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, "must be an officer's code of 1 to 32 letters, digits, . _ -"));

/** Returns the agency code that a touchpoint id or ticket code begins with. */
export function agencyOf(id: string): string {
  return id.slice(0, id.indexOf("-"));
}

/** Instant in ISO 8601 with an offset. It is stored as given, so nanoseconds set its length. */
export const instant = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 time with an offset" })
  .check(z.maxLength(40));

/** Calendar day `YYYY-MM-DD`. */
export const calendarDay = z.iso.date("must be a calendar day such as 2026-11-24");
