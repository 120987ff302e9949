import type { Masks } from "../../shared/contract/comment.ts";
import { recogniseLegacy } from "../../shared/encodings/recognise-legacy.ts";
import { redact } from "../../shared/redaction/redact.ts";

/** Words as they are kept. */
export type KeptWords = {
  /** Null where nothing is left to see. */
  readonly words: string | null;
  readonly masked: Masks;
  /** The first dossier's code that stood in the words. */
  readonly dossier: string | null;
};

/**
 * What is kept of a person's words: converted from encodings of before Unicode, cleaned, and with personal data masked. All of
 * it in memory, so that nothing else ever gets to the disk. Of kept words it keeps the same again.
 */
export function keepWords(text: string): KeptWords {
  // Before anything is cleaned: ư is a soft hyphen in TCVN3.
  const clean = cleanWords(recogniseLegacy(text)?.converted ?? text);
  if (clean === "") return { words: null, masked: [], dossier: null };
  const { words, found, dossier } = redact(clean);
  const counts = new Map<Masks[number]["kind"], number>();
  for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return { words, masked: [...counts].map(([kind, count]) => ({ kind, count })), dossier };
}

/**
 * What is kept of a dossier's code as somebody typed it. The field takes codes of any system, but no telephone, number of a
 * paper or address: where one stands in it, only a code in its national form is kept of it, or else the marks. Null where
 * nothing is left.
 */
export function keepDossier(given: string): string | null {
  const clean = cleanLine(given);
  const { words, found, dossier } = redact(clean);
  const isCode = found.every(({ kind }) => kind === "dossier");
  return (isCode ? clean : (dossier ?? words)) || null;
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

/** A joiner holds emoji, Persian and Indic letters together; more than one, or one beside a blank, joins nothing. */
const idleJoiners = /(?<=^|\s)[\u200c\u200d]+|[\u200c\u200d]+(?=\s|$)|(?<=[\u200c\u200d])[\u200c\u200d]+/gu;

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
