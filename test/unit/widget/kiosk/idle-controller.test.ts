import fc from "fast-check";
import { expect, test } from "vitest";
import { idleStage } from "../../../../widget/kiosk/idle-controller.ts";

const settings = { idleMs: 20_000, countdownMs: 10_000 };

test.each([
  [0, "present", 30],
  [19_999, "present", 11],
  [20_000, "countdown", 10],
  [20_001, "countdown", 10],
  [27_000, "countdown", 3],
  [29_999, "countdown", 1],
  [30_000, "over", 0],
])("after %i ms without a touch somebody is %s, with %i s to go", (quietMs, kind, secondsLeft) => {
  expect(idleStage(quietMs, settings)).toMatchObject({ kind, secondsLeft });
});

test("who looks again whenever it says so sees every second of the countdown, and its end", () => {
  const aSetting = fc.record({
    idleMs: fc.integer({ min: 5, max: 300 }).map((seconds) => seconds * 1000),
    countdownMs: fc.integer({ min: 3, max: 60 }).map((seconds) => seconds * 1000),
  });
  fc.assert(
    fc.property(aSetting, fc.integer({ min: 0, max: 4000 }), (given, fromMs) => {
      const seen: number[] = [];
      let quietMs = fromMs;
      for (let stage = idleStage(quietMs, given); stage.nextMs !== null; stage = idleStage(quietMs, given)) {
        if (stage.kind === "countdown") seen.push(stage.secondsLeft);
        expect(stage.nextMs).toBeGreaterThan(0);
        quietMs += stage.nextMs;
      }
      const all = given.countdownMs / 1000;
      expect(quietMs).toBe(given.idleMs + given.countdownMs);
      expect(seen).toEqual(Array.from({ length: all }, (_, index) => all - index));
    }),
  );
});
