import { peopleSatisfied } from "./satisfied-percent.ts";
import { tallySums } from "./tally-sums.ts";
import type { CountedStratum, Weighed, WeightedMethod } from "./weighted-method.ts";
import { wilson } from "./wilson.ts";

function commonMultiple(counts: readonly bigint[]): bigint {
  return counts.reduce((multiple, count) => (multiple / commonDivisor(multiple, count)) * count, 1n);
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small > 0n) [large, small] = [small, large % small];
  return large;
}

/** L is a common multiple of every n: Σ N·x/n = satisfied / L, and Σ N²/n = squares / L. */
function weigh(strata: readonly CountedStratum[]): Weighed {
  const sizes = strata.map(({ tally }) => tallySums(tally).n);
  const multiple = commonMultiple(sizes);
  let [served, satisfied, squares, n] = [0n, 0n, 0n, 0n];
  for (const [index, { tally, transactions }] of strata.entries()) {
    const size = sizes[index] ?? 1n;
    served += transactions;
    satisfied += (transactions * peopleSatisfied(tally) * multiple) / size;
    squares += (transactions * transactions * multiple) / size;
    n += size;
  }
  const effective = served * served * multiple;
  return {
    value: { numerator: 100n * satisfied, denominator: served * multiple },
    interval: wilson(satisfied * served, effective, squares),
    effectiveN: { numerator: effective, denominator: squares },
    designEffect: { numerator: n * squares, denominator: effective },
  };
}

/**
 * Method `weighted-top-two@1`: share of satisfied people, with each service or each channel weighted by its
 * transactions N instead of its answers n (post-stratification): 100 · Σ N·(x/n) / Σ N, where x is the number of
 * satisfied people.
 * Percent, 0–100, 2 decimals, half up on the exact fraction. Scales 5 and 3. Interval: Wilson's score on the effective
 * sample size (Σ N)² / Σ (N²/n). There is no value for a stratum with transactions and no answers, with answers and no
 * transactions, or with transactions that were reported only for some of the days or units.
 * Source: L. Kish, Survey Sampling (1965), on post-stratification and the design effect of weights.
 */
export const weightedTopTwo: WeightedMethod = {
  id: "weighted-top-two@1",
  name: {
    vi: "Tỷ lệ hài lòng, có trọng số theo số hồ sơ của từng thủ tục hoặc từng kênh",
    en: "Share of satisfied people, weighted by the transactions of each service or channel",
  },
  scales: [5, 3],
  unit: "percent",
  decimals: 2,
  range: () => [0, 100],
  by: ["service", "channel"],
  formula: "100 · Σ N · (n(k−1) + nk) / n / Σ N, over services, or channels, with N transactions and n answers each",
  source: "Post-stratification; effective sample size and design effect after L. Kish, Survey Sampling (1965)",
  note: {
    vi: "Có trọng số theo thủ tục hoặc theo kênh, tùy câu hỏi; mỗi con số ghi rõ. Không tính khi một nhóm có hồ sơ mà không có phiếu, có phiếu mà không có số hồ sơ, hoặc số hồ sơ chỉ được báo cáo cho một phần số ngày hay đơn vị. Thay đổi giữa hai kỳ gồm cả thay đổi cơ cấu hồ sơ. Trọng số không biến những người tự nguyện đánh giá thành mẫu ngẫu nhiên.",
    en: "Weighted by service or by channel, as asked; every figure says by which. Refused where a stratum has transactions and no ratings, or ratings and no transactions, or where transactions were reported of a part of the days or units only. A change between two periods holds that of the mix of transactions too. Weighting does not make a random sample of people who chose to rate.",
  },
  example: {
    strata: [
      { tally: [0, 0, 10, 20, 70], transactions: 900 },
      { tally: [10, 10, 20, 5, 5], transactions: 100 },
    ],
    value: 83,
  },
  intervalKind: "wilson",
  weigh,
};
