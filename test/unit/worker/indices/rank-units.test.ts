import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Ranked, rankUnits } from "../../../../worker/indices/rank-units.ts";

function unit(code: string, low: number, high: number, n = 30): Ranked {
  return { code, n, interval: { confidence: 0.95, kind: "wilson", low, high } };
}

function places(units: readonly Ranked[]): Record<string, unknown> {
  return Object.fromEntries(
    [...rankUnits(units)].map(([code, { rank, not_distinguishable_from }]) => [
      code,
      [rank?.best, rank?.worst, rank?.of, not_distinguishable_from?.join(" ")],
    ]),
  );
}

describe("ranks", () => {
  it("are places in a row if no intervals overlap", () => {
    expect(places([unit("A", 70, 75), unit("B", 90, 95), unit("C", 80, 85)])).toEqual({
      A: [3, 3, 3, ""],
      B: [1, 1, 3, ""],
      C: [2, 2, 3, ""],
    });
  });

  it("are left open between units whose intervals overlap or touch", () => {
    expect(places([unit("A", 80, 90), unit("B", 90, 95), unit("C", 60, 70), unit("D", 69.99, 79.99)])).toEqual({
      A: [1, 2, 4, "B"],
      B: [1, 2, 4, "A"],
      C: [3, 4, 4, "D"],
      D: [3, 4, 4, "C"],
    });
  });

  it("leave out units with fewer than 30 answers or without an interval", () => {
    expect(places([unit("A", 80, 90), unit("B", 10, 20, 29), { code: "C", n: 50, interval: null }])).toEqual({
      A: [1, 1, 1, ""],
    });
  });

  it("hold every order of true values that the intervals allow", () => {
    const some = fc.array(
      fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 8 }), fc.double({ min: 0, max: 1, noNaN: true })),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(some, (all) => {
        const standings = rankUnits(all.map(([low, width], place) => unit(`U${place}`, low, low + width)));
        const truth = all.map(([low, width, at]) => low + width * at);
        for (const [place, value] of truth.entries()) {
          const standing = standings.get(`U${place}`);
          const above = truth.filter((other) => other > value).length;
          const ties = truth.filter((other, at) => at !== place && other === value).length;
          expect(above + 1).toBeLessThanOrEqual(standing?.rank?.worst ?? 0);
          expect(above + ties + 1).toBeGreaterThanOrEqual(standing?.rank?.best ?? 99);
        }
        for (const [code, { not_distinguishable_from }] of standings) {
          for (const other of not_distinguishable_from ?? []) {
            expect(standings.get(other)?.not_distinguishable_from).toContain(code);
          }
        }
      }),
    );
  });
});
