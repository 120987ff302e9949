import type { Reading } from "./reading.ts";

/** Whether a word begins with a capital. In a text in capitals, a capital proves nothing. */
export function isCapital(reading: Reading, at: number): boolean {
  const sign = reading.text.charAt(reading.from[at] ?? 0);
  if (sign === sign.toLowerCase()) return false;
  const place = reading.from[at] ?? 0;
  return /\p{Ll}/u.test(reading.text.slice(Math.max(0, place - 60), place + 60));
}

/** Whether a folded word may mean a ward, district or province. */
export function isFoldedArea(word: string): boolean {
  return /^(?:phuong|quan|xa|huyen|tinh)$/.test(word);
}

const areaWords: ReadonlySet<string> = new Set(["phường", "quận", "xã", "huyện", "tỉnh"]);

/**
 * Whether a word means a ward, district or province. Diacritics tell it from "Phượng", "Phương" and "Quán"; a word without
 * any means one if the words around it have none either.
 */
export function isArea(reading: Reading, { at, word }: { at: number; word: string }): boolean {
  if (!isFoldedArea(word)) return false;
  const from = reading.from[at] ?? 0;
  const written = reading.text
    .slice(from, reading.to[at + word.length - 1])
    .normalize("NFC")
    .toLowerCase();
  if (written !== word) return areaWords.has(written);
  return !/[^\0-\x7f]/.test(reading.text.slice(Math.max(0, from - 60), from + 60));
}
