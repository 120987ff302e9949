import { checkCharacter, codeAlphabet, isChecked } from "../../shared/encodings/check-character.ts";

const lines = 4;
const lineCharacters = 13;

/** A private key of 32 bytes on paper: four lines of 13 characters of 5 bits, and one each by which slips are told. */
export function recoveryCode(scalar: Uint8Array): string[] {
  let bits = [...scalar].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  bits = bits.padEnd(lines * lineCharacters * 5, "0");
  const characters = (bits.match(/.{5}/g) ?? []).map((five) => codeAlphabet.charAt(Number.parseInt(five, 2))).join("");
  return (characters.match(/.{13}/g) ?? []).map((line) => (line + checkCharacter(line)).replace(/(.{4})(?=.)/g, "$1 "));
}

/** The private key that was written down; null where a line is missing or has a slip. */
export function readRecoveryCode(typed: string): Uint8Array<ArrayBuffer> | null {
  const characters = typed.toUpperCase().replace(/[\s-]+/g, "");
  const found = characters.match(/.{1,14}/g) ?? [];
  if (found.length !== lines || !found.every((line) => line.length === lineCharacters + 1 && isChecked(line)))
    return null;
  const bits = found
    .flatMap((line) => [...line.slice(0, -1)])
    .map((character) => codeAlphabet.indexOf(character).toString(2).padStart(5, "0"))
    .join("");
  return Uint8Array.from(bits.slice(0, 256).match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
