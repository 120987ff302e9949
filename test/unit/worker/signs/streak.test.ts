import { describe, expect, test } from "vitest";
import { repeatMs, repeatsIn } from "../../../../worker/signs/repeat.ts";
import { shortestRun, streakIn, streakLength } from "../../../../worker/signs/streak.ts";
import { seen } from "./flows.ts";

const shareOf = (level: number, share: number): number[] => [1, 2, 3, 4, 5].map((one) => (one === level ? share : 0.1));

function run(count: number, level: number, share: number): ReturnType<typeof seen>[] {
  return Array.from({ length: count }, () => seen({ level, expected: shareOf(level, share) }));
}

describe("a streak", () => {
  test.each([
    [0.02, shortestRun],
    [0.5, 20],
    [0.8, 62],
    [0.92, 166],
  ])("of a level that %f of people choose is %i in a row", (share, length) => {
    expect(streakLength(share)).toBe(length);
    expect(streakIn(run(length - 1, 5, share))).toHaveLength(0);
    expect(streakIn(run(length, 5, share))).toHaveLength(length);
  });

  test("ends at another level, and at a rating with which more was said", () => {
    const other = [...run(20, 1, 0.02), seen({ level: 2 }), ...run(14, 1, 0.02)];
    const said = [...run(20, 1, 0.02), seen({ level: 1, isBare: false }), ...run(14, 1, 0.02)];
    expect([streakIn(other), streakIn(said)]).toEqual([[], []]);
  });

  test("leaves out what came before it", () => {
    expect(streakIn([seen({ level: 5 }), ...run(15, 1, 0.02)])).toHaveLength(15);
  });

  test("is judged by what was usual before it began", () => {
    const grown = run(15, 1, 0.02).map((rating, place) => ({ ...rating, expected: shareOf(1, 0.02 + place * 0.05) }));
    expect(streakIn(grown)).toHaveLength(15);
  });
});

describe("a repeat", () => {
  const of = (browser: string | null, atMs: number): ReturnType<typeof seen> => seen({ browser, atMs });

  test("is all but the first of three ratings of one browser within minutes", () => {
    const three = [of("b", 0), of("c", 1), of("b", 2), of("b", 3)];
    expect(repeatsIn(three)).toEqual([three[2], three[3]]);
    expect(repeatsIn(three.slice(0, 3))).toEqual([]);
  });

  test("is nothing after minutes, and nothing without a key", () => {
    expect(repeatsIn([of("b", 0), of("b", 1), of("b", repeatMs + 1)])).toEqual([]);
    expect(repeatsIn([of(null, 0), of(null, 1), of(null, 2)])).toEqual([]);
  });
});
