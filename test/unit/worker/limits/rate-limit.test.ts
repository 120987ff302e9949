import { expect, test } from "vitest";
import {
  defaultPerMinute,
  type Draw,
  noLimit,
  perMinuteOf,
  rateLimit,
  type RateLimit,
  recentNames,
} from "../../../../worker/limits/rate-limit.ts";

const flow = { atOnce: 5, perMinute: 3 };
const draw = (bucket: string, cost = 1, of: Draw["of"] = "client"): Draw => ({ of, bucket, cost, flow });

function limitAt(): { limit: RateLimit; now: { ms: number } } {
  const now = { ms: 0 };
  return { limit: rateLimit(() => now.ms), now };
}

test("lets five through at once, then one in 20 seconds", () => {
  const { limit, now } = limitAt();
  const passed = (): boolean => limit.take([draw("a")]).ok;
  expect(Array.from({ length: 7 }, passed)).toEqual([true, true, true, true, true, false, false]);
  now.ms = 19_999;
  expect(passed()).toBe(false);
  now.ms = 20_000;
  expect([passed(), passed()]).toEqual([true, false]);
});

test("says how long to wait, in whole seconds", () => {
  const { limit, now } = limitAt();
  limit.take([draw("a", 5)]);
  now.ms = 500;
  expect(limit.take([draw("a")])).toEqual({ ok: false, failure: { kind: "rate-limited", retryAfterSeconds: 20 } });
  expect(limit.take([draw("a", 2)])).toMatchObject({ failure: { retryAfterSeconds: 40 } });
});

test("takes nothing where one of several buckets is empty", () => {
  const { limit } = limitAt();
  limit.take([draw("a", 5)]);
  expect(limit.take([draw("a"), draw("b")]).ok).toBe(false);
  expect(limit.take([draw("b", 5)]).ok).toBe(true);
});

test("adds up what is taken from the same bucket", () => {
  const { limit } = limitAt();
  limit.take([draw("a", 2)]);
  expect(limit.take([draw("a", 2), draw("a", 2)]).ok).toBe(false);
  expect(limit.take([draw("a", 2), draw("a")]).ok).toBe(true);
});

test("more than a bucket holds passes when it is full, and leaves a debt", () => {
  const { limit, now } = limitAt();
  expect(limit.take([draw("a", 8)]).ok).toBe(true);
  now.ms = 79_999;
  expect(limit.take([draw("a")]).ok).toBe(false);
  now.ms = 80_000;
  expect(limit.take([draw("a")]).ok).toBe(true);
});

test("a check takes nothing; a charge takes whatever a bucket holds", () => {
  const { limit } = limitAt();
  for (let time = 0; time < 10; time += 1) expect(limit.check([draw("a", 5)]).ok).toBe(true);
  limit.charge([draw("a", 4)]);
  expect(limit.check([draw("a", 2)]).ok).toBe(false);
  limit.charge([draw("a", 2)]);
  expect(limit.check([draw("a")])).toMatchObject({ failure: { retryAfterSeconds: 40 } });
});

test("a clock that goes back gives nothing away and takes nothing", () => {
  const { limit, now } = limitAt();
  now.ms = 60_000;
  limit.take([draw("a", 5)]);
  now.ms = 0;
  expect(limit.take([draw("a")]).ok).toBe(false);
  now.ms = 20_000;
  expect(limit.take([draw("a")]).ok).toBe(true);
});

test("a flood of other clients does not fill the bucket of a client that comes again and again", () => {
  const { limit } = limitAt();
  limit.take([draw("a", 5)]);
  for (let other = 0; other < 60_000; other++) {
    limit.take([draw(`other ${other}`)]);
    if (other % 1000 === 0) expect(limit.take([draw("a")]).ok).toBe(false);
  }
});

test("no flood of clients fills the bucket of a place", () => {
  const { limit } = limitAt();
  limit.take([draw("H20-7k3m9q2x4t", 5, "place")]);
  for (let other = 0; other < 60_000; other++) limit.take([draw(`other ${other}`)]);
  expect(limit.take([draw("H20-7k3m9q2x4t", 1, "place")]).ok).toBe(false);
});

test("without a limit everything passes", () => {
  expect(noLimit.take([draw("a", 1000)]).ok).toBe(true);
  expect(noLimit.take([draw("a", 1000)]).ok).toBe(true);
});

test.each([
  ["off", Number.POSITIVE_INFINITY],
  ["120", 120],
  ["", defaultPerMinute],
  [undefined, defaultPerMinute],
])("reads the setting %j", (setting, perMinute) => {
  expect(perMinuteOf(setting)).toBe(perMinute);
});

test("the names that came last are remembered", () => {
  const names = recentNames(2);
  names.add("a");
  names.add("b");
  names.add("a");
  names.add("c");
  expect(["a", "b", "c"].map((name) => names.has(name))).toEqual([true, false, true]);
});
