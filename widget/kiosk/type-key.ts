import { typeTelex } from "./telex.ts";

/** A text and where in it the cursor stands; `end` differs from `start` where something is selected. */
export type TextCursor = { readonly text: string; readonly start: number; readonly end: number };

/**
 * Types a key at the cursor, in place of what is selected.
 * @param keys keys typed since the word began, for Telex; null: the key stands as it is
 */
export function typeKey({ text, start, end }: TextCursor, key: string, keys: string | null): TextCursor {
  const before = text.slice(0, start).normalize("NFC");
  const typed = keys === null ? before + key : typeTelex(before, key, keys);
  return { text: typed + text.slice(end), start: typed.length, end: typed.length };
}

/** Takes away what is selected, else the one character before the cursor. */
export function eraseKey({ text, start, end }: TextCursor): TextCursor {
  const before = text.slice(0, start).normalize("NFC");
  const kept = start === end ? [...before].slice(0, -1).join("") : before;
  return { text: kept + text.slice(end), start: kept.length, end: kept.length };
}
