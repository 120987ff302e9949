import type { MaskKind } from "../contract/comment.ts";
import { findAddresses } from "./find-addresses.ts";
import { findBankAccounts } from "./find-bank-accounts.ts";
import { findBirthDates } from "./find-birth-dates.ts";
import { dossierCode, findDossiers } from "./find-dossiers.ts";
import { findEmails } from "./find-emails.ts";
import { findIdNumbers } from "./find-id-numbers.ts";
import { findPublicNumbers } from "./find-public-numbers.ts";
import { findPhones } from "./find-phones.ts";
import { findPlates } from "./find-plates.ts";
import { wordFiller } from "./plain-digits.ts";
import {
  type Finder,
  masked,
  publicNumber,
  type Place,
  type Reading,
  readAgain,
  readText,
  withPlaces,
} from "./reading.ts";

/** The marks that replace masked text. */
export const maskWords: Readonly<Record<MaskKind, string>> = {
  "id-number": "[số giấy tờ]",
  phone: "[số điện thoại]",
  email: "[thư điện tử]",
  "bank-account": "[số tài khoản]",
  plate: "[biển số xe]",
  dossier: "[mã hồ sơ]",
  address: "[địa chỉ]",
  "birth-date": "[ngày sinh]",
};

const marks = /\[(?:so giay to|so dien thoai|thu dien tu|so tai khoan|bien so xe|ma ho so|dia chi|ngay sinh)\]/g;

/** Masked text: its kind, its place `[from, to)` in the original in UTF-16 units, and what it was. */
export interface Found {
  kind: MaskKind;
  from: number;
  to: number;
  text: string;
}

/** A text with marks in place of personal data. `dossier`: the first dossier code, which has its own field. */
export interface Redacted {
  words: string;
  found: Found[];
  dossier: string | null;
}

/** The rules in order. A later rule does not see what an earlier one took. `null`: public numbers. */
const rules: readonly (readonly [MaskKind | null, Finder])[] = [
  ["email", findEmails],
  ["dossier", findDossiers],
  ["birth-date", findBirthDates],
  [null, findPublicNumbers],
  ["plate", findPlates],
  ["bank-account", findBankAccounts],
  ["id-number", findIdNumbers],
  ["phone", findPhones],
  ["address", findAddresses],
];

/** A mark cuts off the words before it, which can reveal another number. No text has needed more rounds. */
const mostRounds = 6;

interface Taken extends Place {
  kind: MaskKind;
}

/** Extends a place to the end of the number word that it ends in. */
function withWholeWord({ digits }: Reading, { from, to }: Place): Place {
  let end = to;
  while (digits.charAt(end) === wordFiller) end += 1;
  return { from, to: end };
}

function findOnce(whole: Reading): Taken[] {
  const taken: Taken[] = [];
  let reading = whole;
  for (const [kind, find] of rules) {
    const places = find(reading).map((place) => withWholeWord(reading, place));
    if (kind !== null) taken.push(...places.map((place) => ({ ...place, kind })));
    reading = withPlaces(reading, { places, sign: kind === null ? publicNumber : masked });
  }
  return taken.sort((a, b) => a.from - b.from);
}

function findAll(whole: Reading): Taken[] {
  const taken: Taken[] = [];
  let reading = whole;
  for (let round = 0; round < mostRounds; round += 1) {
    const places = findOnce(reading);
    if (places.length === 0) break;
    taken.push(...places);
    reading = readAgain(withPlaces(reading, { places, sign: masked }));
  }
  return taken.sort((a, b) => a.from - b.from);
}

/**
 * Masks personal data in a Vietnamese text of any normal form, with or without diacritics, each with the mark of its
 * kind. Redacting the result again changes nothing. Time is linear in the length. It never fails. An empty `found`
 * means that nothing was recognised, not that the text has no personal data.
 */
export function redact(text: string): Redacted {
  const reading = readText(text, marks);
  const found: Found[] = [];
  let words = "";
  let end = 0;
  let dossier: string | null = null;
  for (const place of findAll(reading)) {
    const from = reading.from[place.from] ?? 0;
    const to = reading.to[place.to - 1] ?? text.length;
    if (place.kind === "dossier") dossier ??= dossierCode(reading.digits.slice(place.from, place.to));
    found.push({ kind: place.kind, from, to, text: text.slice(from, to) });
    words += text.slice(end, from) + maskWords[place.kind];
    end = to;
  }
  return { words: words + text.slice(end), found, dossier };
}
