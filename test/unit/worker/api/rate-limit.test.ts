import { expect, test } from "vitest";
import { defaultPerMinute, perMinuteOf, rateLimit } from "../../../../worker/api/rate-limit.ts";

const names = (count: number): string[] => new Array<string>(count).fill("H20-7k3m9q2x4t");

test("lets a burst of four minutes through, then says how long to wait", () => {
  const limit = rateLimit(60);
  expect(limit(names(240), 0).ok).toBe(true);
  const refused = limit(names(3), 0);
  expect(refused.ok ? null : refused.failure).toMatchObject({ kind: "rate-limited", retryAfterSeconds: 3 });
  expect(limit(names(3), 3000).ok).toBe(true);
});

test("takes nothing where one of several touchpoints is over its limit", () => {
  const limit = rateLimit(60);
  limit(names(240), 0);
  expect(limit([...names(1), "H20-0000000000"], 0).ok).toBe(false);
  expect(limit(new Array<string>(240).fill("H20-0000000000"), 0).ok).toBe(true);
});

test("a clock that goes back gives nothing away and takes nothing", () => {
  const limit = rateLimit(60);
  limit(names(240), 60_000);
  expect(limit(names(1), 0).ok).toBe(false);
  expect(limit(names(1), 1000).ok).toBe(true);
});

test("a whole batch passes however low the limit is", () => {
  expect(rateLimit(1)(names(100), 0).ok).toBe(true);
});

test.each([
  ["off", Number.POSITIVE_INFINITY],
  ["120", 120],
  ["", defaultPerMinute],
  [undefined, defaultPerMinute],
])("reads the setting %j", (setting, perMinute) => {
  expect(perMinuteOf(setting)).toBe(perMinute);
});

test("a flood of other names does not fill a bucket that is in use again", () => {
  const limit = rateLimit(60);
  limit(names(240), 0);
  for (let other = 0; other < 60_000; other++) {
    limit([`H20-${other}`], 0);
    if (other % 1000 === 0) expect(limit(names(1), 0).ok).toBe(false);
  }
});
