import { describe, expect, test } from "vitest";
import { peopleBetween, sumOfTallies, tallyChange } from "../../../shared/levels.ts";

describe("tallies", () => {
  test("add up level by level, also of different lengths", () => {
    expect(sumOfTallies([])).toEqual([]);
    expect(sumOfTallies([[1, 2, 3], [], [10, 20, 30, 40]])).toEqual([11, 22, 33, 40]);
    expect(tallyChange([1, 2, 3], [3, 2])).toEqual([-2, 0, 3]);
  });

  test.each([
    [[], [], 0],
    [[5, 5], [5, 5], 0],
    [[5, 5], [4, 6], 1],
    [[5, 5], [5, 8], 3],
    [[5, 5], [2, 5], 3],
    [[5, 5], [1, 6], 4],
    [[], [2, 3], 5],
  ])("of %j and %j differ by at least %i people", (before, after, people) => {
    expect(peopleBetween(before, after)).toBe(people);
  });
});
