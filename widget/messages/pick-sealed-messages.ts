import type { Language } from "./pick-messages.ts";
import { fillPlaces } from "./pick-messages.ts";
import { sealedEn } from "./sealed-en.ts";
import type { SealedMessageKey, SealedMessages } from "./sealed-vi.ts";
import { sealedVi } from "./sealed-vi.ts";

const languages: Readonly<Record<Language, SealedMessages>> = { vi: sealedVi, en: sealedEn };

/** Text of a key of the sealed pages, with its `{name}` places filled in. */
export type SealedSay = (key: SealedMessageKey, places?: Readonly<Record<string, string | number>>) => string;

/** Speaks one language on the pages of sealed reports. */
export function pickSealedMessages(language: Language): SealedSay {
  return (key, places = {}) => fillPlaces(languages[language][key], places);
}
