import { expect, test } from "vitest";
import { dayWords, numberFormat, numberWords } from "../../../../widget/messages/messages.ts";

test.each([
  ["2026-12-09", "09/12/2026", "9 Dec 2026"],
  ["2026-09-30", "30/09/2026", "30 Sep 2026"],
  ["2026-11", "11/2026", "Nov 2026"],
])("%s is %s in Vietnamese and %s in English", (day, vi, en) => {
  expect([dayWords(day, "vi"), dayWords(day, "en")]).toEqual([vi, en]);
});

test.each([
  [91.33, 2, "91,33", "91.33"],
  [91.33, 1, "91,3", "91.3"],
  [10_746, 0, "10.746", "10,746"],
  [0, 1, "0", "0"],
])("%d with at most %i decimals is %s in Vietnamese and %s in English", (number, digits, vi, en) => {
  expect([numberWords(number, "vi", digits), numberWords(number, "en", digits)]).toEqual([vi, en]);
});

test("a way of writing numbers is made once, because hundreds of numbers of a page share it", () => {
  expect(numberFormat("vi", 0, 2)).toBe(numberFormat("vi", 0, 2));
  expect(numberFormat("vi", 2, 2)).not.toBe(numberFormat("vi", 0, 2));
});
