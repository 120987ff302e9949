import type { Tally } from "../levels.ts";
import type { Method } from "./method.ts";
import { normalMean } from "./normal-mean.ts";
import { type ScoreLine, scoreOf } from "./score-line.ts";

function lineFor(tally: Tally): ScoreLine {
  return { times: 100n, plus: -100n, over: BigInt(tally.length - 1) };
}

/**
 * Method `happy@1`: mean of weights. The weights of the levels are evenly spaced from 0 (worst) to 100 (best).
 * Points, 0–100, no decimals, half up on the exact fraction. Scales 5, 4 and 3. Interval: normal, null for one answer.
 * Empty tally: value null.
 * Source: HappyOrNot, Happy Index.
 */
export const happy: Method = {
  id: "happy@1",
  name: { vi: "Chỉ số hạnh phúc (HappyOrNot)", en: "Happy Index" },
  scales: [5, 4, 3],
  unit: "points",
  decimals: 0,
  range: () => [0, 100],
  formula: "Σ 100 · (i − 1) / (k − 1) · ni / n",
  source: "HappyOrNot, Happy Index",
  example: { tally: [17, 16, 60, 126], value: 78 },
  value: (tally) => scoreOf(tally, lineFor(tally)),
  intervalKind: "normal-mean",
  interval: (tally, stretch) => normalMean(tally, lineFor(tally), stretch),
};
