import { optionLevels, type Tally } from "../levels.ts";
import { type Fraction, whole } from "./fraction.ts";
import type { Method } from "./method.ts";
import { tallySums } from "./tally-sums.ts";
import { wilson } from "./wilson.ts";

/**
 * Method `share@1`: share of the people who chose an option, of all who answered the single choice.
 * Percent, 0–100, 2 decimals, half up on the exact fraction. The tally is [n − x, x]: people who chose another option,
 * and people who chose this one. Interval: Wilson's score.
 * Empty tally: value null.
 * Source: relative frequency x/n; for the interval E. B. Wilson (1927), see {@link wilson}.
 */
export const share: Method = {
  id: "share@1",
  name: { vi: "Tỷ lệ chọn một phương án", en: "Share of an option" },
  scales: [optionLevels],
  unit: "percent",
  decimals: 2,
  direction: "none",
  range: () => [0, 100],
  formula: "100 · x / n, with tally = [n − x, x]",
  source: "Relative frequency: people who chose the option, of all who answered the question",
  example: { tally: [29, 14], value: 32.56 },
  note: {
    vi: "Chỉ dùng cho câu hỏi chọn một phương án. Mỗi phương án có một dòng: x người đã chọn, trên n người đã trả lời câu hỏi.",
    en: "Only for a single choice. Each option has a row: x people chose it, of n people who answered the question.",
  },
  value: (tally) => ({ numerator: 100n * peopleOf(tally), denominator: tallySums(tally).n }),
  intervalKind: "wilson",
  interval(tally, stretch: Fraction = whole) {
    const { numerator, denominator } = stretch;
    return wilson(peopleOf(tally) * numerator, tallySums(tally).n * numerator, denominator);
  },
};

function peopleOf(tally: Tally): bigint {
  return BigInt(tally[tally.length - 1] ?? 0);
}
