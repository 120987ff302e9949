import type { WallTime } from "./local-instant.ts";

/** The wall clock and the monotonic clock of a page load, read together. */
export type Moment = WallTime & { readonly session: string; readonly monotonicMs: number };

/** Timers. `after` does work after a time and returns a function that cancels it. */
export type Timers = { readonly after: (ms: number, work: () => void) => () => void };

/** Clocks, timers and a random name of a page load. */
export type PageClock = { readonly session: string; readonly now: () => Moment; readonly timers: Timers };

/** Reads the page's clocks. */
export function startClock(): PageClock {
  const session = `${Date.now()}-${Math.random()}`;
  const now = (): Moment => {
    const ms = Date.now();
    return { ms, offsetMinutes: -new Date(ms).getTimezoneOffset(), monotonicMs: performance.now(), session };
  };
  const after: Timers["after"] = (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  };
  return { session, now, timers: { after } };
}
