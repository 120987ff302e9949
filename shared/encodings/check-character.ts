/** Characters of codes. No I, O, 0 and 1: they are mistaken for each other when a code is copied by hand. */
export const codeAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/**
 * Weighted check sum of characters, in the field of 32 elements: character i of n has the weight αⁿ⁻ⁱ, with α a root of
 * x⁵ + x² + 1. Weights in whole numbers modulo 32 would miss swaps of characters that lie 16 apart; here any one wrong
 * character and any two swapped ones, next to each other or not, change the sum.
 */
function checkSum(characters: string): number {
  let sum = 0;
  for (const character of characters) sum = timesAlpha(sum) ^ codeAlphabet.indexOf(character);
  return sum;
}

/** The character that belongs behind characters of the code's alphabet. */
export function checkCharacter(characters: string): string {
  return codeAlphabet.charAt(timesAlpha(checkSum(characters)));
}

/** Whether characters, the last one being their check, are of the code's alphabet and belong together. */
export function isChecked(characters: string): boolean {
  return /^[2-9A-HJ-NP-Z]+$/.test(characters) && checkSum(characters) === 0;
}

function timesAlpha(element: number): number {
  return element & 16 ? (element << 1) ^ 0b100101 : element << 1;
}

/**
 * Ticket such as `H20-7K3M9Q2XHW4TP`: agency, `-`, 12 random characters and 1 check character.
 * @param random 12 random bytes
 */
export function ticketCode(agency: string, random: Uint8Array): string {
  const body = [...random].map((byte) => codeAlphabet.charAt(byte % 32)).join("");
  return `${agency}-${body}${checkCharacter(body)}`;
}

/** A ticket as it is shown: `H20-7K3M 9Q2X HW4TP`. */
export function spacedTicket(code: string): string {
  return code.replace(/-(.{4})(.{4})/, "-$1 $2 ");
}
