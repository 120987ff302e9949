import type { Day } from "../../shared/calendar/day.ts";
import type { OpeningHours } from "../../shared/contract/device.ts";

const minuteMs = 60_000;
const minutesOfDay = 24 * 60;
const dayMs = minutesOfDay * minuteMs;

/** From the first to before the second: minutes of a day, or milliseconds since 1970. */
export type Span = readonly [from: number, to: number];

/** A device's hours in the agency's zone; `offsetOf` is how far that is ahead of UTC, in milliseconds. */
export type OpeningTime = { readonly hours: OpeningHours; readonly offsetOf: (ms: number) => number };

/** Returns when a device should be ready on a day (days since 1970-01-01): minutes in order, none overlapping. */
export function openSpans(hours: OpeningHours, day: Day): Span[] {
  // The first of January 1970 was a Thursday.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  const ofDay = hours.filter(({ days }) => days.includes(weekday));
  return joinSpans(
    ofDay.map(({ from, to }) => [minuteOf(from), minuteOf(to)]),
    [0, minutesOfDay],
  );
}

/** Returns spans in order that cover the same time within the limits, none overlapping. */
export function joinSpans(spans: readonly Span[], [least, most]: Span): Span[] {
  const joined: Span[] = [];
  const clipped = spans.map(([from, to]): Span => [Math.max(from, least), Math.min(to, most)]);
  for (const [from, to] of clipped.filter(([from, to]) => from < to).sort(([a], [b]) => a - b)) {
    const before = joined.at(-1);
    if (before && from <= before[1]) joined[joined.length - 1] = [before[0], Math.max(before[1], to)];
    else joined.push([from, to]);
  }
  return joined;
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Returns the milliseconds of opening hours between two instants, at most `enough`. */
export function openMsBetween({ hours, offsetOf }: OpeningTime, [fromMs, toMs]: Span, enough: number): number {
  const [from, to] = [fromMs + offsetOf(fromMs), toMs + offsetOf(toMs)];
  let open = 0;
  for (let day = Math.floor(from / dayMs); day * dayMs < to && open < enough; day++) {
    for (const [first, last] of openSpans(hours, day)) {
      const begins = Math.max(from, day * dayMs + first * minuteMs);
      open += Math.max(0, Math.min(to, day * dayMs + last * minuteMs) - begins);
    }
  }
  return Math.min(open, enough);
}

/**
 * How long before and after opening hours people still come and go: one hour, in milliseconds. It spans the midday break, when
 * whoever waited is served to the end.
 */
export const openGraceMs: number = 60 * minuteMs;

/** Whether an instant lies in opening hours or within {@link openGraceMs} of them. */
export function isOpenNear(time: OpeningTime, ms: number): boolean {
  return openMsBetween(time, [ms - openGraceMs, ms + openGraceMs], 1) > 0;
}

/** Returns when a device should be ready next: now if it is open, else at its next opening; null if it never opens. */
export function opensAt({ hours, offsetOf }: OpeningTime, nowMs: number): number | null {
  const local = nowMs + offsetOf(nowMs);
  const today = Math.floor(local / dayMs);
  for (let day = today; day <= today + 7; day++) {
    for (const [first, last] of openSpans(hours, day)) {
      const ends = day * dayMs + last * minuteMs;
      if (ends > local) return nowMs + Math.max(0, day * dayMs + first * minuteMs - local);
    }
  }
  return null;
}
