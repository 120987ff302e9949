import type { KioskMessageKey } from "./kiosk-vi.ts";
import type { KioskSay } from "./pick-kiosk-messages.ts";
import type { Language } from "./pick-messages.ts";
import { fillPlaces } from "./pick-messages.ts";
import { technicalEn } from "./technical-en.ts";
import type { TechnicalMessageKey, TechnicalMessages } from "./technical-vi.ts";
import { technicalVi } from "./technical-vi.ts";

const languages: Readonly<Record<Language, TechnicalMessages>> = { vi: technicalVi, en: technicalEn };

/** Text of a technician's or a kiosk's key. */
export type TechnicalSay = (
  key: TechnicalMessageKey | KioskMessageKey,
  places?: Readonly<Record<string, string | number>>,
) => string;

/** Speaks the technician's words, and by `say` those that everybody sees. */
export function pickTechnicalMessages(language: Language, say: KioskSay): TechnicalSay {
  const own: Readonly<Record<string, string>> = languages[language];
  return (key, places = {}) => {
    const text = own[key];
    return text === undefined ? say(key as KioskMessageKey, places) : fillPlaces(text, places);
  };
}
