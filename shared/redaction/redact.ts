import type { MaskKind } from "../contract/comment.ts";
import { findAddresses } from "./find-addresses.ts";
import { findBankAccounts } from "./find-bank-accounts.ts";
import { findBirthDates } from "./find-birth-dates.ts";
import { dossierCode, findDossiers } from "./find-dossiers.ts";
import { findEmails } from "./find-emails.ts";
import { findIdNumbers } from "./find-id-numbers.ts";
import { findOfficialNumbers } from "./find-official-numbers.ts";
import { findPhones } from "./find-phones.ts";
import { findPlates } from "./find-plates.ts";
import { wordRest } from "./plain-digits.ts";
import { type Finder, masked, official, type Place, type Reading, readAgain, readText, withPlaces } from "./reading.ts";

/** What stands in the text where something was masked. */
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

/** Something personal: its kind, where it stood in the text before, in UTF-16 units `[from, to)`, and what it was. */
export interface Found {
  kind: MaskKind;
  from: number;
  to: number;
  text: string;
}

/** A text with marks for what was masked. `dossier` is the first dossier's code, to be kept in its own field. */
export interface Redacted {
  words: string;
  found: Found[];
  dossier: string | null;
}

/** In order: what a rule takes, no later one sees. `null`: numbers that are nobody's. */
const rules: readonly (readonly [MaskKind | null, Finder])[] = [
  ["email", findEmails],
  ["dossier", findDossiers],
  ["birth-date", findBirthDates],
  [null, findOfficialNumbers],
  ["plate", findPlates],
  ["bank-account", findBankAccounts],
  ["id-number", findIdNumbers],
  ["phone", findPhones],
  ["address", findAddresses],
];

/** A mark cuts off the words before it, so another number may show only then; more rounds than that were never needed. */
const mostRounds = 6;

interface Taken extends Place {
  kind: MaskKind;
}

/** A number that ends in a word takes the whole word along. */
function withWholeWord({ digits }: Reading, { from, to }: Place): Place {
  let end = to;
  while (digits.charAt(end) === wordRest) end += 1;
  return { from, to: end };
}

function findOnce(whole: Reading): Taken[] {
  const taken: Taken[] = [];
  let reading = whole;
  for (const [kind, find] of rules) {
    const places = find(reading).map((place) => withWholeWord(reading, place));
    if (kind !== null) taken.push(...places.map((place) => ({ ...place, kind })));
    reading = withPlaces(reading, { places, sign: kind === null ? official : masked });
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
 * Masks personal data in a Vietnamese text of any normal form, with or without diacritics: all that is found, each with
 * a mark of its kind. Redacting once more changes nothing. Time grows with the length alone. Never fails; an empty `found`
 * means that nothing was recognised, not that nothing personal is there.
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
