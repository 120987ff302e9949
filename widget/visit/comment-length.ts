import { cleanText } from "./clean-text.ts";

/** Longest comment, in code points after NFC, as in the contract. */
export const commentMaxCodePoints = 4000;
/** Longest comment, in bytes of UTF-8, as in the contract. */
export const commentMaxBytes = 12_000;

/** Near the end the count shows what really fits; before that, what a person sees as one character counts as one. */
const nearlyFull = 200;

function graphemes(text: string): number {
  return [...("Segmenter" in Intl ? new Intl.Segmenter("vi").segment(text) : text)].length;
}

/**
 * How many more characters fit into a comment, counted as a person counts; negative: how many are too many.
 * Any whole number up to 4,000.
 */
export function charactersLeft(text: string): number {
  const clean = cleanText(text);
  const bytes = new TextEncoder().encode(clean).length;
  // Three bytes a character: no letter of Vietnamese needs more.
  const room = Math.min(commentMaxCodePoints - [...clean].length, Math.floor((commentMaxBytes - bytes) / 3));
  return room < nearlyFull ? room : commentMaxCodePoints - graphemes(clean);
}
