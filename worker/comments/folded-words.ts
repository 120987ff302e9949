import { foldText } from "../../shared/redaction/fold-text.ts";

/** The words of a text without case, diacritics and signs, in their order: what searching and comparing go by. */
export function foldedWords(text: string): string[] {
  return foldText(text).letters.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A whole number of 32 bits that tells texts apart (FNV-1a over UTF-16 units, then mixed); no secret. */
export function textNumber(text: string, seed = 0): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
