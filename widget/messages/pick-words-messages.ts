import type { MaskKind } from "../../shared/contract/comment.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { Language } from "./pick-messages.ts";
import { fillPlaces, inLanguage } from "./pick-messages.ts";
import { wordsEn } from "./words-en.ts";
import type { WordsMessageKey, WordsMessages } from "./words-vi.ts";
import { wordsVi } from "./words-vi.ts";

const languages: Readonly<Record<Language, WordsMessages>> = { vi: wordsVi, en: wordsEn };

/** Text from the faces to the ticket, with its `{name}` places filled in. */
export type WordsSay = (key: WordsMessageKey, places?: Readonly<Record<string, string | number>>) => string;

/** Speaks one language from the faces to the ticket. `own` are a touchpoint's texts, which stand before ours. */
export function pickWordsMessages(language: Language, own: Readonly<Record<string, LocalizedText>> = {}): WordsSay {
  return (key, places = {}) => {
    const given = own[key];
    return fillPlaces(given ? inLanguage(given, language) : languages[language][key], places);
  };
}

/** Names what is masked: "số điện thoại, địa chỉ". */
export function kindWords(kinds: readonly MaskKind[], say: WordsSay): string {
  return kinds.map((kind) => say(`kind.${kind}`)).join(", ");
}
