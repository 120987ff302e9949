import { isTicketCode } from "../visit/comment.ts";

/**
 * A ticket as somebody typed, pasted or scanned it: in small letters, with blanks or dashes anywhere, as the address that its
 * QR code holds. Null where it is none, also where its agency is missing: that is never guessed.
 */
export function typedTicket(text: string): string | null {
  const characters = text
    .replace(/^.*#/s, "")
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();
  const code = `${characters.slice(0, -13)}-${characters.slice(-13)}`;
  return isTicketCode(code) ? code : null;
}

/** Whether everything but the agency's part is there. */
export function lacksAgency(text: string): boolean {
  return text.replace(/[^A-Za-z0-9]/g, "").length === 13;
}

/** A ticket to be read aloud, character by character in its groups: `H 2 0, 7 K 3 M, 9 Q 2 X, H W 4 T P`. */
export function spelledTicket(code: string): string {
  return code
    .replace(/-(.{4})(.{4})/, "-$1-$2-")
    .split("-")
    .map((group) => [...group].join(" "))
    .join(", ");
}
