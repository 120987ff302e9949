import { expect, test } from "vitest";
import { retryDelay } from "../../../../widget/outbox/retry-delay.ts";

test.each([
  [1, 1000, 2000],
  [2, 2000, 4000],
  [3, 4000, 8000],
  [8, 128_000, 256_000],
  [9, 150_000, 300_000],
  [1000, 150_000, 300_000],
])("after %i failures it waits between %i and %i ms, by chance", (attempts, least, most) => {
  expect(retryDelay(attempts, 0)).toBe(least);
  expect(retryDelay(attempts, 1)).toBe(most);
  expect(retryDelay(attempts, 0.5)).toBe((least + most) / 2);
});
