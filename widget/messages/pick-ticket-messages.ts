import type { Language } from "./pick-messages.ts";
import { fillPlaces } from "./pick-messages.ts";
import { ticketEn } from "./ticket-en.ts";
import type { TicketMessageKey, TicketMessages } from "./ticket-vi.ts";
import { ticketVi } from "./ticket-vi.ts";

const languages: Readonly<Record<Language, TicketMessages>> = { vi: ticketVi, en: ticketEn };

/** Text of a key of the page that looks a comment up, with its `{name}` places filled in. */
export type TicketSay = (key: TicketMessageKey, places?: Readonly<Record<string, string | number>>) => string;

/** Speaks one language on the page that looks a comment up. */
export function pickTicketMessages(language: Language): TicketSay {
  return (key, places = {}) => fillPlaces(languages[language][key], places);
}
