import { isTicketCode } from "../visit/comment.ts";

/**
 * Reads a ticket as somebody typed, pasted or scanned it: in small letters, with blanks or dashes anywhere, or as the address in
 * its QR code. Null if it is none or its agency is missing, which is never guessed.
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
