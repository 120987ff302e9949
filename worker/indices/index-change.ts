import { peopleIn } from "../../shared/levels.ts";
import { type Day, formatDay } from "../../shared/calendar/day.ts";
import { earlierPeriod } from "../../shared/calendar/earlier-period.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { computeChange } from "../../shared/methods/compute-change.ts";
import { computeWeightedChange } from "../../shared/methods/compute-weighted-change.ts";
import { isWeighted } from "../../shared/methods/weighted-method.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { FailureOf } from "../problems/failure.ts";
import { type GatherPlan, gatherCells, planGathering } from "./gather-cells.ts";
import { type Cell, type CellLabels, emptyCell, tallyOf } from "./index-cells.ts";
import { type FigureParts, strataOf } from "./index-row.ts";
import type { IndexDeps } from "./read-indices.ts";
import { readStrata, type StratumCell } from "./strata.ts";

/** The same row of an earlier period; `strata` is empty without a weighted method. */
type Baseline = { readonly period: Period; readonly cell: Cell; readonly strata: readonly StratumCell[] };

/** The baseline of a row; null if its bucket has none of its own. */
export type BaselineOf = (labels: CellLabels, bucket: number) => Baseline | null;

/** The plan of the rows, their buckets before open days are left out, and the last day that is counted. */
type Compared = { readonly plan: GatherPlan; readonly buckets: readonly Period[]; readonly lastDay: Day };

/** Reads the counts of the earlier periods, in the same groups; null if no comparison is asked for. */
export function readBaseline(
  compared: Compared,
  deps: IndexDeps,
): Result<BaselineOf | null, FailureOf<"sum-too-large">> {
  const { plan } = compared;
  if (plan.question.compare === null) return ok(null);
  const earlier = earlierBuckets(compared);
  const buckets = earlier.filter((bucket) => bucket !== null);
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first === undefined || last === undefined) return ok(() => null);
  const question = { ...plan.question, period: { from: first.from, to: last.to } };
  const before = planGathering(question, buckets, deps);
  const cells = gatherCells(before, deps.source);
  if (cells.tooLarge()) return fail({ kind: "sum-too-large" });
  const strata = readStrata(before, deps.source);
  if (!strata.ok) return strata;
  return ok((labels, bucket) => {
    const period = earlier[bucket] ?? null;
    if (period === null) return null;
    const place = buckets.indexOf(period);
    const cell = cells.find(labels)?.cells.get(place) ?? emptyCell();
    return { period, cell, strata: strata.value(labels, place) };
  });
}

/** If two days have the same earlier day, as around a leap day, only the first is compared. */
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

type Change = NonNullable<PublishedIndex["change"]>;

/** How much a row's value has changed since its baseline, with the interval of the change. */
export function indexChange(figures: ChangeParts, baseline: Baseline | null): Change | null {
  if (baseline === null) return null;
  const { from, to } = baseline.period;
  const n = peopleIn(tallyOf(baseline.cell, figures.levels, "index"));
  return { ...changeOf(figures, baseline), with: { from: formatDay(from), to: formatDay(to) }, n };
}

type ChangeParts = Pick<FigureParts, "cell" | "levels" | "method" | "strata">;

function changeOf({ cell, levels, method, strata }: ChangeParts, before: Baseline): Omit<Change, "with" | "n"> {
  if (!isWeighted(method)) {
    return computeChange(method, tallyOf(cell, levels, "index"), tallyOf(before.cell, levels, "index"));
  }
  const change = computeWeightedChange(method, {
    now: strataOf(strata, levels, "index"),
    before: strataOf(before.strata, levels, "index"),
  });
  if (change.ok) return change.value;
  return { value: null, interval: null, beyond_chance: null, refused: change.failure };
}
