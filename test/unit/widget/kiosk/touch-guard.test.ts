import fc from "fast-check";
import { expect, test } from "vitest";
import {
  acted,
  bounceMs,
  drummingWithinMs,
  isDrumming,
  mayAct,
  mostTouchesASecond,
  noTouches,
  pauseMs,
  touched,
} from "../../../../widget/kiosk/touch-guard.ts";

const after = (times: readonly number[]) => times.reduce(touched, noTouches);

test("the sixth touch within a second pauses the screen for three seconds", () => {
  const five = after([0, 100, 200, 300, 400]);
  expect(mayAct(five, 400)).toBe(true);
  const six = touched(five, 999);
  expect([mayAct(six, 999), mayAct(six, 999 + pauseMs - 1), mayAct(six, 999 + pauseMs)]).toEqual([false, false, true]);
  expect(six).toMatchObject({ pauses: 1, pausedMs: pauseMs });
});

test("five touches a second go on for ever", () => {
  const calm = after(Array.from({ length: 100 }, (_, index) => index * 200));
  expect(calm.pauses).toBe(0);
});

test("a second act within 400 ms is a bounce", () => {
  const guard = acted(noTouches, 1000);
  expect([mayAct(guard, 1000 + bounceMs - 1), mayAct(guard, 1000 + bounceMs)]).toEqual([false, true]);
});

test("however a child drums, no more acts than one in 400 ms get through, and touches in a pause don't make it longer", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 200 }), (waits) => {
      let guard = noTouches;
      let atMs = 0;
      const acts: number[] = [];
      for (const waitMs of waits) {
        atMs += waitMs;
        const until = guard.pausedUntilMs;
        guard = touched(guard, atMs);
        if (atMs < until) expect(guard.pausedUntilMs).toBe(until);
        if (mayAct(guard, atMs)) {
          guard = acted(guard, atMs);
          acts.push(atMs);
        }
      }
      for (const [index, at] of acts.entries())
        if (index > 0) expect(at - (acts[index - 1] ?? 0)).toBeGreaterThanOrEqual(bounceMs);
      expect(guard.recent.length).toBeLessThanOrEqual(mostTouchesASecond);
    }),
  );
});

test.each([
  ["within moments after a tap with which nothing was said", drummingWithinMs - 1, 0, true, true],
  ["later", drummingWithinMs, 0, true, false],
  ["as late, when the screen was paused meanwhile", drummingWithinMs + 2000, 3000, true, true],
  ["after somebody who said more", 1000, 0, false, false],
])("a tap %s: after %i ms with %i ms of pauses", (_when, atMs, pausedMs, isBare, expected) => {
  expect(isDrumming({ atMs: 0, pausedMs: 0, isBare }, { atMs, pausedMs })).toBe(expected);
});

test("the first tap of all is nobody's drumming", () => {
  expect(isDrumming(null, { atMs: 0, pausedMs: 0 })).toBe(false);
});
