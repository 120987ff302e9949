import { checkCharacter, codeAlphabet, isChecked } from "../../shared/encodings/check-character.ts";

/** Random characters of a code: 115 bits. */
const randomCharacters = 23;

/** How many random bytes {@link talkCode} takes. */
export const talkCodeBytes: number = randomCharacters;

/**
 * The code that a person alone holds, such as `H20-7K3M-9Q2X-HW4T-PABC-DEFG-HJKL`: agency, 23 random characters, and one by
 * which a wrong or swapped one is told.
 * @param random 23 random bytes
 */
export function talkCode(agency: string, random: Uint8Array): string {
  const body = [...random].map((byte) => codeAlphabet.charAt(byte % 32)).join("");
  return `${agency}-${(body + checkCharacter(body)).replace(/(.{4})(?!$)/g, "$1-")}`;
}

/** A code as people type it: small letters, blanks or no hyphens. Null where it is none, or has a wrong character. */
export function readTalkCode(typed: string): { readonly agency: string; readonly code: string } | null {
  const [agency = "", ...groups] = typed
    .toUpperCase()
    .trim()
    .split(/[\s-]+/);
  const body = groups.join("");
  const isCode = /^[A-Z][A-Z0-9]{1,15}$/.test(agency) && body.length === randomCharacters + 1 && isChecked(body);
  return isCode ? { agency, code: `${agency}-${body.replace(/(.{4})(?!$)/g, "$1-")}` } : null;
}
