import type { ReadySpan } from "./device-facts.ts";

// Spans are noted every some seconds; a longer pause is one.
const pauseMs = 3 * 60 * 1000;
const mostSpans = 50;

/** When the page was up and asking, and the office was not told yet. */
export type ReadyLog = {
  /** The page is up and asking, by the wall clock of an epoch. */
  note(epoch: number, nowMs: number): void;
  spans(): readonly ReadySpan[];
  /** The office knows of these; what has come since stays. */
  told(spans: readonly ReadySpan[]): void;
};

/** Goes on with what an earlier page load left; the newest 50 spans are kept. */
export function readyLog(before: readonly ReadySpan[]): ReadyLog {
  let spans = before;
  return {
    note(epoch, nowMs) {
      const last = spans[spans.length - 1];
      const goesOn = last && last.epoch === epoch && nowMs >= last.untilMs && nowMs - last.untilMs < pauseMs;
      spans = goesOn
        ? [...spans.slice(0, -1), { ...last, untilMs: nowMs }]
        : [...spans, { epoch, fromMs: nowMs, untilMs: nowMs }].slice(-mostSpans);
    },
    spans: () => spans,
    told(known) {
      const last = known[known.length - 1];
      const at = last ? spans.findIndex(({ epoch, fromMs }) => epoch === last.epoch && fromMs === last.fromMs) : -1;
      const open = spans[at];
      if (!last || !open) return;
      spans = [{ ...open, fromMs: last.untilMs }, ...spans.slice(at + 1)];
    },
  };
}
