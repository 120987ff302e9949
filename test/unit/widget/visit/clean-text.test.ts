import fc from "fast-check";
import { expect, test } from "vitest";
import { isCleanText } from "../../../../shared/codes.ts";
import { cleanText } from "../../../../widget/visit/clean-text.ts";

test("is clean in the contract's eyes, whatever was typed or pasted", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(isCleanText(cleanText(text))).toBe(true);
    }),
  );
  const units = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));
  fc.assert(
    fc.property(units, (text) => {
      expect(isCleanText(cleanText(text))).toBe(true);
    }),
  );
});

test("keeps words, whole emoji, tabs and line breaks", () => {
  const text = "Dòng một\n\tdòng hai 👨‍👩‍👧 Ễ";
  expect(cleanText(text)).toBe(text);
});

test("composes marks, and takes blanks from both ends", () => {
  expect(cleanText("  Tie\u0302\u0301ng Vie\u0323\u0302t \n")).toBe("Tiếng Việt");
});
