import type { Method } from "./method.ts";
import { normalMean } from "./normal-mean.ts";
import { type ScoreLine, scoreOf } from "./score-line.ts";

const line: ScoreLine = { times: 1n, plus: -1n, over: 4n };

/**
 * Method `gds@1`: user satisfaction score of the UK Government Digital Service.
 * Score, 0–1, 4 decimals, half up on the exact fraction. Scale 5. Interval: normal, null for one answer.
 * Empty tally: value null.
 * Source: GOV.UK Service Manual, measuring user satisfaction.
 */
export const gds: Method = {
  id: "gds@1",
  name: { vi: "Điểm hài lòng theo GDS (Anh)", en: "GDS user satisfaction score" },
  scales: [5],
  unit: "score",
  decimals: 4,
  range: () => [0, 1],
  formula: "(Σ i · ni / n − 1) / 4",
  source: "UK Government Digital Service, user satisfaction score",
  example: { tally: [6, 1, 1, 1, 1], value: 0.25 },
  value: (tally) => scoreOf(tally, line),
  intervalKind: "normal-mean",
  interval: (tally, stretch) => normalMean(tally, line, stretch),
};
