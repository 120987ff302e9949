import type { Method } from "./method.ts";
import { normalMean } from "./normal-mean.ts";
import { type ScoreLine, scoreOf } from "./score-line.ts";

const line: ScoreLine = { times: 1n, plus: 0n, over: 1n };

/**
 * Method `mean@1`: mean level.
 * Score, 1–k, 2 decimals, half up on the exact fraction. Scales 5, 4 and 3. Interval: normal, null for one answer.
 * Empty tally: value null.
 * Source: US OMB Circular A-11, section 280 (customer experience reporting).
 */
export const mean: Method = {
  id: "mean@1",
  name: { vi: "Điểm trung bình", en: "Mean level" },
  scales: [5, 4, 3],
  unit: "score",
  decimals: 2,
  range: (scale) => [1, scale],
  formula: "Σ i · ni / n",
  source: "US OMB Circular A-11, section 280",
  example: { tally: [4, 4, 5, 8, 59], value: 4.43 },
  value: (tally) => scoreOf(tally, line),
  intervalKind: "normal-mean",
  interval: (tally, stretch) => normalMean(tally, line, stretch),
};
