import { toDay } from "../../shared/calendar/day.ts";
import { parsePeriod, type Period, periodName, quartersWithin, sumsOfYear } from "../../shared/calendar/period.ts";
import type { Figure } from "./question.ts";

/** Kinds of periods that the board shows, the shortest first. */
export const periodKinds = ["month", "quarter", "half", "year"] as const;

/** See {@link periodKinds}. */
export type PeriodKind = (typeof periodKinds)[number];

/** The kind of a period, by its name. */
export function kindOf(name: string): PeriodKind {
  if (name.length === 4) return "year";
  return name[5] === "Q" ? "quarter" : name[5] === "H" ? "half" : "month";
}

/** First and last day of a period, by its name. */
export function daysOf(name: string): Period {
  const days = parsePeriod({ period: name });
  return days.ok ? days.value : { from: 0, to: 0 };
}

/** The name of a row's period; empty for free days. */
export function rowPeriod({ period }: Pick<Figure, "period">): string {
  return periodName({ from: toDay(period.from), to: toDay(period.to) }) ?? "";
}

/**
 * Periods of which there are figures, in the order of their ends. Publications name them; of live months every period counts
 * that one with answers lies in.
 */
export function boardPeriods(rows: readonly Figure[], isOffice: boolean): string[] {
  const live = isOffice ? rows.filter(({ n }) => n !== null && n > 0) : [];
  const names = isOffice ? live.flatMap(periodsAround) : rows.map(rowPeriod);
  const found = [...new Set(names)].filter((name) => name !== "");
  return found.sort((a, b) => daysOf(a).to - daysOf(b).to || daysOf(b).from - daysOf(a).from);
}

function periodsAround(month: Figure): string[] {
  const days = { from: toDay(month.period.from), to: toDay(month.period.from) };
  const sums = sumsOfYear(days.from).filter(({ from, to }) => from <= days.from && days.from <= to);
  return [rowPeriod(month), ...[...quartersWithin(days), ...sums].map(({ id }) => id)];
}

/** The period that is shown at first: the newest quarter, else the newest month; null if there is none. */
export function usualPeriod(periods: readonly string[]): string | null {
  const last = (kind: PeriodKind): string | undefined => periods.filter((name) => kindOf(name) === kind).pop();
  return last("quarter") ?? last("month") ?? periods[periods.length - 1] ?? null;
}

/** The period of the same kind that comes so many places later (earlier if negative); null if there is none. */
export function periodBeside(periods: readonly string[], name: string, step: 1 | -1): string | null {
  const same = periods.filter((one) => kindOf(one) === kindOf(name));
  return same[same.indexOf(name) + step] ?? null;
}

/** The period of a kind that ends with or in another, else the nearest before it, else the first; null if the kind has none. */
export function periodLike(periods: readonly string[], name: string, kind: PeriodKind): string | null {
  const all = periods.filter((one) => kindOf(one) === kind);
  const { to } = daysOf(name);
  return (
    all.find((one) => daysOf(one).from <= to && to <= daysOf(one).to) ??
    all.filter((one) => daysOf(one).to < to).pop() ??
    all[0] ??
    null
  );
}
