import type { Day } from "../../shared/calendar/day.ts";
import type { MinuteSpan } from "./opening-time.ts";

const minuteMs = 60_000;
const minutesOfDay = 24 * 60;

/** Which minutes of a day a device was ready in: a bit for each. */
export type ReadyMinutes = Uint8Array;

/** Milliseconds since 1970, from the first to the second. */
export type Span = readonly [fromMs: number, toMs: number];

/** A day on which the device was never ready. */
export function neverReady(): ReadyMinutes {
  return new Uint8Array(minutesOfDay / 8);
}

/** Spans in order that cover the same, none overlapping; of each only what lies within the limits. */
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

/**
 * Marks the minutes of spans in local time, by day (since 1970-01-01). A minute counts where its middle is covered, so that
 * spans which follow each other count each minute once, in whatever order and however often they come.
 * @param dayMinutes the marks of a day, to be changed.
 */
export function markReady(spans: readonly Span[], dayMinutes: (day: Day) => ReadyMinutes): void {
  for (const [fromMs, toMs] of spans) {
    const last = Math.ceil(toMs / minuteMs - 0.5);
    for (let minute = Math.ceil(fromMs / minuteMs - 0.5); minute < last; minute++) {
      const day = Math.floor(minute / minutesOfDay);
      const place = minute - day * minutesOfDay;
      const marks = dayMinutes(day);
      marks[place >> 3] = (marks[place >> 3] ?? 0) | (1 << (place & 7));
    }
  }
}

/** How many minutes of these spans of a day are marked. */
export function countReady(marks: ReadyMinutes, spans: readonly MinuteSpan[]): number {
  let count = 0;
  for (const [from, to] of spans) {
    for (let minute = from; minute < to; minute++) count += ((marks[minute >> 3] ?? 0) >> (minute & 7)) & 1;
  }
  return count;
}
