import { joinPlaces, type Place, placesOf, type Reading, wordsBefore } from "./reading.ts";

/**
 * The part before the @, with any dots before it. It matches only from its start, so a long run of letters is scanned
 * once.
 */
const name = "(?<![a-z0-9._%+-]|[a-z]')[a-z0-9._%+-](?:[a-z0-9._%+-]|'(?=[a-z])){0,199}";
const label = "[a-z0-9-]{1,63}";
const provider =
  "(?:gmail|gmai|gmal|g ?mail|go ?meo|gmeo|yahoo|ymail|hotmail|outlook|icloud|live|proton|protonmail|zoho)";
const at = "(?: ?@ ?| ?[([{] ?(?:at|a ?cong|a)[)\\]} ]{1,2}| a ?cong | a con | at )";
const dot = "(?: ?[.,] ?| ?[([{] ?(?:dot|cham)[)\\]} ]{1,2}| cham | dot )";

/** The usual form. After a provider's name the dot may be a comma, a space or a word. */
const written = new RegExp(`${name}@${label}(?:\\.${label}){1,4}`, "g");
const apart = new RegExp(
  `${name} {0,2}@ {0,2}${label}(?: ?\\. ?${label}){0,3}(?: ?\\. ?(?:com|net|org|edu|gov|info|vn)|\\.[a-z]{2})(?![a-z0-9-])`,
  "g",
);
const known = new RegExp(`${name}${at}${provider}(?:${dot}(?:com?|con|net|org|vn|me)(?:${dot}vn)?)?(?![a-z0-9])`, "g");
const elsewhere = new RegExp(
  `${name}(?: ?[([{] ?(?:at|a ?cong) ?[)\\]}] ?| a ?cong )${label}(?:${dot}${label}){1,4}`,
  "g",
);
const withoutAt = new RegExp(`(?<![a-z0-9._])[a-z0-9._]{3,64} ${provider}[. ]com(?![a-z])`, "g");

function endsInDot(line: string, place: Place): Place {
  let { to } = place;
  while (/[.,\s-]/.test(line.charAt(to - 1))) to -= 1;
  return { from: place.from, to };
}

/** Extends a place to the parts of a name that a scanner set apart: "tran . van . c @ gmail . com". `end`: of the place before. */
function withParts(line: string, { from, to }: Place, end: number): Place {
  const before = line.slice(Math.max(end, from - 80), from);
  const [parts = ""] = /(?:(?<![a-z0-9])[a-z0-9_-]{1,30} [._] ){1,4}$/.exec(before) ?? [];
  return { from: from - parts.length, to };
}

/** Whether it is the mailbox of an authority, which is no personal data: `…@dongthap.gov.vn`, also with blanks or "chấm". */
function isOfAuthority(found: string): boolean {
  return /\.gov\.vn$/.test(found.replace(/[([{ ]*(?:\.| (?:cham|dot) )[)\]} ]*/g, "."));
}

/**
 * Finds e-mail addresses of people and firms, also as "ten (at) gmail chấm com" or "a còng". Without any sign for @, the name must look
 * invented or follow the word "mail".
 */
export function findEmails({ letters }: Reading): Place[] {
  const isName = (found: string, from: number): boolean =>
    /[\d._]/.test(found.split(" ")[0] ?? "") ||
    /mail(?: cua [a-z]{1,6})?(?: la)?[: ]{1,3}$/.test(wordsBefore(letters, from));
  const places = joinPlaces(
    placesOf(letters, written).map((place) => endsInDot(letters, place)),
    placesOf(letters, apart),
    placesOf(letters, known),
    placesOf(letters, elsewhere).map((place) => endsInDot(letters, place)),
    placesOf(letters, withoutAt, isName),
  );
  return places
    .map((place, i) => withParts(letters, place, places[i - 1]?.to ?? 0))
    .filter(({ from, to }) => !isOfAuthority(letters.slice(from, to)));
}
