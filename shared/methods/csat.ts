import type { Method } from "./method.ts";
import { satisfiedInterval, satisfiedPercent } from "./satisfied-percent.ts";

/**
 * Method `csat@1`: customer satisfaction score, the share of people who chose one of the two best levels.
 * Percent, 0–100, 1 decimal, half up on the exact fraction. Scales 5 and 3. Interval: Wilson's score, 2 decimals.
 * Empty tally: value null.
 * Source: trade usage ("top two box").
 */
export const csat: Method = {
  id: "csat@1",
  name: { vi: "Điểm CSAT (tỷ lệ hài lòng, một chữ số thập phân)", en: "CSAT score" },
  scales: [5, 3],
  unit: "percent",
  decimals: 1,
  range: () => [0, 100],
  formula: "100 · (n(k−1) + nk) / n",
  source: "Trade usage: top two of the levels",
  example: { tally: [0, 0, 399, 0, 1], value: 0.3 },
  value: satisfiedPercent,
  intervalKind: "wilson",
  interval: satisfiedInterval,
};
