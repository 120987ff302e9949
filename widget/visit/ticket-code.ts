import { checkCharacter, codeAlphabet, isChecked } from "../../shared/encodings/check-character.ts";

/**
 * Ticket such as `H20-7K3M9Q2XHW4TP`: agency, `-`, 12 random characters and 1 check character.
 * @param random 12 random bytes
 */
export function ticketCode(agency: string, random: Uint8Array): string {
  const body = [...random].map((byte) => codeAlphabet.charAt(byte % 32)).join("");
  return `${agency}-${body}${checkCharacter(body)}`;
}

/** Whether a ticket's 13 characters belong together; false also for a code of another shape. */
export function isTicketCode(code: string): boolean {
  const parts = /^[A-Z][A-Z0-9]{1,15}-([2-9A-HJ-NP-Z]{13})$/.exec(code);
  return parts?.[1] !== undefined && isChecked(parts[1]);
}

/** A ticket as it is shown: `H20-7K3M 9Q2X HW4TP`. */
export function spacedTicket(code: string): string {
  return code.replace(/-(.{4})(.{4})/, "-$1 $2 ");
}
