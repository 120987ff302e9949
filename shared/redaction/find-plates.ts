import { joinPlaces, type Place, placesOf, type Reading, wordsBefore } from "./reading.ts";

const province = "(?:1[124-9]|[2-9]\\d)";

/** `65A-123.45`, `65B1-234.56`, `29-MĐ1 123.45`, `29LD-123.45`, and older plates with four digits. */
const civil = new RegExp(
  `(?:(?<![a-z0-9])|(?<=(?<![a-z])(?:bs|bsx|bks|xe|so)))${province}(?:[ ._-]| - )?(?:md\\d?|[a-z]{2}|[a-z]\\d?|[a-z] \\d(?= \\d{5}))(?:[ ._-]{0,4}|\\/(?=\\d{3}\\.?\\d{2}))(?:\\d{3}(?: ?\\. ?|[ -])?\\d{2}|\\d{2}\\.\\d{3}|\\d{4})(?![\\d/]|[.,]\\d)`,
  "g",
);

/** Diplomats: `80-123-NG-45`. */
const diplomatic = new RegExp(`(?<![a-z0-9])${province}[ .-]?\\d{3}[ .-]?(?:ng|nn|qt|cv)[ .-]?\\d{2}(?!\\d)`, "g");

/** The army, `TM-12-34`, and temporary paper plates, `T65-123.45`. */
const others = /(?<![a-z0-9])(?:[abhkpqtv][a-z][ .-]?\d{2}[ .-]?\d{2}|t\d{2}[ .-]?\d{3}\.?\d{2})(?!\d)/g;

const vehicle = /(?<![a-z])(?:xe|bien|bks|bsx?|oto|o to|mo to|moto|chiec|kiem soat|honda|wave|taxi)(?![a-z])\D{0,30}$/;

/** Whether a number is written like a plate. "20k 12000" is money. */
function looksLikePlate(written: string): boolean {
  const found = written.replace(/ ?\. ?/, ".");
  if (/[a-z]\d? ?-? ?\d{3}\.\d{2}$|[a-z]\d?-\d{3}[. ]?\d{2}$|[a-z]\d?-\d{2}\.\d{3}$/.test(found)) return true;
  if (/^\d{2}-?(?:[a-z]\d?|ng|nn)[ -]?\d{5}$|^\d{2}-[a-z]\d \d{3}[. ]\d{2}$/.test(found)) return true;
  return /^\d{2}[a-z]\d?-(?!(?:19|20)\d\d)\d{4}$/.test(found);
}

/** Words right before a number that can only be a plate. */
const plateBefore = /(?<![a-z])(?:bien(?: so)?|bks|bsx?|kiem soat)(?: xe)?[\s:]{0,3}$/;

/**
 * Whether it is a count or an hour and another number: "20k 5000", "20K 12000", "50cc 2020", "20h 1511". "29H 9923" and
 * "51K 883.02" are plates.
 */
function isCount({ text, from, to, letters }: Reading, { found, at }: { found: string; at: number }): boolean {
  if (plateBefore.test(wordsBefore(letters, at))) return false;
  const written = text.slice(from[at], to[at + found.length - 1]);
  return /^\d\d(?:cc|kg|km|[hkmtp]) \d{4}$|^\d\d[kK] (?:\d{2,3}[. ]?00|\d{2}\.\d{3})$/.test(written);
}

/** Words after a masked plate and before another one: "59E-9013 và 29H 9923". */
const nextOne = /\ue000(?:,? (?:va|voi|hay|hoac)|[,;/])? ?$/;

const notVehicle =
  /(?<![a-z])(?:duong|quoc lo|ql|tinh lo|mau|bieu|quay|ho so|hs|phong|lop|ma|so hieu|stt|phieu|khoa)(?: so)?\s$/;

/** Finds number plates of cars, motorbikes, electric vehicles, diplomats, foreigners and the army. */
export function findPlates(reading: Reading): Place[] {
  const { letters, digits } = reading;
  const isNamed = (from: number): boolean => vehicle.test(wordsBefore(letters, from));
  const isPlate = (found: string, at: number): boolean =>
    !isCount(reading, { found, at }) &&
    (isNamed(at) ||
      nextOne.test(letters.slice(Math.max(0, at - 8), at)) ||
      (looksLikePlate(found) && !notVehicle.test(wordsBefore(letters, at))));
  return joinPlaces(
    placesOf(letters, diplomatic),
    placesOf(letters, civil, isPlate),
    placesOf(digits, civil, (found, at) => isNamed(at) && isPlate(found, at)),
    placesOf(letters, others, (_, from) => isNamed(from)),
  );
}
