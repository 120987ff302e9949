import fc from "fast-check";
import { expect, test } from "vitest";
import {
  commentMaxBytes as contractBytes,
  commentMaxCodePoints as contractPoints,
  feedbackItem,
} from "../../../../shared/contract/feedback.ts";
import { cleanText } from "../../../../widget/visit/clean-text.ts";
import { charactersLeft, commentMaxBytes, commentMaxCodePoints } from "../../../../widget/visit/comment-length.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";

test("knows the contract's limits", () => {
  expect([commentMaxCodePoints, commentMaxBytes]).toEqual([contractPoints, contractBytes]);
});

test("counts what a person sees as one character as one", () => {
  expect(charactersLeft("")).toBe(4000);
  expect(charactersLeft("Tie\u0302\u0301ng")).toBe(3995);
  expect(charactersLeft("👨‍👩‍👧")).toBe(3999);
});

test("near the end it counts what really fits", () => {
  expect(charactersLeft("ệ".repeat(4000))).toBe(0);
  expect(charactersLeft("ệ".repeat(4001))).toBe(-1);
  expect(charactersLeft("👍".repeat(3000))).toBe(0);
  expect(charactersLeft("👍".repeat(3001))).toBeLessThan(0);
});

test("never lets through what the contract refuses, nor keeps back what it takes", () => {
  const piece = fc.constantFrom("a", "ệ", "e\u0323\u0302", "👍", "👨‍👩‍👧", "\u0300");
  const long = fc.tuple(piece, fc.integer({ min: 2800, max: 4100 })).map(([one, count]) => one.repeat(count));
  fc.assert(
    fc.property(long, fc.string({ unit: "grapheme" }), (start, end) => {
      const comment = cleanText(start + end);
      const { item } = keptFeedback(1, 1, { comment });
      expect(charactersLeft(start + end) >= 0).toBe(feedbackItem.safeParse(item).success);
    }),
    { numRuns: 60 },
  );
});
