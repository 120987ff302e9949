import { firstDayOfMonth, formatDay, monthOf, toDay } from "../../shared/calendar/day.ts";
import { parsePeriod, type Period, periodName, quartersWithin, sumsOfYear } from "../../shared/calendar/period.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { CallFault } from "../ui/call-server.ts";
import type { Figure, FiguresAsked } from "./question.ts";

/** Reads a path below `/v1/agencies/{agency}`. */
export type Read = <T>(path: string) => Promise<Result<T, CallFault>>;

/** Reads each path once. What failed is asked again the next time. */
export function readOnce(read: Read): Read {
  const answers = new Map<string, Promise<Result<unknown, CallFault>>>();
  return <T>(path: string) => {
    const answer = answers.get(path) ?? read<unknown>(path);
    answers.set(path, answer);
    void answer.then(({ ok }) => ok || answers.delete(path));
    return answer as Promise<Result<T, CallFault>>;
  };
}

type Page<T> = { readonly data: readonly T[]; readonly meta: { readonly next_cursor: string | null } };

const mostRows = 1000;

/** All rows of a list, page after page. */
export async function readAll<T>(read: Read, path: string): Promise<Result<readonly T[], CallFault>> {
  const rows: T[] = [];
  const first = `${path}${path.includes("?") ? "&" : "?"}limit=${mostRows}`;
  for (let next: string | null = first; next !== null; ) {
    const page: Result<Page<T>, CallFault> = await read<Page<T>>(next);
    if (!page.ok) return page;
    rows.push(...page.value.data);
    const cursor: string | null = page.value.meta.next_cursor;
    next = cursor === null ? null : `${first}&cursor=${encodeURIComponent(cursor)}`;
  }
  return ok(rows);
}

/** What a view's figures are of, unless a question says otherwise. */
export type FiguresAt = {
  readonly unit: string;
  readonly period: string | null;
  readonly method: string;
  readonly service: string | null;
  /** Live figures; else published ones. */
  readonly isOffice: boolean;
  /** The agency's day. */
  readonly today: string;
};

const liveMonths = 36;
const buckets: readonly string[] = ["month", "quarter", "year"];

/** The path that gives figures: of publications, or of live indices. */
export function figuresPath(asked: FiguresAsked, at: FiguresAt): string {
  const merged = { ...at, ...asked };
  return at.isOffice ? livePath(merged) : publishedPath(merged);
}

/** Reads figures. Publications have all lengths of periods in one list: of them the asked ones are kept. */
export async function readFigures(
  read: Read,
  asked: FiguresAsked,
  at: FiguresAt,
): Promise<Result<readonly Figure[], CallFault>> {
  const rows = await readAll<Figure>(read, figuresPath(asked, at));
  const bucket = asked.by?.split(",").find((word) => buckets.includes(word));
  if (!rows.ok || at.isOffice || bucket === undefined) return rows;
  return ok(rows.value.filter((row) => kindOf(rowPeriod(row)) === bucket));
}

type Merged = FiguresAsked & FiguresAt;

function publishedPath({ unit, period, by = "", question, service, method }: Merged): string {
  const words = by.split(",").map((word) => (buckets.includes(word) ? "time" : word));
  // Rounded rows have one method, so that two together don't tell the tally.
  const isRounded =
    service !== null ||
    (question ?? "overall") !== "overall" ||
    words.some((word) => ["service", "channel", "question"].includes(word));
  return `/publications/latest${queryText({ period, unit, by: words.join(","), question, service, method: isRounded ? null : method })}`;
}

function livePath({ unit, period, by = "", question, reason, service, method, compare, today }: Merged): string {
  const first = firstDayOfMonth(monthOf(toDay(today)) - liveMonths + 1);
  const days = period === null ? { from: formatDay(first), to: today } : { period };
  const words = by.split(",").map((word) => (word === "time" ? "month" : word));
  return `/indices${queryText({ ...days, unit, by: words.join(","), question, reason, service, method, compare })}`;
}

function queryText(given: Readonly<Record<string, string | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const name in given) if (given[name]) query.set(name, given[name]);
  return `?${`${query}`.replace(/%40/g, "@").replace(/%2C/g, ",")}`;
}

/** Waits for several answers. Returns their values in the same order, or the first failure. */
export async function readTogether<T extends readonly unknown[]>(
  ...asked: { readonly [Place in keyof T]: Promise<Result<T[Place], CallFault>> }
): Promise<Result<T, CallFault>> {
  const values: unknown[] = [];
  for (const answer of await Promise.all(asked)) {
    if (!answer.ok) return answer;
    values.push(answer.value);
  }
  return ok(values as unknown as T);
}

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

/** Fewest answers of a figure that is compared with others. */
export const fewestCompared = 30;

/**
 * Whether an interval tells anything of others. That of a mean does not where all answers were equal: then it has no width, of however
 * few people it is.
 */
export function hasSpread({ interval, tally }: Pick<Figure, "interval" | "tally">): boolean {
  return interval?.kind === "wilson" || tally === null || tally.filter((people) => people > 0).length > 1;
}

/** Live rows have none. */
type WithQuarters = Pick<Figure, "interval"> & { readonly quarters?: readonly string[] | undefined };

/** Whether two rows of one half-year or year are sums of the same quarters: where one of a unit's is withheld, its sum holds fewer. */
export function areOfSameQuarters(one: WithQuarters, other: WithQuarters): boolean {
  return (one.quarters ?? []).join() === (other.quarters ?? []).join();
}
