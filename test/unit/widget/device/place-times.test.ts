import fc from "fast-check";
import { expect, test } from "vitest";
import type { Epoch } from "../../../../widget/device/watch-clock.ts";
import type { PlacedTime } from "../../../../widget/outbox/outbox-store.ts";
import type { CapturedTime } from "../../../../widget/device/place-times.ts";
import { placeTimes } from "../../../../widget/device/place-times.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const startMs = Date.parse("2026-11-24T00:00:00Z");

/** What really happened: the true time of each tap, the device's epochs with what their clocks showed, and whether a server was met. */
type Story = {
  readonly taps: readonly { readonly trueMs: number; readonly row: CapturedTime }[];
  readonly epochs: readonly Epoch[];
  readonly nowMs: number;
};

type Stretch = {
  readonly taps: number;
  readonly ahead: number;
  readonly isLearnt: boolean;
  readonly isNewLoad: boolean;
};

/** Plays stretches one after the other, ten minutes from tap to tap; a new page load starts its monotonic clock anew. */
function play(stretches: readonly Stretch[]): Story {
  let trueMs = startMs;
  let session = 0;
  let loadedAtMs = trueMs;
  const epochs: Epoch[] = [];
  const taps = stretches.flatMap(({ taps: count, ahead, isLearnt, isNewLoad }, at) => {
    if (isNewLoad) {
      session += 1;
      loadedAtMs = trueMs;
    }
    const baseMs = loadedAtMs + ahead;
    epochs.push({ id: at, session: `${session}`, baseMs, aheadMs: isLearnt ? ahead : null });
    return Array.from({ length: count }, () => {
      trueMs += 10 * minute;
      return { trueMs, row: { epoch: at, wallMs: trueMs + ahead, monotonicMs: trueMs - loadedAtMs } };
    });
  });
  return { taps, epochs, nowMs: trueMs + minute };
}

function placed({ taps, epochs, nowMs }: Story): PlacedTime[] {
  const rows = taps.map(({ row }) => row);
  return placeTimes(rows, epochs, { fromMs: startMs, untilMs: nowMs });
}

const jump = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -40, max: 40 }).map((days) => days * day),
  fc.integer({ min: -5 * day, max: 5 * day }),
);
const stretch = fc.record({
  taps: fc.integer({ min: 0, max: 6 }),
  ahead: jump,
  isLearnt: fc.boolean(),
  isNewLoad: fc.boolean(),
});
const stories = fc.array(stretch, { minLength: 1, maxLength: 7 }).map(play);

test("whatever the clocks did, times never go against the order of the numbers", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const times = placed(story).map(({ ms }) => ms);
      expect(times).toHaveLength(story.taps.length);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }),
  );
});

test("no time lies before what was sent last, or in the future", () => {
  fc.assert(
    fc.property(stories, (story) => {
      for (const { ms } of placed(story)) {
        expect(ms).toBeGreaterThanOrEqual(startMs);
        expect(ms).toBeLessThanOrEqual(story.nowMs);
      }
    }),
  );
});

test("where a server was reached, the time is the true one, however wrong the clock was", () => {
  fc.assert(
    fc.property(stories, (story) => {
      const times = placed(story);
      story.taps.forEach(({ trueMs, row }, at) => {
        const epoch = story.epochs.find(({ id }) => id === row.epoch);
        if (epoch?.aheadMs === null) return;
        expect(times[at]?.isGuess).toBe(false);
        // A clock that is off by less is left as it is.
        expect(Math.abs((times[at]?.ms ?? 0) - trueMs)).toBeLessThanOrEqual(1000);
      });
    }),
  );
});

test("what was captured by a right clock is untouched, also where no server was reached, while every clock was right", () => {
  const right = stretch.map((one) => ({ ...one, ahead: 0 }));
  fc.assert(
    fc.property(fc.array(right, { minLength: 1, maxLength: 7 }).map(play), (story) => {
      expect(placed(story)).toEqual(story.taps.map(({ trueMs }) => ({ ms: trueMs, isGuess: false })));
    }),
  );
});

test("a clock that was set back in the same page load is undone exactly, and is no guess", () => {
  const days = fc.integer({ min: 1, max: 300 }).map((count) => count * day);
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 6 }), (ahead, count) => {
      const story = play([
        { taps: 2, ahead: 0, isLearnt: true, isNewLoad: true },
        { taps: count, ahead, isLearnt: false, isNewLoad: true },
        { taps: 2, ahead: 0, isLearnt: true, isNewLoad: false },
      ]);
      expect(placed(story)).toEqual(story.taps.map(({ trueMs }) => ({ ms: trueMs, isGuess: false })));
    }),
  );
});

test("captured with a wrong date before a power cut: lies evenly between the neighbours, and is marked as a guess", () => {
  const story = play([
    { taps: 1, ahead: 0, isLearnt: true, isNewLoad: true },
    { taps: 3, ahead: -2000 * day, isLearnt: false, isNewLoad: true },
    { taps: 1, ahead: 0, isLearnt: true, isNewLoad: true },
  ]);
  const times = placed(story);
  expect(times.map(({ isGuess }) => isGuess)).toEqual([false, true, true, true, false]);
  expect(times.map(({ ms }) => (ms - startMs) / minute)).toEqual([10, 20, 30, 40, 50]);
});

test("a clock that went on being wrong over a power cut is corrected by what was learnt after it", () => {
  const story = play([
    { taps: 1, ahead: 0, isLearnt: true, isNewLoad: true },
    { taps: 3, ahead: 3 * day, isLearnt: false, isNewLoad: true },
    { taps: 1, ahead: 3 * day, isLearnt: true, isNewLoad: true },
  ]);
  expect(placed(story).map(({ ms }) => ms)).toEqual(story.taps.map(({ trueMs }) => trueMs));
});

test("a device that slept with a right clock keeps its times: its monotonic clock stood still, not its date", () => {
  const asleepMs = 12 * 60 * minute;
  const evening = [1, 2].map((at) => ({ epoch: 1, wallMs: startMs + at * minute, monotonicMs: at * minute }));
  const morning = { epoch: 2, wallMs: startMs + asleepMs + 5 * minute, monotonicMs: 5 * minute };
  const epochs: Epoch[] = [
    { id: 1, session: "a", baseMs: startMs, aheadMs: null },
    { id: 2, session: "a", baseMs: startMs + asleepMs, aheadMs: 40 },
  ];
  const rows = [...evening, morning];
  const times = placeTimes(rows, epochs, { fromMs: startMs, untilMs: morning.wallMs + minute });
  expect(times).toEqual(rows.map(({ wallMs }) => ({ ms: wallMs, isGuess: false })));
});
