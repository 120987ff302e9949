import { foldText } from "./fold-text.ts";
import { plainDigits } from "./plain-digits.ts";
import { withoutSlips } from "./without-slips.ts";

/** Stands for text that is already masked. No pattern matches across it. */
export const masked = "\ue000";

/** Stands for public numbers: prices, dates, laws. Words before them still say what comes after them. */
export const publicNumber = "\ue001";

/** A text as the rules read it. `letters` and `digits` have one UTF-16 unit per place. */
export interface Reading {
  /** The original text. */
  text: string;
  /** Lower case without diacritics. */
  letters: string;
  /** Like `letters`, with digits in place of number words and of letters that look like digits. */
  digits: string;
  /** Where each place begins and ends in `text`, in UTF-16 units. */
  from: readonly number[];
  to: readonly number[];
}

/** The places `[from, to)` of a reading. */
export interface Place {
  from: number;
  to: number;
}

/** A rule: it returns where something stands, in order and without overlap. */
export type Finder = (reading: Reading) => Place[];

/** Reads a text. `marks` matches the masks of an earlier run in the folded text. */
export function readText(text: string, marks: RegExp): Reading {
  const folded = withoutSlips(foldText(text));
  const letters = folded.letters.replace(marks, (mark) => masked.repeat(mark.length));
  return { text, letters, digits: plainDigits(letters), from: folded.from, to: folded.to };
}

/** Reads a text again, as if its masks had been there from the start. */
export function readAgain(reading: Reading): Reading {
  return { ...reading, digits: plainDigits(reading.letters) };
}

/** Returns a reading with a sign at every place that was found. */
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

/** Returns up to `reach` places before a place, back to the last mask. */
export function wordsBefore(line: string, at: number, reach = 40): string {
  const words = line.slice(Math.max(0, at - reach), at);
  return words.slice(words.lastIndexOf(masked) + 1);
}

/** Returns up to `reach` places after a place, up to the next mask. */
export function wordsAfter(line: string, at: number, reach = 24): string {
  const words = line.slice(at, at + reach);
  const end = words.indexOf(masked);
  return end < 0 ? words : words.slice(0, end);
}

/**
 * Returns the places of a pattern that a judge accepts. Patterns repeat a bounded number of times only, so time is
 * linear.
 */
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

/** Joins the places of several rules, in order. If two overlap, the rule that comes first wins. */
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
