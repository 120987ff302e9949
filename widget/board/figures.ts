import { firstDayOfMonth, formatDay, monthOf, toDay } from "../../shared/calendar/day.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { CallFault } from "../ui/call-server.ts";
import { kindOf, rowPeriod } from "./board-periods.ts";
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

/** What a view's figures are about, where a question does not say otherwise. */
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
