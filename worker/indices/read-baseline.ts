import type { Day } from "../../shared/calendar/day.ts";
import { earlierPeriod } from "../../shared/calendar/earlier-period.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { gatherCells } from "./gather-cells.ts";
import type { GatherPlan } from "./gather-plan.ts";
import { type Cell, type CellLabels, emptyCell } from "./index-cells.ts";
import { planGathering } from "./plan-gathering.ts";
import type { IndexReading } from "./read-indices.ts";
import { readStrata, type StratumCell } from "./read-strata.ts";

/** What a row is compared with: the same row of an earlier period; `strata` empty but for weighted methods. */
export type Baseline = { readonly period: Period; readonly cell: Cell; readonly strata: readonly StratumCell[] };

/** The baseline of a row; null where its bucket has none of its own. */
export type BaselineOf = (labels: CellLabels, bucket: number) => Baseline | null;

/** The plan of the rows, their buckets as they are before open days are left out, and the last day that is counted. */
export type Compared = { readonly plan: GatherPlan; readonly buckets: readonly Period[]; readonly lastDay: Day };

/**
 * Reads the counts of the earlier periods that a question's buckets are compared with, in the same groups; null where no
 * comparison is asked for. Failure: `sum-too-large`.
 */
export function readBaseline(compared: Compared, reading: IndexReading): Result<BaselineOf | null, Failure> {
  const { plan } = compared;
  if (plan.question.compare === null) return ok(null);
  const earlier = earlierBuckets(compared);
  const buckets = earlier.filter((bucket) => bucket !== null);
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first === undefined || last === undefined) return ok(() => null);
  const question = { ...plan.question, period: { from: first.from, to: last.to } };
  const before = planGathering(question, buckets, reading);
  const cells = gatherCells(before, reading.source);
  if (cells.tooLarge()) return fail({ kind: "sum-too-large" });
  const strata = readStrata(before, reading.source);
  if (!strata.ok) return strata;
  return ok((labels, bucket) => {
    const period = earlier[bucket] ?? null;
    if (period === null) return null;
    const place = buckets.indexOf(period);
    const cell = cells.find(labels)?.cells.get(place) ?? emptyCell();
    return { period, cell, strata: strata.value(labels, place) };
  });
}

/** Of two days that come to the same one, such as those around a leap day, only the first is compared. */
function earlierBuckets({ plan, buckets, lastDay }: Compared): (Period | null)[] {
  const { compare, time: unit } = plan.question;
  let end = Number.NEGATIVE_INFINITY;
  return buckets.map((bucket) => {
    const earlier = compare === null ? null : earlierPeriod(bucket, compare, { unit, lastDay });
    if (earlier === null || earlier.from <= end) return null;
    end = earlier.to;
    return earlier;
  });
}
