import { foldedWords, textNumber } from "./folded-words.ts";

/**
 * What a text is found by: its words without case and diacritics, each as a number that only this agency gives it
 * (`secret`). So no words stand in the index, whose pages SQLite does not clear when something is taken out.
 */
export function searchWords(text: string, secret: string): string[] {
  const seed = textNumber(secret);
  return foldedWords(text).map(
    (word) => `${textNumber(word, seed).toString(36)}${textNumber(word, ~seed).toString(36)}`,
  );
}
