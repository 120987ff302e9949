import { foldText } from "./fold-text.ts";
import { plainDigits } from "./plain-digits.ts";

/** What is masked already, by this run or an earlier one. Nothing matches across it, whatever its length. */
export const masked = "\ue000";

/** Numbers that are nobody's: prices, dates, laws. Words before them still tell what comes after them. */
export const official = "\ue001";

/** A text as rules read it. `letters` and `digits` have one UTF-16 unit at the same places. */
export interface Reading {
  /** As it was written, in UTF-16 units. */
  text: string;
  /** Lower case without diacritics. */
  letters: string;
  /** Like `letters`, with digits where words or look-alike letters stood for them. */
  digits: string;
  /** Where each place begins and ends in `text`. */
  from: readonly number[];
  to: readonly number[];
}

/** Places `[from, to)` of a reading. */
export interface Place {
  from: number;
  to: number;
}

/** A rule: where something stands. Places do not overlap, and are in order. */
export type Finder = (reading: Reading) => Place[];

/** Reads a text; `marks` are the masks that an earlier run left, folded. */
export function readText(text: string, marks: RegExp): Reading {
  const folded = foldText(text);
  const letters = folded.letters.replace(marks, (mark) => masked.repeat(mark.length));
  return { text, letters, digits: plainDigits(letters), from: folded.from, to: folded.to };
}

/** The reading as it would be, had its masks been there from the start. */
export function readAgain(reading: Reading): Reading {
  return { ...reading, digits: plainDigits(reading.letters) };
}

/** The reading with a sign in every place that was found. */
export function withPlaces(reading: Reading, { places, sign }: { places: readonly Place[]; sign: string }): Reading {
  if (places.length === 0) return reading;
  const hide = (line: string): string => {
    let shown = "";
    let end = 0;
    for (const { from, to } of places) {
      shown += line.slice(end, from) + sign.repeat(to - from);
      end = to;
    }
    return shown + line.slice(end);
  };
  return { ...reading, letters: hide(reading.letters), digits: hide(reading.digits) };
}

/** Up to `reach` places before one, back to what is masked. */
export function wordsBefore(line: string, at: number, reach = 40): string {
  const words = line.slice(Math.max(0, at - reach), at);
  return words.slice(words.lastIndexOf(masked) + 1);
}

/** Up to `reach` places after one, up to what is masked. */
export function wordsAfter(line: string, at: number, reach = 24): string {
  const words = line.slice(at, at + reach);
  const end = words.indexOf(masked);
  return end < 0 ? words : words.slice(0, end);
}

/** All places of a pattern that a judge accepts; patterns have bounded repeats only, so that time is linear. */
export function placesOf(
  line: string,
  pattern: RegExp,
  accepts: (found: string, at: number) => boolean = () => true,
): Place[] {
  const places: Place[] = [];
  for (const match of line.matchAll(pattern)) {
    if (accepts(match[0], match.index)) places.push({ from: match.index, to: match.index + match[0].length });
  }
  return places;
}

/** Places of several rules, in order; of two that overlap the first one given stays. */
export function joinPlaces(...rules: readonly Place[][]): Place[] {
  const taken: Place[] = [];
  for (const places of rules) {
    const before = taken.slice().sort((a, b) => a.from - b.from);
    let next = 0;
    for (const place of places) {
      while (next < before.length && (before[next]?.to ?? 0) <= place.from) next += 1;
      if ((before[next]?.from ?? Number.POSITIVE_INFINITY) >= place.to) taken.push(place);
    }
  }
  return taken.sort((a, b) => a.from - b.from);
}
