import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { type Comparison, earlierPeriod } from "../../shared/calendar/earlier-period.ts";
import { periodName } from "../../shared/calendar/period.ts";
import type { PublishedRow } from "../../shared/contract/publication.ts";
import { computeChange, type ComputedChange } from "../../shared/methods/compute-change.ts";
import type { Method } from "../../shared/methods/method.ts";
import { dayWords } from "../messages/messages.ts";
import { rowPeriod } from "../figures/figures.ts";
import { periodInside, valueWords } from "../figures/figure-words.ts";
import type { BoardView, Figure } from "../figures/question.ts";

/** A change since an earlier period. `change` null: `why` there is none. */
export type Change = {
  readonly with: { readonly from: string; readonly to: string };
  readonly change: ComputedChange | null;
  readonly why: "missing" | "withheld" | "other-parts" | "unknown" | null;
};

/** The change of a published row since an earlier one of the same list, computed from the two published tallies. */
export function publishedChange(
  rows: readonly Figure[],
  row: PublishedRow,
  { method, comparison }: { method: Method; comparison: Comparison },
): Change {
  const period = { from: toDay(row.period.from), to: toDay(row.period.to) };
  const { from, to } = earlierPeriod(period, comparison, { unit: null, lastDay: period.to });
  const days = { from: formatDay(from), to: formatDay(to) };
  const before = rows.find((one) => rowPeriod(one) === periodName({ from, to }));
  const none = (why: NonNullable<Change["why"]>): Change => ({ with: days, change: null, why });
  if (!before) return none("missing");
  if (row.tally === null || before.tally === null) return none("withheld");
  if (partsOf(row, comparison) !== partsOf(before, comparison)) return none("other-parts");
  return { with: days, change: computeChange(method, row.tally, before.tally), why: null };
}

/** The quarters in a sum. A year of three quarters is not compared with one of four, nor with three others. */
function partsOf(row: Figure, comparison: Comparison): string {
  const quarters = ("quarters" in row && row.quarters) || [];
  const isHalf = rowPeriod(row)[5] === "H";
  return isHalf && comparison === "previous" ? `${quarters.length}` : quarters.map((name) => name.slice(5)).join();
}

/** A change in words that claim no more than its interval allows. */
export function changeWords({ with: days, change, why }: Change, view: Words): string {
  const { language, say } = view;
  const name = periodName({ from: toDay(days.from), to: toDay(days.to) });
  const period =
    name === null ? `${dayWords(days.from, language)} – ${dayWords(days.to, language)}` : periodInside(name, language);
  if (why !== null || change === null || change.value === null) return say(`b.change.${why ?? "unknown"}`, { period });
  const { kind, places } = changeParts(change, view);
  return say(`b.change.${kind}`, { period, ...places });
}

type Words = Pick<BoardView, "language" | "say" | "method">;

/** Which way a change goes, as far as its interval allows, and its figures in words. `few`: it has no interval. */
export type ChangeParts = {
  readonly kind: "higher" | "lower" | "same" | "few";
  readonly places: Readonly<Record<string, string>>;
};

/**
 * See {@link ChangeParts}. Figures of what is lower are told without their sign. A method without decimals may round a change that is
 * beyond chance to 0: then its interval tells the way.
 */
export function changeParts({ value, interval, beyond_chance }: ComputedChange, view: Words): ChangeParts {
  if (value === null || interval === null) return { kind: "few", places: {} };
  // The unit is written once, after the first figure.
  const points = (given: number): string => valueWords(given, view).replace("%", "");
  const unit = view.say(view.method.unit === "percent" ? "b.points.percent" : "b.points");
  const { low, high } = interval;
  const way = beyond_chance ? value || low + high : 0;
  if (way >= 0) {
    const kind = way > 0 ? "higher" : "same";
    return { kind, places: { value: points(value), unit, low: points(low), high: points(high) } };
  }
  return { kind: "lower", places: { value: points(-value), unit, low: points(-high), high: points(-low) } };
}
