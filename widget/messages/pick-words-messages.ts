import type { MaskKind } from "../../shared/contract/comment.ts";
import type { Language } from "./pick-messages.ts";
import { fillPlaces } from "./pick-messages.ts";
import { wordsEn } from "./words-en.ts";
import type { WordsMessageKey, WordsMessages } from "./words-vi.ts";
import { wordsVi } from "./words-vi.ts";

const languages: Readonly<Record<Language, WordsMessages>> = { vi: wordsVi, en: wordsEn };

/** Text about the words of a comment, with its `{name}` places filled in. */
export type WordsSay = (key: WordsMessageKey, places?: Readonly<Record<string, string | number>>) => string;

/** Speaks one language about the words of a comment. */
export function pickWordsMessages(language: Language): WordsSay {
  return (key, places = {}) => fillPlaces(languages[language][key], places);
}

/** Names what is masked: "số điện thoại, địa chỉ". */
export function kindWords(kinds: readonly MaskKind[], say: WordsSay): string {
  return kinds.map((kind) => say(`kind.${kind}`)).join(", ");
}
