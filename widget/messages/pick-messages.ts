import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import { en } from "./en.ts";
import type { MessageKey, Messages } from "./vi.ts";
import { vi } from "./vi.ts";

/** Languages that are complete. */
export type Language = "vi" | "en";

const languages: Readonly<Record<Language, Messages>> = { vi, en };

/** Text of a key, with its `{name}` places filled in. */
export type Say = (key: MessageKey, places?: Readonly<Record<string, string | number>>) => string;

/** Language of a `lang` attribute: English for `en` and its kinds, else Vietnamese. */
export function pickLanguage(tag: string): Language {
  return /^en\b/i.test(tag) ? "en" : "vi";
}

/** The text in that language; a missing English one falls back to Vietnamese. */
export function inLanguage(text: LocalizedText, language: Language): string {
  return (language === "en" && text.en) || text.vi;
}

/** Speaks one language. `own` are a touchpoint's texts, which stand before ours where they have the key. */
export function pickMessages(language: Language, own: Readonly<Record<string, LocalizedText>>): Say {
  return (key, places = {}) => {
    const given = own[key];
    const text = given ? inLanguage(given, language) : languages[language][key];
    return fillPlaces(text, places);
  };
}

/** Fills `{name}` places in; one that nothing is given for stays. */
export function fillPlaces(text: string, places: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(name in places ? places[name] : whole));
}
