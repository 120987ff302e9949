import {
  type Day,
  firstDayOfMonth,
  lastDayOfMonth,
  type Month,
  monthOf,
  monthOfYear,
} from "../../shared/calendar/day.ts";
import { type Period, periodYears } from "../../shared/calendar/period.ts";

/** A month, quarter, half-year or year with its name, such as `2026-11`, `2026-Q4`, `2026-H2` or `2026`. */
export type Span = Period & { readonly id: string };

/** A quarter with its three months. */
export type QuarterSpan = Span & { readonly months: readonly Span[] };

/** Days between the end of a span and its publication: late kiosks deliver in them. */
const lateDays = 3;

/** Whether a span is to be published by the close of a day. */
export function isDue({ to }: Period, day: Day): boolean {
  return to + lateDays <= day;
}

/** Every quarter of which at least one month is due by the close of a day, from the year 2000 on. */
export function quartersWithin(day: Day): QuarterSpan[] {
  const quarters: QuarterSpan[] = [];
  for (let first = monthOfYear(periodYears.first, 1); isDue(monthSpan(first), day); first += 3) {
    quarters.push({ ...longSpan(first, 3), months: [first, first + 1, first + 2].map(monthSpan) });
  }
  return quarters;
}

/** The half-years and the year that are made of a year's quarters, each with the quarters' names. */
export function sumsOfYear(year: number): (Span & { readonly quarters: readonly string[] })[] {
  const first = monthOfYear(year, 1);
  const sums = [longSpan(first, 6), longSpan(first + 6, 6), longSpan(first, 12)];
  return sums.map((span) => {
    const starts = [0, 3, 6, 9].map((months) => first + months);
    const inside = starts.filter((start) => start >= monthOf(span.from) && start <= monthOf(span.to));
    return { ...span, quarters: inside.map((start) => longSpan(start, 3).id) };
  });
}

/** The year that a span begins in. */
export function yearOf({ from }: Period): number {
  return Math.floor(monthOf(from) / 12);
}

function monthSpan(month: Month): Span {
  const id = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  return { id, from: firstDayOfMonth(month), to: lastDayOfMonth(month) };
}

function longSpan(first: Month, length: 3 | 6 | 12): Span {
  const year = Math.floor(first / 12);
  const place = Math.floor((first % 12) / length) + 1;
  const id = length === 12 ? `${year}` : `${year}-${length === 3 ? "Q" : "H"}${place}`;
  return { id, from: firstDayOfMonth(first), to: lastDayOfMonth(first + length - 1) };
}
