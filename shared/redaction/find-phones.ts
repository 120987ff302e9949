import { countsUp, digitGroups } from "./digit-groups.ts";
import { joinPlaces, type Place, placesOf, type Reading, wordsBefore } from "./reading.ts";

const gap = "[\\s.,()_\\-\\ue002]{0,8}";
const start = "(?<!\\d|\\d{3}[.,]|\\d,)\\(?";
const rest = (count: number): string => `(?:${gap}\\d){${count}}(?!\\d)`;

/**
 * Mobile prefixes 03, 05, 07, 08, 09 of all operators; landlines 02 with eleven digits; mobile prefix 01 from before
 * 2018.
 */
const national = new RegExp(`${start}0${gap}(?:[35789]${rest(8)}|2${rest(9)}|1${gap}[2689]${rest(8)})`, "g");
const international = new RegExp(
  `(?<!\\d|\\d[.,])\\(?(?:(?:\\+ ?)?84|0084|(?<=\\()084(?=\\) ?0))(?:${gap}0(?=\\)))?${gap}(?:0${gap})?(?:[35789]${rest(8)}|2${rest(9)})`,
  "g",
);
/** Numbers with a country code. */
const foreign = new RegExp(`(?<!\\d)\\+(?:${gap}\\d){9,14}(?!\\d)`, "g");

/** Area codes from before 2017: `0710 3821 945`. */
const oldLandline = new RegExp(`${start}0[2-8]\\d{1,2}[\\s.)-]{1,3}[23]${rest(6)}`, "g");

/** Numbers with a digit too few or too many. */
const mistyped = new RegExp(`${start}0(?:[\\s.-]{0,3}\\d){8,10}(?!\\d)`, "g");

/** Numbers with a slash: `0277/3851234`, `0912/345.678`. */
const slashed = /(?<![\d/.,])0\d{2,3}\/\d{3}[ ./]?\d{3,4}(?![\d/])/g;

const word = "(?:sdt|so dt|so dien thoai|dien thoai|dt|dtdd|tel|phone|fone|zalo|viber|may ban|so may|lien he|lh|goi)";
const wordBefore = new RegExp(`(?<![a-z])${word}(?![a-z])\\D{0,16}$`);
const gluedWord = /(?:sdt|dt|tel|phone|fone|zalo|viber|so|goi|lh|la|em|toi|qua|hotline)$/;
const withoutZero = /(?<!\d|\d[.,])[35789]\d{2}[\s.-]?\d{3}[\s.-]?\d{3}(?!\d)/g;
const local =
  /(?<!\d|\d[.,])[2-8](?:\d{2,3}[\s.-]?\d{3,4}|[ .]\d{3}[ .]\d{3})(?![\d/]|[.,]\d| ?(?:d|dong|k|tr|trieu|nghin|vnd|m|nguoi|ho)(?![a-z]))/g;
const wordAdjacent = new RegExp(`(?<![a-z])${word}(?: (?:so|la|em|toi|nha|ban|cua)){0,3}[\\s:.(]{0,3}$`);

function isList(found: string): boolean {
  const { sizes } = digitGroups(found);
  return countsUp(found) || (found.includes(",") && !found.includes("\ue002") && Math.max(...sizes) < 3);
}

/**
 * Finds phone numbers in all forms in use. A number without its zero, or a local number, must stand next to a word for
 * a phone.
 */
export function findPhones({ letters, digits }: Reading): Place[] {
  const isFree = (found: string, from: number): boolean => {
    const before = wordsBefore(letters, from, 12);
    // This is a company's tax number with the number of a branch.
    if (/^0\d{9}$/.test(found) && /^-\d{3}(?!\d)/.test(digits.slice(from + 10, from + 15))) return false;
    return !isList(found) && (!/[a-z]$/.test(before) || gluedWord.test(before));
  };
  const places = joinPlaces(
    placesOf(digits, international, isFree),
    placesOf(digits, national, isFree),
    placesOf(digits, slashed, isFree),
    placesOf(digits, foreign, (found) => !/^\+\d{1,3}(?:\.\d{3})+$/.test(found)),
    placesOf(digits, oldLandline, (found, from) => {
      const { length } = digitGroups(found).digits;
      return (length === 10 || length === 11) && wordBefore.test(wordsBefore(letters, from));
    }),
    placesOf(digits, mistyped, (_, from) => wordAdjacent.test(wordsBefore(letters, from))),
    placesOf(digits, withoutZero, (_, from) => wordBefore.test(wordsBefore(letters, from))),
    placesOf(digits, local, (_, from) => wordAdjacent.test(wordsBefore(letters, from))),
  );
  return places.map(({ from, to }) =>
    digits.charAt(from) === "(" && !digits.slice(from, to).includes(")") ? { from: from + 1, to } : { from, to },
  );
}
