import type { Language } from "./pick-messages.ts";
import { fillPlaces } from "./pick-messages.ts";
import { deskEn } from "./desk-en.ts";
import type { DeskMessageKey, DeskMessages } from "./desk-vi.ts";
import { deskVi } from "./desk-vi.ts";

const languages: Readonly<Record<Language, DeskMessages>> = { vi: deskVi, en: deskEn };

/** Text of a key of the page by which units answer, with its `{name}` places filled in. */
export type DeskSay = (key: DeskMessageKey, places?: Readonly<Record<string, string | number>>) => string;

/** Speaks one language on the page by which units answer. */
export function pickDeskMessages(language: Language): DeskSay {
  return (key, places = {}) => fillPlaces(languages[language][key], places);
}
