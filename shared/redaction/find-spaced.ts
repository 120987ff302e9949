import type { Finder, Place, Reading } from "./reading.ts";

/** The place between a number and a word without a space: "297đường", "12nguyễn", "số12", "tổ3". */
const glued =
  /(?<=\d)(?=duong|pho|ngo|ngach|hem|kiet|to ?\d|ap ?|khom|thon|xom|khu|kp|nguyen|tran|pham|huynh|hoang)|(?<=(?<![a-z])(?:so|nha|sn|dc|dchi|o|to|ap|khom|hem|ngo|ngach|kiet|duong|thon|xom))(?=\d)/g;

/** The place before a capital without a space: "đườngNguyễn", "LêLợi", "45Trần". */
const gluedCapital = /(?<=\p{Ll}\p{M}*)(?=\p{Lu})|(?<=\d)(?=\p{Lu}\p{M}*\p{Ll})/gu;

/** Reads a line break as a comma, unless a comma is there or the comma would join two numbers. */
function readBreak(letters: string, at: number): string {
  const before = letters.charAt(at - 1);
  if (/[,: ]/.test(before)) return " ";
  return /\d/.test(before) && /\d/.test(letters.charAt(at + 1)) ? ";" : ",";
}

function gapsOf({ text, letters, from }: Reading): Set<number> {
  const inText = new Set([...text.matchAll(gluedCapital)].map(({ index }) => index));
  const gaps = new Set([...letters.matchAll(glued)].map(({ index }) => index));
  if (inText.size > 0) {
    for (let at = 1; at < from.length; at += 1) if (inText.has(from[at] ?? 0)) gaps.add(at);
  }
  return gaps;
}

/**
 * Returns what a rule finds after missing spaces were added, blanks before commas left out and line breaks became commas. The places are those of the
 * given reading.
 */
export function findSpaced(reading: Reading, find: Finder): Place[] {
  const gaps = gapsOf(reading);
  const origin: number[] = [];
  let letters = "";
  for (let at = 0; at < reading.letters.length; at += 1) {
    if (gaps.has(at)) {
      letters += " ";
      origin.push(at);
    }
    const sign = reading.letters.charAt(at);
    // A scanner's blank: "12 , đường".
    if (sign === " " && /[,:]/.test(reading.letters.charAt(at + 1))) continue;
    letters += sign === "\n" ? readBreak(reading.letters, at) : sign;
    origin.push(at);
  }
  const placed = (list: readonly number[]): number[] => origin.map((at) => list[at] ?? 0);
  const spaced = { text: reading.text, letters, digits: letters, from: placed(reading.from), to: placed(reading.to) };
  return find(spaced).map(({ from, to }) => ({ from: origin[from] ?? 0, to: (origin[to - 1] ?? 0) + 1 }));
}
