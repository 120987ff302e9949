import { keyNames } from "./key-names.ts";
import type { TextCursor } from "./type-key.ts";
import { eraseKey, typeKey } from "./type-key.ts";

/** How a comment is being typed; `keys`: those of the word so far, for Telex. */
export type Typing = { readonly isCapital: boolean; readonly keys: string };

/** Before the first key. */
export const noTyping: Typing = { isCapital: false, keys: "" };

/** What a key of the screen or of a plugged-in keyboard makes of a comment. */
export function commentField(
  cursor: TextCursor,
  key: string,
  { typing, isTelex }: { readonly typing: Typing; readonly isTelex: boolean },
): { readonly cursor: TextCursor; readonly typing: Typing } {
  if (key === keyNames.shift) return { cursor, typing: { ...typing, isCapital: !typing.isCapital } };
  if (key === keyNames.erase) return { cursor: eraseKey(cursor), typing: { ...typing, keys: "" } };
  const isTone = key.startsWith(keyNames.tone);
  const letter = isTone ? key.slice(keyNames.tone.length) : key;
  const next = typeKey(cursor, letter, isTelex || isTone ? typing.keys : null);
  // A tone finds no vowel, or takes itself back: it never stands as a letter.
  if (isTone && next.text.charAt(next.start - 1) === letter) return { cursor: eraseKey(next), typing };
  return { cursor: next, typing: { isCapital: false, keys: /^\p{L}$/u.test(key) ? typing.keys + key : "" } };
}
