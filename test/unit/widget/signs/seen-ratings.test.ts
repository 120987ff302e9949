import { expect, test } from "vitest";
import {
  aroundMarked,
  courseOf,
  openSpans,
  type SeenRating,
  seenRatings,
  shareWithout,
  sharesOf,
  tallyOf,
} from "../../../../widget/signs/seen-ratings.ts";

const rating = (minute: number, isMarked: boolean, level = 1): SeenRating => ({
  minute,
  level,
  isMarked,
  isAside: false,
});

test("ratings stand at the agency's clock, marked by the sign that is looked at", () => {
  const given = [{ at: "2026-11-24T02:10:00.000Z", level: 1, signs: ["burst", "streak"], is_aside: true }];
  expect(seenRatings(given, "streak", "Asia/Ho_Chi_Minh")).toEqual([
    { minute: 550, level: 1, isMarked: true, isAside: true },
  ]);
  expect(seenRatings(given, "late", "Asia/Ho_Chi_Minh")[0]?.isMarked).toBe(false);
});

test("a course counts every rating once, in at most 48 steps, with empty ones between", () => {
  const day = Array.from({ length: 60 }, (_, place) => rating(480 + place * 9, place % 3 === 0));
  const { minutes, steps } = courseOf(day);
  expect(minutes).toBe(15);
  expect(steps.length).toBeLessThanOrEqual(48);
  expect(steps.reduce((sum, { marked, others }) => sum + marked + others, 0)).toBe(60);
  expect(steps.reduce((sum, { marked }) => sum + marked, 0)).toBe(20);
  const burst = courseOf([rating(545, false), rating(546, true), rating(547, true), rating(570, false)]);
  expect(burst.steps).toEqual([
    { from: 545, marked: 2, others: 1 },
    ...[550, 555, 560, 565].map((from) => ({ from, marked: 0, others: 0 })),
    { from: 570, marked: 0, others: 1 },
  ]);
});

test("a course of nobody has no steps", () => {
  expect(courseOf([]).steps).toEqual([]);
});

test("a streak is shown with ten ratings before and after", () => {
  const day = Array.from({ length: 100 }, (_, place) => rating(place, place >= 40 && place < 60));
  const shown = aroundMarked(day);
  expect([shown[0]?.minute, shown[shown.length - 1]?.minute]).toEqual([30, 69]);
  expect(aroundMarked(Array.from({ length: 900 }, (_, place) => rating(place, true))).length).toBeLessThanOrEqual(200);
});

test("figures without some people are worked out as the API does", () => {
  expect(shareWithout([22, 0, 2, 7, 20], [22, 0, 0, 0, 0])).toEqual({
    now: { value: 52.94, n: 51 },
    without: { value: 93.1, n: 29 },
  });
  expect(shareWithout([3, 0, 0, 0, 0], [3, 0, 0, 0, 0]).without).toEqual({ value: null, n: 0 });
});

test("shares of nobody are none, and tallies stand lowest first", () => {
  expect(sharesOf([0, 0, 0, 0, 0])).toBe(null);
  expect(tallyOf([rating(1, true, 5), rating(2, true, 5), rating(3, true, 1)])).toEqual([1, 0, 0, 0, 2]);
});

test("opening hours are those of the weekday", () => {
  const hours = [{ days: [1, 2], from: "07:30", to: "11:30" }];
  expect(openSpans(hours, 2)).toEqual([[450, 690]]);
  expect(openSpans(hours, 6)).toEqual([]);
});
