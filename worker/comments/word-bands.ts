import { textNumber } from "./folded-words.ts";

const shingleWords = 3;
const bands = 12;
const rowsOfBand = 2;

/** Share of common shingles from which two comments say nearly the same. */
export const nearlySame = 0.6;

/** Every three folded words in a row, each once; all of them as one where there are fewer. */
export function shinglesOf(words: readonly string[]): Set<string> {
  if (words.length === 0) return new Set();
  const count = Math.max(1, words.length - shingleWords + 1);
  return new Set(Array.from({ length: count }, (_, at) => words.slice(at, at + shingleWords).join(" ")));
}

/**
 * Numbers of which two texts that say nearly the same have at least one in common, almost always: 12 bands of 2 minima
 * each, over 24 orders of the text's shingles (MinHash; A. Broder 1997). Texts of the same share 0.6 meet with
 * 1 − (1 − 0.6²)¹² = 99.5 %, of 0.3 with 68 %: who meets is compared by {@link likeness}. `place` keeps places apart, since
 * only comments of one unit are grouped. Whole numbers below 2⁵³. Empty for an empty text.
 */
export function wordBands(shingles: ReadonlySet<string>, place: string): number[] {
  if (shingles.size === 0) return [];
  const numbers = [...shingles].map((shingle) => textNumber(shingle));
  const placeNumber = textNumber(place);
  return Array.from({ length: bands }, (_, band) => {
    let [name, low] = [`${placeNumber} ${band}`, 0];
    for (let row = 0; row < rowsOfBand; row++) {
      low = leastOf(numbers, band * rowsOfBand + row);
      name += ` ${low}`;
    }
    return (textNumber(name) % 2 ** 21) * 2 ** 32 + textNumber(name, low);
  });
}

/** The least number after each was mixed with an order's own. */
function leastOf(numbers: readonly number[], order: number): number {
  const salt = Math.imul(order + 1, 0x9e3779b1);
  let least = 0xffffffff;
  for (const number of numbers) {
    let mixed = Math.imul(number ^ salt, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
    mixed = (mixed ^ (mixed >>> 16)) >>> 0;
    if (mixed < least) least = mixed;
  }
  return least;
}

/** Shared shingles ÷ all shingles of both (Jaccard), 0 to 1. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const shingle of one) if (other.has(shingle)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}
