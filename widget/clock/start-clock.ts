import type { WallTime } from "./local-instant.ts";

/** Both clocks of a page load, read together. */
export type Moment = WallTime & { readonly session: string; readonly monotonicMs: number };

/** Timers: does work after a while, and answers how to call it off. */
export type Timers = { readonly after: (ms: number, work: () => void) => () => void };

/** Clocks, timers and name of one page load. */
export type PageClock = { readonly session: string; readonly now: () => Moment; readonly timers: Timers };

/** Reads the page's clocks; the only place in the portal element that does. */
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
