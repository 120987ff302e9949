import type { Tally } from "../levels.ts";
import { type Fraction, whole } from "./fraction.ts";
import type { Method } from "./method.ts";
import { type Surd, withSample } from "./surd.ts";
import { tallySums } from "./tally-sums.ts";
import { z95 } from "./z95.ts";

/**
 * Method `nps@1`: net promoter score, the share of answers 9 and 10 minus the share of answers 0 to 6.
 * Points, −100–100, 1 decimal, half up on the exact fraction. Scale 11. Interval: normal, of a difference of shares.
 * Empty tally: value null.
 * Source: trade usage.
 */
export const nps: Method = {
  id: "nps@1",
  name: { vi: "Điểm sẵn lòng giới thiệu (NPS)", en: "Net promoter score" },
  scales: [11],
  unit: "points",
  decimals: 1,
  range: () => [-100, 100],
  formula: "100 · (n10 + n11 − (n1 + … + n7)) / n, level i being the answer i − 1",
  source: "Trade usage: net promoter score",
  example: { tally: [3, 0, 1, 0, 2, 5, 7, 11, 13, 17, 19], value: 23.1 },
  value: (tally) => {
    const sides = sidesOf(tally);
    return { numerator: 100n * (sides.for - sides.against), denominator: sides.n };
  },
  intervalKind: "normal-difference",
  interval: (tally, stretch) => normalDifference(sidesOf(tally), stretch),
};

/** Promoters, detractors, and all people who answered: at least one. */
type Sides = { readonly for: bigint; readonly against: bigint; readonly n: bigint };

// An 11-level question is shown as 0–10: level i is the answer i − 1.
function sidesOf(tally: Tally): Sides {
  return {
    for: tallySums(tally.slice(9)).n,
    against: tallySums(tally.slice(0, 7)).n,
    n: tallySums(tally).n,
  };
}

/**
 * Returns the 95 % interval of 100 · d, where d = p − q is the difference of two shares of the same people: d ± z·√((p
 * + q − d²)/n). It is not yet clipped to −100..100. `stretch` as in {@link Method}.
 */
function normalDifference(sides: Sides, stretch: Fraction = whole): Surd {
  const { n } = sides;
  const difference = sides.for - sides.against;
  const spread = (sides.for + sides.against) * n - difference * difference;
  const reach = 100n * z95.numerator;
  return withSample(stretch, {
    middle: 100n * difference * n * z95.denominator,
    radicand: reach * reach * spread * n,
    denominator: n * n * z95.denominator,
  });
}
