import { isChecked } from "../../shared/encodings/check-character.ts";

export { spacedTicket, ticketCode } from "../../shared/encodings/check-character.ts";

/** Longest comment, in code points after NFC, as in the contract. */
export const commentMaxCodePoints = 4000;
/** Longest comment, in bytes of UTF-8, as in the contract. */
export const commentMaxBytes = 12_000;

/** With fewer characters left than this, code points and bytes are counted; before, characters as people see them. */
const nearlyFull = 200;

/**
 * Returns a text that the server can store: in NFC, trimmed, without control characters (tabs and line breaks stay) and
 * without half surrogate pairs.
 */
export function cleanText(text: string): string {
  return (
    text
      .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (match) => (match.length > 1 ? match : ""))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what goes
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
      .normalize("NFC")
      .trim()
  );
}

/**
 * How many more characters fit into a comment, counted as a person counts; negative: how many are too many.
 * Any whole number up to 4,000.
 */
export function charactersLeft(text: string): number {
  const clean = cleanText(text);
  const bytes = new TextEncoder().encode(clean).length;
  // Three bytes a character: no letter of Vietnamese needs more.
  const room = Math.min(commentMaxCodePoints - [...clean].length, Math.floor((commentMaxBytes - bytes) / 3));
  return room < nearlyFull ? room : commentMaxCodePoints - graphemes(clean);
}

function graphemes(text: string): number {
  return [...("Segmenter" in Intl ? new Intl.Segmenter("vi").segment(text) : text)].length;
}

/** Whether a ticket's 13 characters belong together; false also for a code of another shape. */
export function isTicketCode(code: string): boolean {
  const parts = /^[A-Z][A-Z0-9]{1,15}-([2-9A-HJ-NP-Z]{13})$/.exec(code);
  return parts?.[1] !== undefined && isChecked(parts[1]);
}
