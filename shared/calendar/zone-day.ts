import type { Day } from "./day.ts";

const slotMs = 15 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** The calendar day of an instant (milliseconds since 1970) in a time zone of the IANA database. */
export function zoneDay(timeZone: string): (ms: number) => Day {
  const offsetOf = zoneOffset(timeZone);
  return (ms) => Math.floor((ms + offsetOf(ms)) / dayMs);
}

/** The first instant of a day, in milliseconds since 1970, in the zone of `offsetOf`; see {@link zoneOffset}. */
export function startOfDay(day: Day, offsetOf: (ms: number) => number): number {
  const utcMs = day * dayMs;
  // The offset at midnight may be another than that at midnight in UTC.
  return utcMs - offsetOf(utcMs - offsetOf(utcMs));
}

/** What {@link zoneOffset} gave, by zone. */
const known = new Map<string, (ms: number) => number>();

/**
 * How far a time zone of the IANA database is ahead of UTC at an instant, both in milliseconds.
 * A zone is made once, and offsets are looked up once per quarter of an hour, since zones change at no finer step and `Intl` is slow:
 * a format takes a slow computer some milliseconds.
 */
export function zoneOffset(timeZone: string): (ms: number) => number {
  const offsetOf = known.get(timeZone) ?? newOffset(timeZone);
  known.set(timeZone, offsetOf);
  return offsetOf;
}

function newOffset(timeZone: string): (ms: number) => number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const offsets = new Map<number, number>();
  return (ms) => {
    const slot = Math.floor(ms / slotMs);
    let offset = offsets.get(slot);
    if (offset === undefined) {
      offset = offsetAt(parts, slot * slotMs);
      if (offsets.size >= 10_000) offsets.clear();
      offsets.set(slot, offset);
    }
    return offset;
  };
}

function offsetAt(format: Intl.DateTimeFormat, ms: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute) - ms;
}
