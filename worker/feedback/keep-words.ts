import { cleanLine, cleanWords } from "../../shared/codes.ts";
import type { Masks } from "../../shared/contract/comment.ts";
import { recogniseLegacy } from "../../shared/encodings/recognise-legacy.ts";
import { redact } from "../../shared/redaction/redact.ts";

export { cleanWords, mostMarks } from "../../shared/codes.ts";

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
