import { formatDay } from "../../shared/calendar/day.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { computeChange, type ComputedChange } from "../../shared/methods/compute-change.ts";
import { isWeighted } from "../../shared/methods/weighted-method.ts";
import { peopleIn, tallyOf } from "./index-cells.ts";
import type { FigureParts } from "./index-figures.ts";
import type { Baseline } from "./read-baseline.ts";

const untold: ComputedChange = { value: null, interval: null, beyond_chance: null };

/** What a row's value changed by since its baseline. Weighted methods are not compared: their weights change too. */
export function indexChange(
  { cell, levels, method }: Pick<FigureParts, "cell" | "levels" | "method">,
  baseline: Baseline | null,
): NonNullable<PublishedIndex["change"]> | null {
  if (baseline === null) return null;
  const before = tallyOf(baseline.cell, levels, "index");
  const change = isWeighted(method) ? untold : computeChange(method, tallyOf(cell, levels, "index"), before);
  const { from, to } = baseline.period;
  return { ...change, with: { from: formatDay(from), to: formatDay(to) }, n: peopleIn(before) };
}
