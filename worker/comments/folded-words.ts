import { foldText } from "../../shared/redaction/fold-text.ts";

/** The words of a text in their order, without case, diacritics and punctuation: searching and comparing use these. */
export function foldedWords(text: string): string[] {
  return foldText(text).letters.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A hash of 32 bits that tells texts apart (FNV-1a over UTF-16 units, then mixed). It keeps nothing secret. */
export function textNumber(text: string, seed = 0): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * What a text is found by: its folded words, each hashed with the agency's `secret`. So the index holds no words: SQLite does
 * not clear its pages when an entry is deleted.
 */
export function searchWords(text: string, secret: string): string[] {
  const seed = textNumber(secret);
  return foldedWords(text).map(
    (word) => `${textNumber(word, seed).toString(36)}${textNumber(word, ~seed).toString(36)}`,
  );
}
