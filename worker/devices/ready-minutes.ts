import type { Day } from "../../shared/calendar/day.ts";
import type { Span } from "./opening-time.ts";

const minuteMs = 60_000;
const minutesOfDay = 24 * 60;

/** The minutes of a day in which a device was ready: a bit for each. */
export type ReadyMinutes = Uint8Array;

/** A day on which the device was never ready. */
export function neverReady(): ReadyMinutes {
  return new Uint8Array(minutesOfDay / 8);
}

/**
 * Marks the minutes of spans in local time. A minute is marked if a span covers its middle, so that no minute counts twice,
 * whatever the order of the spans and however often they come.
 * @param dayMinutes the marks of a day (since 1970-01-01), which are changed.
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

/** Returns how many minutes of these spans of a day are marked. */
export function countReady(marks: ReadyMinutes, spans: readonly Span[]): number {
  let count = 0;
  for (const [from, to] of spans) {
    for (let minute = from; minute < to; minute++) count += ((marks[minute >> 3] ?? 0) >> (minute & 7)) & 1;
  }
  return count;
}
