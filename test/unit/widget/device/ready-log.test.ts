import { expect, test } from "vitest";
import { readyLog } from "../../../../widget/device/ready-log.ts";

const minute = 60_000;

test("goes on with a span while it is noted again and again, and begins another after a pause or a jump", () => {
  const log = readyLog([]);
  for (const [epoch, atMs] of [
    [1, 0],
    [1, minute],
    [1, 2 * minute],
    [1, 20 * minute],
    [2, 21 * minute],
  ] as const) {
    log.note(epoch, atMs);
  }
  expect(log.spans()).toEqual([
    { epoch: 1, fromMs: 0, untilMs: 2 * minute },
    { epoch: 1, fromMs: 20 * minute, untilMs: 20 * minute },
    { epoch: 2, fromMs: 21 * minute, untilMs: 21 * minute },
  ]);
});

test("what was told is told no more, and what came while it was told is", () => {
  const log = readyLog([{ epoch: 1, fromMs: 0, untilMs: minute }]);
  log.note(2, 10 * minute);
  const told = log.spans();
  log.note(2, 11 * minute);
  log.told(told);
  expect(log.spans()).toEqual([{ epoch: 2, fromMs: 10 * minute, untilMs: 11 * minute }]);
});

test("keeps the newest fifty", () => {
  const log = readyLog([]);
  for (let at = 0; at < 80; at++) log.note(at, at);
  expect(log.spans().map(({ epoch }) => epoch)).toEqual(Array.from({ length: 50 }, (_, at) => at + 30));
});
