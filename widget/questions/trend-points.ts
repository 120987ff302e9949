import { type Day, toDay } from "../../shared/calendar/day.ts";
import { isClosed, type Period, quarterOf, quartersWithin, type Span } from "../../shared/calendar/period.ts";
import { sumOfTallies, type Tally } from "../../shared/levels.ts";
import { type ComputedChange, computeChange } from "../../shared/methods/compute-change.ts";
import type { Method } from "../../shared/methods/method.ts";
import type { Figure } from "../figures/question.ts";

/** Periods of a trend: public figures of units stand by quarter, all others by month. */
export type TrendKind = "month" | "quarter";

/** One period of a trend, also one in which nobody answered. Its days are numbers of days. */
export type TrendPoint = Period & {
  /** Such as 2026-10 or 2026-Q3. */
  readonly period: string;
  readonly state: "shown" | "withheld" | "empty" | "rounded";
  /** Null where there is no row: nobody answered. */
  readonly row: Figure | null;
  /** Whether more answers may still come, since the period is not over. */
  readonly isProvisional: boolean;
};

/** Which periods are drawn: those up to the chosen one. Public figures end with the last closed one. */
export type TrendSpan = {
  readonly kind: TrendKind;
  readonly chosen: Period;
  readonly today: Day;
  readonly isOffice: boolean;
};

const mostPeriods = 36;
const mostAround = { month: 3, quarter: 1 } as const;

/**
 * Makes the points of a trend, from the first period with an answer to the chosen one, at most 36. Rows of other lengths of time
 * are left out. A period without a row is empty and never left out.
 */
export function trendPoints(rows: readonly Figure[], span: TrendSpan): TrendPoint[] {
  const { kind, chosen, today, isOffice } = span;
  const starts = new Map(rows.filter((row) => !row.own && !row.unmapped).flatMap((row) => startOf(row, kind)));
  const first = [...starts].filter(([, row]) => stateOf(row) !== "empty").map(([day]) => day);
  if (first.length === 0) return [];
  const isOver = ({ from, to }: Span): boolean => (isOffice ? from <= today : isClosed(to, today));
  return spansOf({ from: Math.min(...first), to: chosen.to }, kind)
    .filter((one) => one.from >= Math.min(...first) && one.from <= chosen.to && isOver(one))
    .slice(-mostPeriods)
    .map(({ id, from, to }) => {
      const row = starts.get(from) ?? null;
      return { period: id, from, to, row, state: stateOf(row), isProvisional: to >= today };
    });
}

function spansOf(within: Period, kind: TrendKind): readonly Span[] {
  const quarters = quartersWithin(within);
  return kind === "quarter" ? quarters : quarters.flatMap(({ months }) => months);
}

/** The first day of a row of that kind of period; none for a row of another length. The last month may still go on. */
function startOf(row: Figure, kind: TrendKind): (readonly [Day, Figure])[] {
  const [from, to] = [toDay(row.period.from), toDay(row.period.to)];
  const quarter = quarterOf(from);
  const isMonth = quarter.months.some((month) => month.from === from && to <= month.to);
  const isQuarter = quarter.from === from && quarter.to === to;
  return (kind === "month" ? isMonth : isQuarter) ? [[from, row]] : [];
}

function stateOf(row: Figure | null): TrendPoint["state"] {
  if (row?.withheld) return "withheld";
  if (row === null || row.value === null) return "empty";
  return "rounded" in row && row.rounded ? "rounded" : "shown";
}

/** How figures changed from some periods to later ones, all people on each side together. */
export type PointsChange = ComputedChange & {
  readonly before: readonly TrendPoint[];
  readonly after: readonly TrendPoint[];
};

/**
 * Compares people of some periods with people of others. Only exact figures of periods that are over count: half a month is no month.
 * Null if a side has none.
 */
export function pointsChange(
  method: Method,
  given: { readonly before: readonly TrendPoint[]; readonly after: readonly TrendPoint[] },
): PointsChange | null {
  const [before, after] = [given.before.filter(isExact), given.after.filter(isExact)];
  if (before.length === 0 || after.length === 0) return null;
  const change = computeChange(method, tallyOf(after), tallyOf(before));
  return change.value === null ? null : { ...change, before, after };
}

/** The change around a day: up to 3 whole months, or 1 whole quarter, on each side. A period with the day inside is on neither. */
export function changeAround(
  method: Method,
  points: readonly TrendPoint[],
  { on, kind }: { readonly on: Day; readonly kind: TrendKind },
): PointsChange | null {
  const most = mostAround[kind];
  const before = points.filter(({ to }) => to < on).slice(-most);
  return pointsChange(method, { before, after: points.filter(({ from }) => from >= on).slice(0, most) });
}

/** The change of the last figure since the same period a year ago, or since the first figure if that period has none. */
export function changeOfTrend(method: Method, points: readonly TrendPoint[], kind: TrendKind): PointsChange | null {
  const exact = points.filter(isExact);
  const last = exact[exact.length - 1];
  if (last === undefined) return null;
  const yearAgo = points[points.indexOf(last) - (kind === "month" ? 12 : 4)];
  const earlier = yearAgo && isExact(yearAgo) ? yearAgo : exact[0];
  return earlier === undefined || earlier === last ? null : pointsChange(method, { before: [earlier], after: [last] });
}

function isExact({ state, row, isProvisional }: TrendPoint): boolean {
  return !isProvisional && state === "shown" && (row?.tally?.length ?? 0) > 0;
}

function tallyOf(points: readonly TrendPoint[]): Tally {
  return sumOfTallies(points.map(({ row }) => row?.tally ?? []));
}
