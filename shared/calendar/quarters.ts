import { type Day, firstDayOfMonth, lastDayOfMonth, type Month, monthOf } from "./day.ts";
import type { Period } from "./period.ts";

/** A month, quarter, half-year or year with its name, such as `2026-11`, `2026-Q4`, `2026-H2` or `2026`. */
export type Span = Period & {
  readonly id: string;
  /** Names of the quarters that a half-year or year is made of; of a shorter span none. */
  readonly quarters: readonly string[];
};

/** A quarter with its three months. */
export type QuarterSpan = Span & { readonly months: readonly Span[] };

/** The quarter that a day lies in. */
export function quarterOf(day: Day): QuarterSpan {
  const first = monthOf(day) - (monthOf(day) % 3);
  return { ...spanFrom(first, 3), months: [0, 1, 2].map((more) => spanFrom(first + more, 1)) };
}

/** Every quarter from the one that the first day lies in to the one that the last day lies in. */
export function quartersWithin({ from, to }: Period): QuarterSpan[] {
  const quarters: QuarterSpan[] = [];
  for (let next = quarterOf(from); next.from <= to; next = quarterOf(next.to + 1)) quarters.push(next);
  return quarters;
}

/** The two half-years and the year that a day's year is made of. */
export function sumsOfYear(day: Day): Span[] {
  const first = monthOf(day) - (monthOf(day) % 12);
  return [spanFrom(first, 6), spanFrom(first + 6, 6), spanFrom(first, 12)];
}

function spanFrom(first: Month, length: 1 | 3 | 6 | 12): Span {
  const starts = length > 3 ? Array.from({ length: length / 3 }, (_, quarter) => first + 3 * quarter) : [];
  const quarters = starts.map((start) => spanFrom(start, 3).id);
  return { id: nameOf(first, length), from: firstDayOfMonth(first), to: lastDayOfMonth(first + length - 1), quarters };
}

function nameOf(first: Month, length: 1 | 3 | 6 | 12): string {
  const year = String(Math.floor(first / 12));
  const place = Math.floor((first % 12) / length) + 1;
  if (length === 12) return year;
  return length === 1 ? `${year}-${String(place).padStart(2, "0")}` : `${year}-${length === 3 ? "Q" : "H"}${place}`;
}
