import { redact } from "../../shared/redaction/redact.ts";
import { cleanWords } from "./clean-words.ts";

/**
 * What is kept of a dossier's code as somebody typed it. The field takes codes of any system, but no telephone, number of a
 * paper or address: where one stands in it, only a code in its national form is kept of it, or else the marks. Null where
 * nothing is left.
 */
export function keepDossier(given: string): string | null {
  const clean = cleanWords(given);
  const { words, found, dossier } = redact(clean);
  const isCode = found.every(({ kind }) => kind === "dossier");
  return (isCode ? clean : (dossier ?? words)) || null;
}
