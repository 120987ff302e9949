import { type Day, firstDayOfMonth, lastDayOfMonth, type Month, mondayOf, monthOf } from "../../shared/calendar/day.ts";

/** A span of the lattice with its name, such as `2026-11`, `2026-Q4`, `2026-H2` or `2026`. */
export type LatticePeriod = { readonly id: string; readonly from: Day; readonly to: Day };

/** The closed spans of each length in the order of time; the running month comes last of the months. */
export type LatticePeriods = {
  readonly months: readonly LatticePeriod[];
  readonly quarters: readonly LatticePeriod[];
  readonly halves: readonly LatticePeriod[];
  readonly years: readonly LatticePeriod[];
};

/**
 * The spans that are published on a day: every month, quarter, half-year and year from the one of `first` on that has
 * closed, and of the running month what ended with the last closed ISO week.
 */
export function latticePeriods(first: Day, today: Day): LatticePeriods {
  const closed = (length: number): LatticePeriod[] => closedSpans({ first, today, length });
  const running = runningMonth(today);
  return {
    months: [...closed(1), ...(running ? [running] : [])],
    quarters: closed(3),
    halves: closed(6),
    years: closed(12),
  };
}

/** Names of all spans that hold another whole span as their part, itself first: of `2026-11` also its quarter, half and year. */
export function spansAround(id: string): readonly string[] {
  const known = around.get(id);
  if (known) return known;
  const [year = "", part = ""] = id.split("-");
  const spans: string[] = [id];
  const month = /^\d\d$/.test(part) ? Number(part) : null;
  const quarter = month !== null ? Math.ceil(month / 3) : part.startsWith("Q") ? Number(part.slice(1)) : null;
  const half = quarter !== null ? Math.ceil(quarter / 2) : part.startsWith("H") ? Number(part.slice(1)) : null;
  if (month !== null) spans.push(`${year}-Q${quarter}`);
  if (quarter !== null) spans.push(`${year}-H${half}`);
  if (half !== null) spans.push(year);
  around.set(id, spans);
  return spans;
}

const around = new Map<string, readonly string[]>();

/** Names of the next shorter spans that a span is made of; of a month none. */
export function spansWithin(id: string): readonly string[] {
  const [year = "", part = ""] = id.split("-");
  if (part === "") return [`${year}-H1`, `${year}-H2`];
  const number = Number(part.slice(1));
  if (part.startsWith("H")) return [2 * number - 1, 2 * number].map((quarter) => `${year}-Q${quarter}`);
  if (!part.startsWith("Q")) return [];
  return [3 * number - 2, 3 * number - 1, 3 * number].map((month) => `${year}-${String(month).padStart(2, "0")}`);
}

type Spans = { readonly first: Day; readonly today: Day; readonly length: number };

function closedSpans({ first, today, length }: Spans): LatticePeriod[] {
  const spans: LatticePeriod[] = [];
  for (let month = startOf(monthOf(first), length); lastDayOfMonth(month + length - 1) < today; month += length) {
    spans.push({ id: nameOf(month, length), from: firstDayOfMonth(month), to: lastDayOfMonth(month + length - 1) });
  }
  return spans;
}

function runningMonth(today: Day): LatticePeriod | null {
  const month = monthOf(today);
  const [from, to] = [firstDayOfMonth(month), mondayOf(today) - 1];
  return to < from ? null : { id: nameOf(month, 1), from, to };
}

function startOf(month: Month, length: number): Month {
  return month - (month % length);
}

function nameOf(month: Month, length: number): string {
  const year = String(Math.floor(month / 12));
  const place = Math.floor((month % 12) / length) + 1;
  if (length === 12) return year;
  return length === 1 ? `${year}-${String(place).padStart(2, "0")}` : `${year}-${length === 3 ? "Q" : "H"}${place}`;
}
