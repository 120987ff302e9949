/** Levels of `overall`, lowest first. */
export const levels: readonly number[] = [1, 2, 3, 4, 5];

/** Fewest ratings from which shares of levels are taken. */
export const fewestKnown = 50;
/** Days differ more than chance alone, so no past counts for more ratings than this. */
const mostKnown = 500;

/** The share of each level to be expected after these people per level, none of them 0; null after too few. */
export function expectedShares(known: readonly number[]): readonly number[] | null {
  const people = known.reduce((sum, one) => sum + one, 0);
  if (people < fewestKnown) return null;
  const weight = Math.min(1, mostKnown / people);
  return known.map((one) => (one * weight + 0.5) / (people * weight + known.length / 2));
}

/**
 * How little people per level fit what was expected: the statistic G of the likelihood-ratio test, 2·Σ o·ln(o/e). Where nothing
 * changed it is like χ² with 4 degrees of freedom: above 18.5 once in 1,000 times, above 35 once in 2 million.
 */
export function surprise(observed: readonly number[], expected: readonly number[]): number {
  let sum = 0;
  for (const [place, people] of observed.entries()) {
    const usual = expected[place] ?? 0;
    if (people > 0 && usual > 0) sum += people * Math.log(people / usual);
  }
  return 2 * sum;
}

/** People per level, lowest first. */
export function levelsOf(ratings: readonly { readonly level: number }[]): number[] {
  return levels.map((level) => ratings.filter((rating) => rating.level === level).length);
}

/** The levels that more people chose than was expected, by more than twice the usual spread and two people. */
export function levelsInExcess(observed: readonly number[], expected: readonly number[]): number[] {
  return levels.filter((level) => {
    const [people = 0, usual = 0] = [observed[level - 1], expected[level - 1]];
    return people > usual + 2 * Math.sqrt(usual) + 2;
  });
}

/** How many ratings came on a usual day: mean and standard deviation. */
export type UsualDay = { readonly mean: number; readonly deviation: number };

/** Fewest days with ratings after which a day is called usual. */
const fewestDays = 5;

/** The usual day after these days, each a number of ratings. Days without any don't count. Null after too few. */
export function usualDay(counts: readonly number[]): UsualDay | null {
  const some = counts.filter((count) => count > 0);
  if (some.length < fewestDays) return null;
  const mean = some.reduce((sum, count) => sum + count, 0) / some.length;
  const squares = some.reduce((sum, count) => sum + (count - mean) ** 2, 0);
  return { mean, deviation: Math.max(Math.sqrt(mean), Math.sqrt(squares / (some.length - 1))) };
}
