import { expect, test } from "vitest";
import { correctedTime } from "../../../../worker/feedback/corrected-time.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const receivedAtMs = Date.parse("2026-11-24T01:00:00Z");

function corrected(answered: number, sent: number, ageMs?: number) {
  const answeredAtMs = receivedAtMs + answered;
  return correctedTime({ answeredAtMs, sentAtMs: receivedAtMs + sent, ageMs, receivedAtMs });
}

test("an age by the monotonic clock counts back from the receipt, whatever the wall clocks say", () => {
  expect(corrected(-9 * day, -8 * day, 5000)).toEqual({ correctedMs: receivedAtMs - 5000, doubtful: false });
});

test("a skew under two minutes is ignored", () => {
  expect(corrected(-5 * minute, -2 * minute + 1).correctedMs).toBe(receivedAtMs - 5 * minute);
  expect(corrected(-1 * minute, 2 * minute - 1).correctedMs).toBe(receivedAtMs - minute);
});

test("a skew of two minutes or more is added", () => {
  expect(corrected(-5 * minute, -2 * minute).correctedMs).toBe(receivedAtMs - 3 * minute);
  expect(corrected(day - minute, day).correctedMs).toBe(receivedAtMs - minute);
});

test("a week offline changes nothing when the clock is right", () => {
  expect(corrected(-7 * day, 0)).toEqual({ correctedMs: receivedAtMs - 7 * day, doubtful: false });
});

test.each([
  ["45 days back is believed", -45 * day, false],
  ["more is not", -45 * day - 1, true],
  ["five minutes ahead is believed", 5 * minute, false],
  ["more is not", 5 * minute + 1, true],
])("%s", (_, answered, doubtful) => {
  const time = corrected(answered, 0);
  expect(time.doubtful).toBe(doubtful);
  expect(time.correctedMs).toBe(doubtful ? receivedAtMs : receivedAtMs + answered);
});
