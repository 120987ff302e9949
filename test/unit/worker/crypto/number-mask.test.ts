import { expect, test } from "vitest";
import { numberMask } from "../../../../worker/crypto/hash.ts";

test("a masked number comes back, is another below 2⁴⁸, and another under another secret", async () => {
  const [one, other] = [await numberMask("a secret"), await numberMask("another secret")];
  const numbers = [0, 1, 2, 3, 1000, 2 ** 24, 2 ** 40 + 7, 2 ** 48 - 1];
  for (const number of numbers) {
    const masked = await one.mask(number);
    expect(await one.unmask(masked)).toBe(number);
    expect(Number.isSafeInteger(masked) && masked >= 0 && masked < 2 ** 48).toBe(true);
    expect(masked).not.toBe(await other.mask(number));
  }
  const all = await Promise.all(Array.from({ length: 200 }, (_, number) => one.mask(number)));
  expect(new Set(all).size).toBe(200);
  expect(all).not.toEqual(all.toSorted((a, b) => a - b));
});
