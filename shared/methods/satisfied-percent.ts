import type { Tally } from "../levels.ts";
import { type Fraction, whole } from "./fraction.ts";
import type { Method } from "./method.ts";
import type { Surd } from "./surd.ts";
import { tallySums } from "./tally-sums.ts";
import { wilson } from "./wilson.ts";

/** Counts the people who chose one of the two best levels. */
export function peopleSatisfied(tally: Tally): bigint {
  const [good = 0, best = 0] = tally.slice(-2);
  return BigInt(good) + BigInt(best);
}

/** Returns the exact percentage of people who chose one of the two best levels. The tally must have an answer. */
export function satisfiedPercent(tally: Tally): Fraction {
  return { numerator: 100n * peopleSatisfied(tally), denominator: tallySums(tally).n };
}

/**
 * Returns the 95 % interval of {@link satisfiedPercent}, by Wilson's score. The tally must have an answer. `stretch` as
 * in {@link Method}.
 */
export function satisfiedInterval(tally: Tally, stretch: Fraction = whole): Surd {
  const { numerator, denominator } = stretch;
  return wilson(peopleSatisfied(tally) * numerator, tallySums(tally).n * numerator, denominator);
}
