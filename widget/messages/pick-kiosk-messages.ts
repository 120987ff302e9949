import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import { kioskEn } from "./kiosk-en.ts";
import type { KioskMessageKey, KioskMessages } from "./kiosk-vi.ts";
import { kioskVi } from "./kiosk-vi.ts";
import type { Language } from "./pick-messages.ts";
import { fillPlaces, inLanguage } from "./pick-messages.ts";

const languages: Readonly<Record<Language, KioskMessages>> = { vi: kioskVi, en: kioskEn };

/** Text of a kiosk's key, with its `{name}` places filled in. */
export type KioskSay = (key: KioskMessageKey, places?: Readonly<Record<string, string | number>>) => string;

/** Speaks one language on a kiosk. `own` are a touchpoint's texts, which stand before ours where they have the key. */
export function pickKioskMessages(language: Language, own: Readonly<Record<string, LocalizedText>>): KioskSay {
  return (key, places = {}) => {
    const given = own[key];
    return fillPlaces(given ? inLanguage(given, language) : languages[language][key], places);
  };
}
