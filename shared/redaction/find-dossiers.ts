import { joinPlaces, type Place, type Reading } from "./reading.ts";

/** `H20.20.4-241124-0001` or `000.00.01.H20-241124-0001`: the agency's code, the day of receipt, a running number. */
const whole =
  /(?<![a-z0-9.])(?:\d{3}[.-]\d{2}[.-]\d{2}[.-])?[a-h]\d{2}(?:\.\d{1,3}){0,4}[\s./-]{1,3}\d{6}[\s./-]{1,3}\d{3,6}(?!\d)/g;

/** Behind its words also without the agency, or as digits alone. */
const short =
  /(?<![a-z])(?:ma (?:so )?(?:ho so|hs|bien nhan)|so (?:ho so|bien nhan))(?: (?:cua )?(?:toi|em|minh|la)){0,3}[:\s#]{1,3}(?!\d{1,4}\/)(?=[a-z0-9.-]{6})((?:[a-z]?\d{1,3}\.){0,5}\d{1,14}(?:-\d{2,8}){0,3})(?![\d/])/g;

/** Codes of dossiers, of both forms that the register of agencies knows. */
export function findDossiers({ letters }: Reading): Place[] {
  const wholes = [...letters.matchAll(whole)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  const shorts = [...letters.matchAll(short)].map((match) => {
    const to = match.index + match[0].length;
    return { from: to - (match[1] ?? "").length, to };
  });
  return joinPlaces(wholes, shorts);
}

/** How a code is kept: capitals, and hyphens without spaces. */
export function dossierCode(found: string): string {
  return found.toUpperCase().replace(/[\s./-]+(\d{6})[\s./-]+(\d{3,6})$/, "-$1-$2");
}
