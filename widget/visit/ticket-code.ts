import { isChecked, spacedTicket, ticketCode } from "../../shared/encodings/check-character.ts";

export { spacedTicket, ticketCode };

/** Whether a ticket's 13 characters belong together; false also for a code of another shape. */
export function isTicketCode(code: string): boolean {
  const parts = /^[A-Z][A-Z0-9]{1,15}-([2-9A-HJ-NP-Z]{13})$/.exec(code);
  return parts?.[1] !== undefined && isChecked(parts[1]);
}
