import { expect, test } from "vitest";
import { computeIndex } from "../../../../shared/methods/compute-index.ts";
import { csat } from "../../../../shared/methods/csat.ts";
import { intervalWords, valueWords } from "../../../../widget/figures/figure-words.ts";

test("an interval has all decimals that the API gives, also where the value has fewer", () => {
  const { value, interval } = computeIndex(csat, [12, 20, 75, 480, 647]);
  const words = { method: csat, language: "vi" } as const;
  expect(valueWords(value, words)).toBe("91,3%");
  expect(intervalWords(interval, words)).toBe("89,63% – 92,77%");
  expect(intervalWords(null, words)).toBe("");
});
