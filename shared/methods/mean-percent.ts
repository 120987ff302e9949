import type { Method } from "./method.ts";
import { normalMean } from "./normal-mean.ts";
import { type ScoreLine, scoreOf } from "./score-line.ts";

const line: ScoreLine = { times: 100n, plus: 0n, over: 5n };

/**
 * Method `mean-percent@1`: mean level as a percentage of the best level. It is no share of people: if everybody chooses
 * level 1, it is 20.
 * Percent, 20–100, 2 decimals, half up on the exact fraction. Scale 5. Interval: normal, null for one answer. Empty
 * tally: value null.
 * Source: provincial satisfaction reports, "điểm trung bình quy đổi".
 */
export const meanPercent: Method = {
  id: "mean-percent@1",
  name: { vi: "Điểm trung bình quy đổi", en: "Mean level as a percentage" },
  scales: [5],
  unit: "percent",
  decimals: 2,
  range: () => [20, 100],
  formula: "100 · Σ i · ni / (5 · n)",
  source: "Provincial satisfaction reports (điểm trung bình quy đổi)",
  example: { tally: [12, 20, 75, 480, 647], value: 88.04 },
  value: (tally) => scoreOf(tally, line),
  intervalKind: "normal-mean",
  interval: (tally, stretch) => normalMean(tally, line, stretch),
};
