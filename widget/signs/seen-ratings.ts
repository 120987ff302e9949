import { zoneDay, zoneOffset } from "../../shared/calendar/zone-day.ts";
import type { OpeningHours } from "../../shared/contract/device.ts";
import type { Tally } from "../../shared/levels.ts";
import { computeValue } from "../../shared/methods/compute-index.ts";
import { topTwo } from "../../shared/methods/top-two.ts";

/** A rating of the evidence: minutes after midnight in the agency's zone, and whether it carries the sign that is looked at. */
export type SeenRating = {
  readonly minute: number;
  readonly level: number;
  readonly isMarked: boolean;
  readonly isAside: boolean;
};

/** A rating as the API gives it. */
export type GivenRating = {
  readonly at: string;
  readonly level: number;
  readonly signs: readonly string[];
  readonly is_aside: boolean;
};

/** Ratings as minutes of their day; `sign` is what they are looked at for. */
export function seenRatings(ratings: readonly GivenRating[], sign: string, timeZone: string): SeenRating[] {
  const offsetOf = zoneOffset(timeZone);
  return ratings.map(({ at, level, signs, is_aside }) => ({
    minute: minuteOf(Date.parse(at), offsetOf),
    ...{ level, isMarked: signs.includes(sign), isAside: is_aside },
  }));
}

const dayMinutes = 24 * 60;

function minuteOf(ms: number, offsetOf: (ms: number) => number): number {
  const minutes = Math.floor((ms + offsetOf(ms)) / 60_000);
  return ((minutes % dayMinutes) + dayMinutes) % dayMinutes;
}

/** A minute of the day: `09:10`. */
export function minuteWords(minute: number): string {
  const two = (count: number): string => String(count).padStart(2, "0");
  return `${two(Math.floor(minute / 60) % 24)}:${two(Math.floor(minute) % 60)}`;
}

/** The clock of an instant in a zone: `09:10`. */
export function clockWords(at: string, timeZone: string): string {
  return minuteWords(minuteOf(Date.parse(at), zoneOffset(timeZone)));
}

/** The calendar day of an instant in a zone, in days since 1970. */
export function dayAt(at: string, timeZone: string): number {
  return zoneDay(timeZone)(Date.parse(at));
}

/** Counts of one span of a course; `from` in minutes of the day. */
export type CourseStep = { readonly from: number; readonly marked: number; readonly others: number };

const lengths = [1, 2, 5, 10, 15, 20, 30, 60];
const mostSteps = 48;

/** The ratings' course in steps of one length, in minutes: the shortest that gives at most 48. Steps without any are in it. */
export function courseOf(ratings: readonly SeenRating[]): {
  readonly minutes: number;
  readonly steps: readonly CourseStep[];
} {
  if (ratings.length === 0) return { minutes: 10, steps: [] };
  const all = ratings.map(({ minute }) => minute);
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const count = (length: number): number => Math.floor(last / length) - Math.floor(first / length) + 1;
  const minutes = lengths.find((length) => length >= 5 && count(length) <= mostSteps) ?? 60;
  const begin = Math.floor(first / minutes) * minutes;
  const steps = Array.from({ length: count(minutes) }, (_, place) => ({
    from: begin + place * minutes,
    marked: 0,
    others: 0,
  }));
  for (const { minute, isMarked } of ratings) {
    const step = steps[Math.floor((minute - begin) / minutes)];
    if (step) step[isMarked ? "marked" : "others"] += 1;
  }
  return { minutes, steps };
}

/** People per level, lowest first. */
export function tallyOf(ratings: readonly Pick<SeenRating, "level">[]): number[] {
  return [1, 2, 3, 4, 5].map((level) => ratings.filter((rating) => rating.level === level).length);
}

/** Shares of all, 0 to 1; null of nobody. */
export function sharesOf(tally: readonly number[]): number[] | null {
  const all = tally.reduce((sum, people) => sum + people, 0);
  return all === 0 ? null : tally.map((people) => people / all);
}

/** Most ratings that a drawing or a table of single ratings shows. */
export const mostShown = 200;

/** The ratings around what is marked, with up to ten before and after, and never more than {@link mostShown}. */
export function aroundMarked(ratings: readonly SeenRating[]): readonly SeenRating[] {
  const first = ratings.findIndex(({ isMarked }) => isMarked);
  if (first < 0) return ratings.slice(0, mostShown);
  const last = ratings.length - 1 - [...ratings].reverse().findIndex(({ isMarked }) => isMarked);
  return ratings.slice(Math.max(0, first - 10), Math.min(last + 11, first + mostShown - 10));
}

/** Spans of a weekday's opening hours, in minutes of the day. 1 is Monday. */
export function openSpans(hours: OpeningHours, weekday: number): (readonly [number, number])[] {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return hours
    .filter(({ days }) => days.includes(weekday))
    .map(({ from, to }) => [minutes(from), minutes(to)] as const);
}

/** A share satisfied (`top-two@1`) and of how many. */
export type Share = { readonly value: number | null; readonly n: number };

/** The share of a tally, and the share without some of its people. */
export function shareWithout(
  tally: readonly number[],
  without: readonly number[],
): { readonly now: Share; readonly without: Share } {
  const left = tally.map((people, place) => Math.max(0, people - (without[place] ?? 0)));
  return { now: shareOf(tally), without: shareOf(left) };
}

function shareOf(tally: readonly number[]): Share {
  return { value: computeValue(topTwo, tally as Tally), n: tally.reduce((sum, people) => sum + people, 0) };
}
