import { formatDay } from "../../shared/calendar/day.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { computeChange } from "../../shared/methods/compute-change.ts";
import { computeWeightedChange } from "../../shared/methods/compute-weighted-change.ts";
import { isWeighted } from "../../shared/methods/weighted-method.ts";
import { peopleIn, tallyOf } from "./index-cells.ts";
import { type FigureParts, strataOf } from "./index-figures.ts";
import type { Baseline } from "./read-baseline.ts";

type Change = NonNullable<PublishedIndex["change"]>;

/** What a row's value changed by since its baseline. */
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
