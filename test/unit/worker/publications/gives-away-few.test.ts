import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { givesAwayFew } from "../../../../worker/publications/gives-away-few.ts";

/** Rank of a matrix modulo a prime, by columns: in small cases the same as over the rationals. */
function follows(sums: readonly (readonly number[])[], cells: number, wanted: readonly number[]): boolean {
  const rank = (rows: readonly (readonly number[])[]): number => {
    const prime = 1_000_003;
    const left = rows.map((row) => Array.from({ length: cells }, (_, cell): number => (row.includes(cell) ? 1 : 0)));
    let done = 0;
    for (let column = 0; column < cells; column += 1) {
      const found = left.findIndex((row, place) => place >= done && row[column] !== 0);
      if (found < 0) continue;
      [left[done], left[found]] = [left[found] ?? [], left[done] ?? []];
      let inverse = 1;
      for (let power = prime - 2, base = left[done]?.[column] ?? 1; power > 0; power = Math.floor(power / 2)) {
        if (power % 2 === 1) inverse = (inverse * base) % prime;
        base = (base * base) % prime;
      }
      for (const [place, row] of left.entries()) {
        if (place <= done || row[column] === 0) continue;
        const factor = ((row[column] ?? 0) * inverse) % prime;
        left[place] = row.map((value, at) => (((value - factor * (left[done]?.[at] ?? 0)) % prime) + prime) % prime);
      }
      done += 1;
    }
    return done;
  };
  return rank(sums) === rank([...sums, wanted]);
}

/** Every set of cells, one after the other. */
function anyFew(people: readonly number[], sums: readonly (readonly number[])[], threshold: number): boolean {
  for (let chosen = 1; chosen < 2 ** people.length; chosen += 1) {
    const places = people.flatMap((_, place) => ((chosen >> place) % 2 === 1 ? [place] : []));
    const all = places.reduce((sum, place) => sum + (people[place] ?? 0), 0);
    if (all < threshold && follows(sums, people.length, places)) return true;
  }
  return false;
}

describe("the proof", () => {
  test("finds a set of too few people exactly where one follows, as trying every set does", () => {
    const found = { some: 0, none: 0 };
    const tables = fc.integer({ min: 1, max: 9 }).chain((cells) =>
      fc.record({
        people: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: cells, maxLength: cells }),
        sums: fc.array(
          fc.subarray(
            Array.from({ length: cells }, (_, cell) => cell),
            { minLength: 1 },
          ),
          { maxLength: 7 },
        ),
        threshold: fc.constantFrom(5, 10),
      }),
    );
    fc.assert(
      fc.property(tables, ({ people, sums, threshold }) => {
        const cells = people.map((one, place) => ({ counter: `${place}`, tally: [one] }));
        const expected = anyFew(people, sums, threshold);
        found[expected ? "some" : "none"] += 1;
        expect(givesAwayFew({ cells, sums }, threshold)).toBe(expected);
      }),
      { numRuns: 400 },
    );
    expect(Math.min(found.some, found.none)).toBeGreaterThan(50);
  });

  test("knows whose counter was emptied, and who stays of a counter that was lessened", () => {
    const cell = (counter: string, ...tally: number[]) => ({ counter, tally });
    // A's first month, both months of A, and A's later figure after everybody of the first month had gone but 4.
    const lessened = [cell("A 1", 14), cell("A 2", 20), cell("A 1", -10)];
    expect(givesAwayFew({ cells: lessened, sums: [[0], [0, 1], [0, 1, 2]] }, 5)).toBe(true);
    expect(
      givesAwayFew(
        {
          cells: lessened,
          sums: [
            [0, 1],
            [0, 1, 2],
          ],
        },
        5,
      ),
    ).toBe(false);
    // A's ten of the second month have gone, so B's one of that month is left.
    const emptied = [cell("A 1", 20), cell("A 2", 10), cell("B 2", 1), cell("A 2", -10)];
    expect(givesAwayFew({ cells: emptied, sums: [[0], [1, 2], [0, 1, 2, 3]] }, 5)).toBe(true);
  });

  test("knows who returned", () => {
    // A's four, B's ten who leave while ten others come, and return.
    const cells = [
      { counter: "A", tally: [4, 0, 0] },
      { counter: "B", tally: [0, 10, 0] },
      { counter: "B", tally: [0, -10, 10] },
      { counter: "B", tally: [0, 10, 0] },
    ];
    expect(
      givesAwayFew(
        {
          cells: cells.slice(0, 3),
          sums: [
            [0, 1],
            [0, 1, 2],
          ],
        },
        5,
      ),
    ).toBe(false);
    expect(
      givesAwayFew(
        {
          cells,
          sums: [
            [0, 1],
            [0, 1, 2],
            [0, 1, 2, 3],
          ],
        },
        5,
      ),
    ).toBe(true);
  });

  test("gives up where a counter was changed too often to try every choice", () => {
    const cells = Array.from({ length: 7 }, () => ({ counter: "A", tally: [20] }));
    expect(givesAwayFew({ cells, sums: [] }, 5)).toBe(true);
    expect(givesAwayFew({ cells: cells.slice(1), sums: [] }, 5)).toBe(false);
  });
});
