import { joinPlaces, type Place, placesOf, type Reading, wordsBefore } from "./reading.ts";

const province = "(?:1[124-9]|[2-9]\\d)";

/** `65A-123.45`, `65B1-234.56`, `29-MĐ1 123.45`, `29LD-123.45`, and the older ones with four digits. */
const civil = new RegExp(
  `(?:(?<![a-z0-9])|(?<=(?<![a-z])(?:bs|bsx|bks|xe|so)))${province}(?:[ ._-]| - )?(?:md\\d?|[a-z]{2}|[a-z]\\d?|[a-z] \\d(?= \\d{5}))(?:[ ._-]{0,3}|\\/(?=\\d{3}\\.?\\d{2}))(?:\\d{3}[. -]?\\d{2}|\\d{2}\\.\\d{3}|\\d{4})(?![\\d/]|[.,]\\d)`,
  "g",
);

/** `80-123-NG-45`. */
const diplomatic = new RegExp(`(?<![a-z0-9])${province}[ .-]?\\d{3}[ .-]?(?:ng|nn|qt|cv)[ .-]?\\d{2}(?!\\d)`, "g");

/** `TM-12-34`, and paper plates `T65-123.45`. */
const others = /(?<![a-z0-9])(?:[abhkpqtv][a-z][ .-]?\d{2}[ .-]?\d{2}|t\d{2}[ .-]?\d{3}\.?\d{2})(?!\d)/g;

const vehicle =
  /(?<![a-z])(?:xe|bien|bks|bsx?|oto|o to|mo to|moto|chiec|kiem soat|honda|yamaha|suzuki|vinfast|wave|vision|exciter|sirius|vario|air ?blade|winner|innova|toyota|vios|kia|mazda|hyundai)(?![a-z])[^0-9]{0,30}$/;

/** Without a word for a vehicle, the way it is written must tell. "20k 12000" is money. */
function looksLikePlate(found: string): boolean {
  if (/\d{2}k /.test(found)) return false;
  if (/[a-z]\d? ?-? ?\d{3}\.\d{2}$|[a-z]\d?-\d{3}[. ]?\d{2}$|[a-z]\d?-\d{2}\.\d{3}$/.test(found)) return true;
  if (/^\d{2}-?(?:[a-z]\d?|ng|nn)[ -]?\d{5}$|^\d{2}-[a-z]\d \d{3}[. ]\d{2}$/.test(found)) return true;
  return /^\d{2}[a-z]\d?-(?!(?:19|20)\d\d)\d{4}$/.test(found);
}

/** Plates of cars, motorbikes, electric ones, diplomats, foreigners and the army. */
export function findPlates({ letters }: Reading): Place[] {
  const isNamed = (from: number): boolean => vehicle.test(wordsBefore(letters, from));
  return joinPlaces(
    placesOf(letters, diplomatic),
    placesOf(letters, civil, (found, from) => isNamed(from) || looksLikePlate(found)),
    placesOf(letters, others, (_, from) => isNamed(from)),
  );
}
