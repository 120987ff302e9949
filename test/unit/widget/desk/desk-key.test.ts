import { expect, test } from "vitest";
import { deskKey, type Pressed } from "../../../../widget/desk/desk-key.ts";

const press = (key: string, more: Partial<Pressed> = {}): ReturnType<typeof deskKey> =>
  deskKey({
    ...{ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, repeat: false },
    ...{ target: { localName: "button" }, ...more },
  });

test("letters are keys, whether small or capital, and no other letter is", () => {
  expect(["j", "K", "r", "a", "h", "x", "Enter"].map((key) => press(key))).toEqual([
    "j",
    "k",
    "r",
    "a",
    "h",
    null,
    null,
  ]);
});

test("nothing happens while somebody types or chooses, composes a letter, or means the browser's own key", () => {
  for (const localName of ["input", "textarea", "select"]) expect(press("a", { target: { localName } })).toBeNull();
  expect(press("a", { target: { localName: "div", isContentEditable: true } })).toBeNull();
  expect(press("a", { ctrlKey: true })).toBeNull();
  expect(press("a", { metaKey: true })).toBeNull();
  expect(press("a", { altKey: true })).toBeNull();
  expect(press("a", { isComposing: true })).toBeNull();
  expect(press("a", { repeat: true })).toBeNull();
});
