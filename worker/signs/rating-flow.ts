import type { Day } from "../../shared/calendar/day.ts";
import { expectedShares, levels, type UsualDay, usualDay } from "./usual.ts";

/** A rating as the signs see it. */
export type Rating = {
  readonly id: string;
  readonly touchpoint: string;
  /** When it was given, in milliseconds since 1970, by a clock that its sender can't set: a device's own if it signed, else ours. */
  readonly atMs: number;
  /** Calendar day of `atMs`. */
  readonly day: Day;
  /** Level of `overall`, 1 to 5. */
  readonly level: number;
  /** Whether nothing else was said: no reasons, answers or comment. */
  readonly isBare: boolean;
  /** Hash of the sender's address, of this day alone; null if a device signed. */
  readonly source: string | null;
  /** The key that the browser made for itself; null if it sent none. */
  readonly browser: string | null;
};

/** A rating that flows remember. A revision changes its level and whether it is bare. */
export type Seen = Omit<Rating, "level" | "isBare"> & {
  level: number;
  isBare: boolean;
  /** Share of each level at its touchpoint before it came; null if too little was known. */
  expected: readonly number[] | null;
  /** Signs that it has so far. */
  readonly signs: Set<string>;
  /** Whether it is part of a burst at its touchpoint. Then it tells nothing of the other touchpoints. */
  isLocal: boolean;
};

/** People per level on one day: all of them, and those without a flag. */
export type DayCount = { readonly all: number[]; readonly plain: number[] };

/** What came from one source today. */
export type SourceCount = {
  count: number;
  /** Newest last. */
  readonly ratings: Seen[];
  /** Whether the source was recognised today. Then all that it sends carries the sign. */
  isKnown: boolean;
};

/** What a touchpoint, or all of an agency, received lately. In memory alone. */
export type RatingFlow = {
  /** The past weeks, today, and days for which a device delivers late. */
  readonly days: Map<Day, DayCount>;
  /** The newest ratings, newest last. */
  readonly recent: Seen[];
  /** The last of them, added up. */
  readonly window: Window;
  readonly sources: Map<string, SourceCount>;
  /** The newest day of ratings from sources. */
  sourceDay: Day;
  /** What is known of all days but one, for that one. */
  past: Past | null;
};

/** What the other days tell of a day: people per level, and what is usual. */
type Past = { readonly day: Day; readonly known: readonly number[]; readonly usual: UsualDay | null };

/**
 * People per level among the last ratings of a flow, and how many were to be expected of each. Ratings of which nothing was
 * expected are left out.
 */
export type Window = {
  readonly size: number;
  /** Whether it is of a whole agency, and so leaves out what is a burst at one touchpoint. */
  readonly isWide: boolean;
  observed: number[];
  expected: number[];
};

/** Most ratings that a flow remembers one by one. */
export const mostRecent = 256;
/** Most sources that a flow tells apart on a day. */
const mostSources = 2000;
/** Most ratings that are remembered of a source. */
const mostOfSource = 64;
/** Most days that are counted. */
const mostDays = 64;

/** A flow that has these days behind it, and adds up so many of its last ratings; `isWide` if it is of a whole agency. */
export function newFlow(
  days: ReadonlyMap<Day, DayCount>,
  { size, isWide }: Pick<Window, "size" | "isWide">,
): RatingFlow {
  const window = { size, isWide, ...againstExpected([], isWide) };
  return { days: new Map(days), recent: [], window, sources: new Map(), sourceDay: 0, past: null };
}

/** The count of a day; a day without ratings is added. */
export function dayOf(flow: RatingFlow, day: Day): DayCount {
  const known = flow.days.get(day);
  if (known) return known;
  const made = { all: levels.map(() => 0), plain: levels.map(() => 0) };
  flow.days.set(day, made);
  if (flow.days.size > mostDays) flow.days.delete(Math.min(...flow.days.keys()));
  return made;
}

/** Adds a rating to its day, to the newest ratings and to its source. */
export function addToFlow(flow: RatingFlow, rating: Seen): void {
  const { day, source } = rating;
  countIn(flow, rating, 1);
  addUp(flow.window, rating, 1);
  const leaving = flow.recent.at(-flow.window.size);
  if (leaving) addUp(flow.window, leaving, -1);
  keepNewest(flow.recent, rating, mostRecent);
  if (source === null) return;
  if (day > flow.sourceDay) {
    flow.sourceDay = day;
    flow.sources.clear();
  }
  const of = flow.sources.get(source) ?? { count: 0, ratings: [], isKnown: false };
  // The source that was silent for longest is the first.
  flow.sources.delete(source);
  flow.sources.set(source, of);
  dropOldest(flow.sources, mostSources);
  of.count += 1;
  keepNewest(of.ratings, rating, mostOfSource);
}

/** Leaves ratings that are a burst at their touchpoint out of what an agency's flow looks at. */
export function leaveOut(agency: RatingFlow, ratings: readonly Seen[]): void {
  const some = ratings.filter(({ isLocal }) => !isLocal);
  if (some.length === 0) return;
  for (const rating of some) {
    countIn(agency, rating, -1);
    rating.isLocal = true;
  }
  addUpAnew(agency);
}

/** Counts a rating's day: `by` 1 to add it, −1 to take it out. Among those without a flag it counts only if it has no sign. */
export function countIn(flow: RatingFlow, { day, level, signs }: Seen, by: 1 | -1): void {
  const { all, plain } = dayOf(flow, day);
  all[level - 1] = (all[level - 1] ?? 0) + by;
  if (signs.size === 0) plain[level - 1] = (plain[level - 1] ?? 0) + by;
}

/** What is usual for a day, by the other days. Kept until another day is asked for. */
function pastOf(flow: RatingFlow, day: Day): Past {
  if (flow.past?.day === day) return flow.past;
  const others = [...flow.days].filter(([of]) => of !== day).map(([, { all }]) => all);
  const known = levels.map((_, place) => others.reduce((sum, all) => sum + (all[place] ?? 0), 0));
  flow.past = { day, known, usual: usualDay(others.map(sumOf)) };
  return flow.past;
}

/** How many ratings come on a usual day; null if too little is known. */
export function usualFor(flow: RatingFlow, day: Day): UsualDay | null {
  return pastOf(flow, day).usual;
}

/** Shares of the levels by all that is known without flags: the other days, and the given day so far. Null if that is too little. */
export function sharesIn(flow: RatingFlow, day: Day): readonly number[] | null {
  const { known } = pastOf(flow, day);
  const { plain } = dayOf(flow, day);
  return expectedShares(known.map((people, place) => people + (plain[place] ?? 0)));
}

/** How many there are in all. */
export function sumOf(counts: readonly number[]): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** Adds the last ratings up anew, after one of them was revised or read from storage. */
export function addUpAnew({ window, recent }: RatingFlow): void {
  Object.assign(window, againstExpected(recent.slice(-window.size), window.isWide));
}

/** People per level among ratings, and how many were to be expected of each; without those of which nothing was expected. */
export function againstExpected(
  ratings: readonly Seen[],
  isWide: boolean = false,
): Pick<Window, "observed" | "expected"> {
  const sums: Window = { size: ratings.length, isWide, observed: levels.map(() => 0), expected: levels.map(() => 0) };
  for (const rating of ratings) addUp(sums, rating, 1);
  const { observed, expected } = sums;
  return { observed, expected };
}

function addUp({ isWide, observed, expected }: Window, rating: Seen, by: 1 | -1): void {
  if (rating.expected === null || (isWide && rating.isLocal)) return;
  observed[rating.level - 1] = (observed[rating.level - 1] ?? 0) + by;
  for (let place = 0; place < expected.length; place++) {
    expected[place] = (expected[place] ?? 0) + by * (rating.expected[place] ?? 0);
  }
}

/** Lets go of a map's first keys, once there are a quarter too many: to find the first one after many were deleted takes long. */
export function dropOldest(map: Map<string, unknown>, most: number): void {
  if (map.size < most + most / 4) return;
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}

function keepNewest(list: Seen[], rating: Seen, most: number): void {
  list.push(rating);
  // Cut rarely: moving a list by one costs as much as moving it by many.
  if (list.length >= most + most / 4) list.splice(0, list.length - most);
}
