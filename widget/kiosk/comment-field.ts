import { keyNames } from "./keyboard-template.ts";
import { typeTelex } from "./telex.ts";

/** A text and its cursor; `end` differs from `start` if something is selected. */
export type TextCursor = { readonly text: string; readonly start: number; readonly end: number };

/** How a comment is being typed; `keys`: those of the word so far, for Telex. A comment begins with a capital. */
export type Typing = { readonly isCapital: boolean; readonly keys: string };

/** Before the first key. */
export const noTyping: Typing = { isCapital: true, keys: "" };

/** Returns a comment after a key of the screen or of a plugged-in keyboard. */
export function commentField(
  cursor: TextCursor,
  key: string,
  { typing, isTelex }: { readonly typing: Typing; readonly isTelex: boolean },
): { readonly cursor: TextCursor; readonly typing: Typing } {
  if (key === keyNames.shift) return { cursor, typing: { ...typing, isCapital: !typing.isCapital } };
  if (key === keyNames.erase) return afterwards(eraseKey(cursor), "");
  const isTone = key.startsWith(keyNames.tone);
  const letter = isTone ? key.slice(keyNames.tone.length) : key;
  const next = typeKey(cursor, letter, isTelex || isTone ? typing.keys : null);
  // A tone without a vowel, or one that is undone, is not written as a letter.
  if (isTone && next.text.charAt(next.start - 1) === letter) return { cursor: eraseKey(next), typing };
  return afterwards(next, /^\p{L}$/u.test(key) ? typing.keys + key : "");
}

/** The next letter is a capital where a sentence begins: at the start, in a new line, after its mark and a blank. */
function afterwards(cursor: TextCursor, keys: string): { readonly cursor: TextCursor; readonly typing: Typing } {
  const isCapital = /(^|[.!?]\s+|\n\s*)$/.test(cursor.text.slice(0, cursor.start));
  return { cursor, typing: { isCapital, keys } };
}

/** Writes a key in place of the selection. `keys`: those typed since the word began, for Telex; null: no Telex. */
function typeKey({ text, start, end }: TextCursor, key: string, keys: string | null): TextCursor {
  const before = text.slice(0, start).normalize("NFC");
  const typed = keys === null ? before + key : typeTelex(before, key, keys);
  return { text: typed + text.slice(end), start: typed.length, end: typed.length };
}

/** Deletes the selection, else the character before the cursor. */
function eraseKey({ text, start, end }: TextCursor): TextCursor {
  const before = text.slice(0, start).normalize("NFC");
  const kept = start === end ? [...before].slice(0, -1).join("") : before;
  return { text: kept + text.slice(end), start: kept.length, end: kept.length };
}
