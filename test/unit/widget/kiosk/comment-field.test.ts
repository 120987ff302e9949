import { expect, test } from "vitest";
import { commentField, noTyping } from "../../../../widget/kiosk/comment-field.ts";

/** Where the cursor is; at the end where nothing is said. */
type Where = { readonly at?: number; readonly end?: number; readonly isTelex?: boolean };

/** Presses keys one after the other. */
function pressed(text: string, keys: readonly string[], { at, end, isTelex = true }: Where = {}) {
  const start = at ?? text.length;
  let cursor = { text, start, end: end ?? start };
  let typing = noTyping;
  for (const key of keys) ({ cursor, typing } = commentField(cursor, key, { typing, isTelex }));
  return { text: cursor.text, at: cursor.start, typing };
}

test("writes by Telex at the cursor, in the middle of a text too", () => {
  expect(pressed("Xin  bạn", [..."chaof"], { at: 4 })).toMatchObject({ text: "Xin chào bạn", at: 8 });
});

test("writes in place of what is selected", () => {
  expect(pressed("Xin chào", ["w"], { at: 4, end: 8 })).toMatchObject({ text: "Xin ư", at: 5 });
});

test("letters of the upper row stand as they are, tones find their vowel and write nothing where there is none", () => {
  expect(pressed("", ["đ", "ư", "ơ", "n", "g", "tone-f"]).text).toBe("đường");
  expect(pressed("b", ["tone-f"]).text).toBe("b");
  expect(pressed("chao", ["tone-f", "tone-f"]).text).toBe("chao");
});

test("in English a key is a letter", () => {
  expect(pressed("", [..."class"], { isTelex: false }).text).toBe("class");
});

test("takes back one whole character, or what is selected", () => {
  expect(pressed("việ", ["erase"]).text).toBe("vi");
  expect(pressed("vie\u0323\u0302".normalize("NFD"), ["erase"]).text).toBe("vi");
  expect(pressed("một hai", ["erase"], { at: 3, end: 7 }).text).toBe("một");
  expect(pressed("", ["erase"]).text).toBe("");
});

test.each([
  ["at the start", "", [], true],
  ["after a letter", "", ["D"], false],
  ["after a full stop and a blank", "Tốt", [".", " "], true],
  ["after a question mark and a blank", "Sao", ["?", " "], true],
  ["in a new line", "Tốt", ["\n"], true],
  ["after a full stop alone, as in a number", "3", ["."], false],
  ["after a comma", "Tốt", [",", " "], false],
  ["when everything was erased", "T", ["erase"], true],
  ["at the start, when somebody pressed shift", "", ["shift"], false],
  ["within a sentence, when somebody pressed shift", "Tốt ", ["t", " ", "shift"], true],
  ["after the letter that shift was for", "Tốt ", ["t", " ", "shift", "L"], false],
])("%s the next letter is a capital or not", (_, text, keys, isCapital) => {
  expect(pressed(text, keys).typing.isCapital).toBe(isCapital);
});

test("Telex writes marks over a capital that came by itself", () => {
  expect(pressed("", [..."Ddaau"]).text).toBe("Đâu");
  expect(pressed("Chậm. ", [..."Oong"]).text).toBe("Chậm. Ông");
});
