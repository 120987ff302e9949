import {
  againstExpected,
  dayOf,
  type RatingFlow,
  type Seen,
  sharesIn,
  type SourceCount,
  sumOf,
  usualFor,
} from "./rating-flow.ts";
import { levelsInExcess, levelsOf, surprise, type UsualDay } from "./usual.ts";

/** What "a short time" is: 10 minutes, in milliseconds. */
export const shortMs: number = 10 * 60_000;

/** How many ratings are a burst. `usual` is the mean of a day's ratings there. */
export type BurstLimits = {
  /**
   * From one source in a short time: `least` if the levels are not as usual, else also this share of a usual day and `plain`.
   * A family on one phone or line is up to 6. Whoever goes by the rate limits reaches 8 in a minute at one touchpoint, and 15
   * in a minute over all touchpoints of an agency.
   */
  readonly source: { readonly least: number; readonly share: number; readonly plain: number };
  /** From one source in a day: `least` if the levels are not as usual, and `beyond` more than `times` the usual day if they are. */
  readonly sourceDay: { readonly least: number; readonly times: number; readonly beyond: number };
  /** From anybody in a short time: this share of a usual day, and no fewer than `least`. */
  readonly rush: { readonly share: number; readonly least: number };
  /** How many of the newest ratings are compared with what is usual, how little they may fit, how much faster they must come. */
  readonly shift: { readonly ratings: number; readonly surprise: number; readonly faster: number };
  /** In a day: `deviations` and `beyond` more than usual with levels that fit as little as `surprise`, or `times` the usual and `plain` more. */
  readonly day: { readonly deviations: number; readonly beyond: number; readonly surprise: number } & {
    readonly times: number;
    readonly plain: number;
  };
};

/** Levels of one source fit too little from here on: once in 1,000 sources by chance (χ² with 4 degrees of freedom). */
const sourceSurprise = 18.5;

/** Limits of one touchpoint; tuned by `npm run bench -- signs`. */
export const touchpointLimits: BurstLimits = {
  source: { least: 8, share: 0.2, plain: 0 },
  sourceDay: { least: 20, times: 2, beyond: 20 },
  rush: { share: 0.4, least: 15 },
  shift: { ratings: 40, surprise: 35, faster: 1.5 },
  day: { deviations: 3, beyond: 10, surprise: 25, times: 4, plain: 60 },
};

/** Limits of a whole agency. Many people share a carrier's address, so number alone says less; tuned by `npm run bench -- signs`. */
export const agencyLimits: BurstLimits = {
  source: { least: 15, share: 0, plain: 40 },
  sourceDay: { least: 40, times: Infinity, beyond: 0 },
  rush: { share: Infinity, least: 0 },
  shift: { ratings: 200, surprise: 40, faster: 0 },
  day: { deviations: 3, beyond: 20, surprise: 40, times: Infinity, plain: 0 },
};

/** Opening hours of a usual day, to turn ratings a day into ratings an hour: 8 hours in milliseconds. */
const openMs = 8 * 60 * 60_000;

/**
 * The ratings of a flow that are part of a burst, now that this rating was added; none if there is no burst.
 * Ratings of levels that fit what is usual are left out, unless their number alone is a burst.
 */
export function burstAt(flow: RatingFlow, rating: Seen, limits: BurstLimits): readonly Seen[] {
  const found = { flow, rating, limits, usual: usualFor(flow, rating.day) };
  return [fromSource, inRush, inShift, inDay].flatMap((rule) => rule(found));
}

type Finding = {
  readonly flow: RatingFlow;
  readonly rating: Seen;
  readonly limits: BurstLimits;
  readonly usual: UsualDay | null;
};

function fromSource({ flow, rating, limits, usual }: Finding): readonly Seen[] {
  const from = rating.source === null ? undefined : flow.sources.get(rating.source);
  if (!from) return [];
  if (from.isKnown) return [rating];
  from.isKnown = isQuickSource(from, rating, { limits, usual }) || isSlowSource(from, { limits, usual });
  return from.isKnown ? from.ratings : [];
}

type Scale = Pick<Finding, "limits" | "usual">;

function isQuickSource({ ratings }: SourceCount, { atMs }: Seen, { limits, usual }: Scale): boolean {
  const { least, share, plain } = limits.source;
  if (ratings.length < least) return false;
  const quick = ratings.filter((one) => atMs - one.atMs <= shortMs);
  if (quick.length < least) return false;
  return quick.length >= Math.max(least, share * (usual?.mean ?? 0), plain) || isUnusual(quick);
}

function isSlowSource({ count, ratings }: SourceCount, { limits, usual }: Scale): boolean {
  const { least, times, beyond } = limits.sourceDay;
  return count >= least && (isUnusual(ratings) || (usual !== null && count >= times * usual.mean + beyond));
}

/** Whether the levels of a source are not as usual, or nothing is known of what is. */
function isUnusual(ratings: readonly Seen[]): boolean {
  const { observed, expected } = againstExpected(ratings);
  return sumOf(observed) < ratings.length / 2 || surprise(observed, expected) >= sourceSurprise;
}

function inRush({ flow, rating, limits, usual }: Finding): readonly Seen[] {
  if (usual === null) return [];
  const enough = Math.max(limits.rush.least, limits.rush.share * usual.mean);
  if (flow.recent.length < enough) return [];
  // Most often the answer is no, and one look tells.
  const first = flow.recent.at(-Math.ceil(enough));
  if (first && rating.atMs - first.atMs > shortMs) return [];
  const quick = flow.recent.filter(({ atMs }) => Math.abs(rating.atMs - atMs) <= shortMs);
  return quick.length >= enough ? quick : [];
}

function inShift({ flow, limits, usual }: Finding): readonly Seen[] {
  const { ratings, surprise: most, faster } = limits.shift;
  if (flow.recent.length < ratings) return [];
  const { observed, expected } = flow.window;
  if (sumOf(observed) < ratings / 2 || surprise(observed, expected) < most) return [];
  const newest = flow.recent.slice(-ratings);
  const times = newest.map(({ atMs }) => atMs);
  const takesMs = Math.max(...times) - Math.min(...times);
  if (usual !== null && takesMs * faster > (ratings / usual.mean) * openMs) return [];
  return surplusOf(newest, { observed, expected, unsigned: levelsOf(newest.filter((one) => !isBurst(one))) });
}

function inDay({ flow, rating, limits, usual }: Finding): readonly Seen[] {
  if (usual === null) return [];
  const { deviations, beyond, surprise: most, times, plain } = limits.day;
  const { day } = rating;
  const { all } = dayOf(flow, day);
  const people = sumOf(all);
  if (people < usual.mean + deviations * usual.deviation + beyond) return [];
  const ofDay = (): readonly Seen[] => flow.recent.filter((one) => one.day === day);
  if (people >= times * usual.mean + plain) return ofDay();
  const expected = sharesIn(flow, day)?.map((share) => share * people);
  if (!expected || surprise(all, expected) < most) return [];
  return surplusOf(ofDay(), { observed: all, expected, unsigned: dayOf(flow, day).plain });
}

function isBurst({ signs }: Seen): boolean {
  return signs.has("burst");
}

type Excess = {
  /** People per level, how many were to be expected of each, and how many of them carry no burst yet. */
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly unsigned: readonly number[];
};

/**
 * Of each level that far too many people chose, as many of these ratings as there are too many. As many as fit the other levels
 * stay without a sign, so that setting the rest aside leaves a fair picture. Those with which more was said stay first, then the oldest.
 */
function surplusOf(ratings: readonly Seen[], { observed, expected, unsigned }: Excess): readonly Seen[] {
  const excess = levelsInExcess(observed, expected);
  const others = (counts: readonly number[]): number => sumOf(counts.filter((_, place) => !excess.includes(place + 1)));
  const scale = others(expected) > 0 ? others(observed) / others(expected) : 1;
  return excess.flatMap((level) => {
    const usual = (expected[level - 1] ?? 0) * scale;
    const tooMany = Math.max(0, Math.round((unsigned[level - 1] ?? 0) - usual));
    const some = ratings.filter((rating) => rating.level === level && !isBurst(rating)).reverse();
    return [...some.filter(({ isBare }) => isBare), ...some.filter(({ isBare }) => !isBare)].slice(0, tooMany);
  });
}
