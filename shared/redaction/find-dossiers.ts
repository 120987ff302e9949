import { joinPlaces, type Place, placesOf, type Reading } from "./reading.ts";

/** The start of a code. The word for a dossier may be glued to it. */
const start = "(?:(?<![a-z0-9.])|(?<=(?<![a-z])(?:hs|ho so|ma|ma hs)))";

/** Two digits of an agency's code, also where a reader took one for a letter: `H2O`, `Hl0`. */
const two = "(?:\\d[\\doil]|[oil]\\d)";
/** More than six running digits, as the busiest offices have: only a hyphen joins them, since a telephone may follow a day. */
const long = " ?- ?\\d{7,10}";

const ministry = "(?:\\d{3} ?[.-] ?\\d{2} ?[.-] ?\\d{2} ?[.-] ?)?";

/** `H20.20.4-241124-0001` or `000.00.01.H20-241124-0001`: agency code, day of receipt, sequence number. */
const whole = new RegExp(
  `${start}${ministry}[a-h]${two}(?: ?\\. ?\\d{1,3}){0,4}[\\s./-]{1,3}\\d{6}(?:[\\s./-]{1,3}\\d{3,6}|${long})(?!\\d)`,
  "g",
);

/** Agencies beyond the provinces and ministries, or parts in one run. Only hyphens before and after a valid day tell them from rooms and roads. */
const lettered = new RegExp(
  `${start}${ministry}[a-z]{1,2}\\d{2,3}(?: ?\\. ?\\d{1,3}){0,4} ?- ?(?:20)?[12]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?: ?- ?\\d{3,6}|${long})(?!\\d)`,
  "g",
);

/** Other signs between the parts, a year of four digits, or a short sequence number, if the day is valid. */
const loose = new RegExp(
  `${start}(?:\\d{3}[ ._-]\\d{2}[ ._-]\\d{2}[ ._-])?[a-h]\\d{2}(?:(?:[ ._-]\\d{1,3}){1,4}[\\s._/-]{1,3}|-)(?:20)?[12]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])[\\s._/-]{1,3}\\d{1,6}(?!\\d)`,
  "g",
);

/** After a word for a dossier: without the agency code, or digits alone. */
const short =
  /(?<![a-z])(?:ma (?:so )?(?:ho so|hs|bien nhan)|so (?:ho so|bien nhan))(?: (?:cua )?(?:toi|em|minh|la)){0,3}[:\s#]{1,3}(?!\d{1,4}\/)(?=[a-z0-9.-]{6})((?:[a-z]?\d{1,3}\.){0,5}\d{1,14}(?:-\d{2,8}){0,3})(?![\d/])/g;

/** Finds dossier codes, in both forms of the national register of agencies. */
export function findDossiers({ letters, digits }: Reading): Place[] {
  const shorts = [...letters.matchAll(short)].map((match) => {
    const to = match.index + match[0].length;
    return { from: to - (match[1] ?? "").length, to };
  });
  return joinPlaces(placesOf(digits, whole), placesOf(digits, loose), placesOf(digits, lettered), shorts);
}

/** Returns a code as it is stored: capitals, dots between the parts of the agency code, hyphens without spaces. */
export function dossierCode(found: string): string {
  const [, agency, day, number] = /^(.+?)[\s._/-]+(\d{6}|\d{8})[\s._/-]+(\d{1,10})$/.exec(found) ?? [];
  if (agency === undefined) return found.toUpperCase();
  return `${agency.toUpperCase().replace(/ ?\. ?|[ _-]/g, ".")}-${day}-${number}`;
}
