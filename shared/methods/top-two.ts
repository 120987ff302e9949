import type { Method } from "./method.ts";
import { satisfiedInterval, satisfiedPercent } from "./satisfied-percent.ts";

/**
 * Method `top-two@1`: share of people who chose one of the two best levels.
 * Percent, 0–100, 2 decimals, half up on the exact fraction. Scales 5 and 3. Interval: Wilson's score.
 * Empty tally: value null.
 * Source: the share of satisfied people (tỷ lệ hài lòng) that decisions on satisfaction targets speak of.
 */
export const topTwo: Method = {
  id: "top-two@1",
  name: { vi: "Tỷ lệ hài lòng", en: "Share of satisfied people" },
  scales: [5, 3],
  unit: "percent",
  decimals: 2,
  range: () => [0, 100],
  formula: "100 · (n(k−1) + nk) / n",
  source: "Share of satisfied people (tỷ lệ hài lòng), as in Vietnamese decisions on satisfaction targets",
  example: { tally: [12, 20, 75, 480, 647], value: 91.33 },
  value: satisfiedPercent,
  intervalKind: "wilson",
  interval: satisfiedInterval,
};
