import { textNumber } from "./folded-words.ts";

const shingleWords = 3;
const bands = 12;
const rowsOfBand = 2;

/** Smallest likeness of two comments that say nearly the same. */
export const nearlySame = 0.6;

/** Shingles of a text: every three folded words in a row, each once. A shorter text is one shingle. */
export function shinglesOf(words: readonly string[]): Set<string> {
  if (words.length === 0) return new Set();
  const count = Math.max(1, words.length - shingleWords + 1);
  return new Set(Array.from({ length: count }, (_, at) => words.slice(at, at + shingleWords).join(" ")));
}

/**
 * MinHash bands (A. Broder 1997) of a text: 12 bands of 2 minima each, over 24 orders of the shingles. Two texts that say
 * nearly the same almost always have a band in common: with a likeness of 0.6 in 1 − (1 − 0.6²)¹² = 99.5 % of cases, with 0.3
 * in 68 %. So {@link likeness} still compares texts that meet. `place` keeps units apart, since only comments of one unit are
 * grouped. Whole numbers below 2⁵³. Empty for an empty text.
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

/** The minimum of the numbers, each hashed with a salt that the order gives. */
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
