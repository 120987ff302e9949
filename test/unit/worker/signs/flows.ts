import { addToFlow, type DayCount, newFlow, type RatingFlow, type Seen } from "../../../../worker/signs/rating-flow.ts";

/** The day on which ratings come in these tests. */
export const today = 20_000;
export const minute = 60_000;

/** As many days of the past as wanted, each with these people per level. */
export function pastOf(days: number, all: readonly number[]): Map<number, DayCount> {
  return new Map(Array.from({ length: days }, (_, back) => [today - 1 - back, { all: [...all], plain: [...all] }]));
}

/** What is usual where 2 of 100 say 1 and 92 say 5. */
export const goodShares: readonly number[] = [0.02, 0.02, 0.02, 0.02, 0.92];

let made = 0;

/** A rating of a flow; a minute after the other unless said otherwise. */
export function seen(different: Partial<Seen> = {}): Seen {
  made += 1;
  const usual = { touchpoint: "t", day: today, level: 5, isBare: true, source: `s${made}`, browser: null };
  return {
    id: `r${made}`,
    atMs: made * minute,
    ...usual,
    expected: goodShares,
    signs: new Set(),
    isLocal: false,
    ...different,
  };
}

/** A flow with these days behind it that took some ratings. */
export function flowWith(past: ReadonlyMap<number, DayCount>, ratings: readonly Seen[]): RatingFlow {
  const flow = newFlow(past, { size: 40, isWide: false });
  for (const rating of ratings) addToFlow(flow, rating);
  return flow;
}
