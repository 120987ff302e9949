import { fail, ok, type PointedError, type Result } from "../result.ts";
import {
  type Day,
  dayWords,
  firstDayOfMonth,
  firstMondayOf,
  lastDayOfMonth,
  mondayOf,
  type Month,
  monthOf,
  monthOfYear,
  parseDay,
  weeksInYear,
} from "./day.ts";

/** A span of whole days, both ends included. */
export type Period = { readonly from: Day; readonly to: Day };

/** First and last year that a period may contain. */
export const periodYears = { first: 2000, last: 2100 } as const;

/** Units of time that a period can be cut into. */
export const bucketUnits = ["day", "week", "month", "quarter", "year"] as const;

/** See {@link bucketUnits}. Weeks are ISO weeks, Monday to Sunday. */
export type BucketUnit = (typeof bucketUnits)[number];

/** The three query parameters that name a period, as text. */
export type PeriodQuery = {
  readonly period?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

const forms = "a year 2026, half 2026-H1, quarter 2026-Q3, month 2026-11, ISO week 2026-W46 or day 2026-11-24";
const monthsOf = { day: 0, week: 0, month: 1, quarter: 3, year: 12 } as const;
const firstDay = (): Day => firstDayOfMonth(monthOfYear(periodYears.first, 1));
const lastDay = (): Day => lastDayOfMonth(monthOfYear(periodYears.last, 12));

/** Refuses a day that no period contains, such as one of a mistyped year: nobody could ever read what is of that day. */
export function outOfPeriods(pointer: string, day: Day): PointedError[] {
  const { first, last } = periodYears;
  return day >= firstDay() && day <= lastDay() ? [] : [{ pointer, detail: `must be in the years ${first} to ${last}` }];
}

/**
 * Reads a period: either `period`, in one of its forms, or `from` and `to` as days.
 * Errors point at `/period`, `/from` or `/to`: an unknown form, a date that does not exist, week 53 of a year without
 * one, years outside {@link periodYears}, `from` after `to`, both ways at once, or neither.
 */
export function parsePeriod(query: PeriodQuery): Result<Period, PointedError[]> {
  if (query.period !== undefined) return parseNamed(query.period, query);
  if (query.from === undefined && query.to === undefined) {
    return refuse("/period", "is missing: give period, or from and to");
  }
  const errors: PointedError[] = [];
  const from = parseEnd("from", query.from, errors);
  const to = parseEnd("to", query.to, errors);
  if (from === null || to === null) return fail(errors);
  return from > to ? refuse("/from", "must not be after to") : ok({ from, to });
}

/**
 * Cuts a period into buckets of a unit of time, in order of time. The first and last bucket are clipped to the period,
 * so the buckets contain each of its days once.
 */
export function bucketsOf(period: Period, unit: BucketUnit): Period[] {
  const buckets: Period[] = [];
  for (let from = period.from; from <= period.to; ) {
    const to = Math.min(lastDayOfBucket(from, unit), period.to);
    buckets.push({ from, to });
    from = to + 1;
  }
  return buckets;
}

function lastDayOfBucket(day: Day, unit: BucketUnit): Day {
  if (unit === "day") return day;
  if (unit === "week") return mondayOf(day) + 6;
  const length = monthsOf[unit];
  const month = monthOf(day);
  return lastDayOfMonth(month - (month % length) + length - 1);
}

function refuse(pointer: string, detail: string): Result<never, PointedError[]> {
  return fail([{ pointer, detail }]);
}

function parseEnd(name: "from" | "to", text: string | undefined, errors: PointedError[]): Day | null {
  const pointer = `/${name}`;
  if (text === undefined) {
    errors.push({ pointer, detail: "is missing: from and to go together" });
    return null;
  }
  const day = parseDay(text);
  if (day !== null && day >= firstDay() && day <= lastDay()) return day;
  const years = `the years ${periodYears.first} to ${periodYears.last}`;
  errors.push({ pointer, detail: `must be a calendar day such as 2026-11-24, in ${years}` });
  return null;
}

function parseNamed(text: string, query: PeriodQuery): Result<Period, PointedError[]> {
  if (query.from !== undefined || query.to !== undefined) {
    return refuse("/period", "must not be given together with from or to");
  }
  const match = /^(\d{4})(?:-(.+))?$/.exec(text);
  if (match === null) return refuse("/period", `must be ${forms}`);
  const year = Number(match[1]);
  if (year < periodYears.first || year > periodYears.last) {
    return refuse("/period", `must be in the years ${periodYears.first} to ${periodYears.last}`);
  }
  const period = match[2] === undefined ? months(year, 1, 12) : partOfYear(text, year, match[2]);
  return period === null ? refuse("/period", `must be ${forms}, of a date that exists`) : ok(period);
}

function partOfYear(text: string, year: number, part: string): Period | null {
  const match = /^([HQW]?)(\d{1,2})$/.exec(part);
  if (match === null) {
    const day = parseDay(text);
    return day === null ? null : { from: day, to: day };
  }
  const [, kind = "", digits = ""] = match;
  const number = Number(digits);
  if (number < 1 || digits.length !== (kind === "H" || kind === "Q" ? 1 : 2)) return null;
  if (kind === "H") return number <= 2 ? months(year, number * 6 - 5, 6) : null;
  if (kind === "Q") return number <= 4 ? months(year, number * 3 - 2, 3) : null;
  if (kind === "W") return number <= weeksInYear(year) ? week(year, number) : null;
  return number <= 12 ? months(year, number, 1) : null;
}

function months(year: number, first: number, count: number): Period {
  const month = monthOfYear(year, first);
  return { from: firstDayOfMonth(month), to: lastDayOfMonth(month + count - 1) };
}

function week(year: number, number: number): Period {
  const from = firstMondayOf(year) + (number - 1) * 7;
  return { from, to: from + 6 };
}

/** Whether a span lies within a period as a whole. */
export function contains(period: Period | undefined, span: Period): boolean {
  return period !== undefined && period.from <= span.from && span.to <= period.to;
}

/** Places of the buckets that share a day with a span, by binary search. Buckets are in the order of time. */
export function bucketsTouched(buckets: readonly Period[], { from, to }: Period): number[] {
  let [first, end] = [0, buckets.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((buckets[middle]?.to ?? from) < from) first = middle + 1;
    else end = middle;
  }
  const touched: number[] = [];
  for (let place = first; (buckets[place]?.from ?? to + 1) <= to; place += 1) touched.push(place);
  return touched;
}

/** Cuts a period before each of some days; days outside are no cuts. */
export function cutBefore({ from, to }: Period, days: readonly Day[]): Period[] {
  const starts = [...new Set([from, ...days.filter((day) => day > from && day <= to)])].sort((a, b) => a - b);
  return starts.map((start, place) => ({ from: start, to: (starts[place + 1] ?? to + 1) - 1 }));
}

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

/** The name of a month, quarter, half-year or year; null for any other span of days. */
export function periodName({ from, to }: Period): string | null {
  const [first, last] = [monthOf(from), monthOf(to)];
  if (from !== firstDayOfMonth(first) || to !== lastDayOfMonth(last)) return null;
  const length = ([1, 3, 6, 12] as const).find((months) => months === last - first + 1);
  return length !== undefined && first % length === 0 ? nameOf(first, length) : null;
}

const quarterNumerals = ["I", "II", "III", "IV"];

/** Writes the name of a period for people: `2026-Q4` as `Quý IV/2026`, in English `Q4 2026`. */
export function periodWords(name: string, language: "vi" | "en"): string {
  const [year = "", part = ""] = name.split("-");
  const isVi = language === "vi";
  const number = Number(part.slice(1));
  if (part === "") return isVi ? `Năm ${year}` : year;
  if (part.startsWith("Q")) return isVi ? `Quý ${quarterNumerals[number - 1]}/${year}` : `${part} ${year}`;
  if (part.startsWith("H")) {
    if (isVi) return `6 tháng ${number === 1 ? "đầu" : "cuối"} năm ${year}`;
    return `${number === 1 ? "First" : "Second"} half of ${year}`;
  }
  return `${isVi ? "Tháng " : ""}${dayWords(name, language)}`;
}

/** Late kiosks deliver in so many days after the end of a period. */
const graceDays = 3;

/** Whether a period that ends on a day is closed today: its figures are published, or about to be. */
export function isClosed(lastDay: Day, today: Day): boolean {
  return lastDay + graceDays < today;
}
