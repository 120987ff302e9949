import type { Day } from "../../shared/calendar/day.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { askedSpans } from "../indices/asked-spans.ts";
import { isDue, type QuarterSpan, quartersWithin, type Span, sumsOfYear, yearOf } from "./closed-spans.ts";
import {
  type MadeRow,
  monthRows,
  type PlaceOf,
  quarterRows,
  roundedRows,
  sumRows,
  withTransactions,
} from "./make-rows.ts";
import type { PublicationFacts, PublicationStore, StoredRow } from "./publication-store.ts";
import { peopleIn, type Quarter, sumOf, updateQuarter } from "./quarter.ts";
import { type CountsSource, type QuarterCounts, readDimensions, readQuarter, readTransactions } from "./read-counts.ts";
import type { Steps } from "./take-turns.ts";
import { unitPlaces } from "./unit-places.ts";

/** What publishing needs; `today` is the agency's day that has not closed yet. */
export type PublishDeps = CountsSource & {
  readonly store: PublicationStore;
  readonly nowMs: number;
  readonly today: Day;
  /** Minimum group size. */
  readonly threshold: number;
  /** Writes all of it or nothing. */
  readonly inTransaction: (write: () => void) => void;
};

/** The newest publication, and whether it was made just now. */
export type Published = { readonly publication: PublicationFacts; readonly isNew: boolean };

/** Counts whose sum can still be given exactly. */
const mostPeople = Number.MAX_SAFE_INTEGER;

/**
 * Publishes what is due by the close of the day before today: months and quarters three days after their end. Where nothing
 * is newly due it answers the newest publication. Others may rate between two steps; readers see the version before until
 * the last. What broke off is begun anew.
 */
export function* publishDue(deps: PublishDeps): Steps<Result<Published, Failure>> {
  const { store, today, nowMs, inTransaction } = deps;
  const day = today - 1;
  const latest = store.publicationsBefore(null, 1)[0] ?? null;
  const spans = quartersWithin(day);
  const isNew = (span: Span): boolean => isDue(span, day) && (latest === null || !isDue(span, latest.day));
  if (latest && !spans.some(({ months }) => months.some(isNew))) return ok({ publication: latest, isNew: false });
  const version = (latest?.version ?? 0) + 1;
  store.begin(version);
  const run: Run = { ...deps, day, version, isRelease: latest === null || spans.some(isNew) };
  const quarters = yield* updateQuarters(run, spans, isNew);
  if (!quarters.ok) return quarters;
  for (const [, own] of Map.groupBy(spans, yearOf)) {
    const made = yield* publishYear(run, own, quarters.value);
    if (!made.ok) return made;
  }
  inTransaction(() => store.finish({ version, day, publishedMs: nowMs }, [...quarters.value.values()]));
  yield 8;
  const publication = store.publication(version);
  if (publication === null) throw new Error("the publication was not written");
  return ok({ publication, isNew: true });
}

type Run = PublishDeps & {
  readonly day: Day;
  readonly version: number;
  /** Whether a quarter is newly due: then later changes of all quarters are released. */
  readonly isRelease: boolean;
};

/** Takes the counts of each quarter that is concerned. Failures: `sum-too-large`, `publication-unproved`. */
function* updateQuarters(
  run: Run,
  spans: readonly QuarterSpan[],
  isNew: (span: Span) => boolean,
): Steps<Result<ReadonlyMap<string, Quarter>, Failure>> {
  const { organization, day, version, isRelease, threshold, store } = run;
  const quarters = new Map(store.quarters().map((quarter) => [quarter.id, quarter]));
  for (const span of spans) {
    if (!isRelease && !span.months.some(isNew)) continue;
    const counts = readQuarter(run, span);
    yield 1 + counts.size / 20;
    if (counts.size === 0 && !quarters.has(span.id)) continue;
    if (!isExact(counts)) return fail({ kind: "sum-too-large" });
    const fresh = { months: [], publishedIn: null, atoms: [], cells: [], sums: [] };
    const updated = updateQuarter(quarters.get(span.id) ?? { ...fresh, id: span.id, threshold }, {
      version,
      counts,
      monthsDue: span.months.filter((month) => isDue(month, day)).map(({ id }) => id),
      isQuarterDue: isRelease && isDue(span, day),
      placeThen: unitPlaces(organization, span, span.to),
      placeNow: unitPlaces(organization, span, day),
    });
    yield 1 + counts.size / 10;
    if (updated === null) return fail({ kind: "publication-unproved", given: span.id });
    quarters.set(span.id, updated);
  }
  return ok(quarters);
}

function isExact(counts: QuarterCounts): boolean {
  const all = [...counts.values()].flatMap((columns) => [...columns.values()].map(peopleIn));
  return peopleIn(all) <= mostPeople / 4;
}

/** Writes a year's rows as far as they differ from those of the version before. Failure: `sum-too-large`. */
function* publishYear(
  run: Run,
  spans: readonly QuarterSpan[],
  quarters: ReadonlyMap<string, Quarter>,
): Steps<Result<null, Failure>> {
  const known = spans.filter(({ id }) => quarters.has(id));
  const [first] = known;
  if (first === undefined) return ok(null);
  const sums = sumsOfYear(yearOf(first)).filter((span) => isDue(span, run.day));
  const quarterly: MadeRow[] = [];
  for (const span of known) {
    const quarter = quarters.get(span.id);
    if (quarter === undefined) continue;
    const placeNow = unitPlaces(run.organization, span, run.day);
    const own = quarterRows(quarter, span, placeNow);
    quarterly.push(...own);
    const months = monthRows(quarter, span, run.organization.agency.code);
    for (const month of span.months) {
      const made = yield* publishPeriod(run, month, {
        rows: months.filter((row) => row.period === month.id),
        placeNow,
      });
      if (!made.ok) return made;
    }
    const rounded = quarter.publishedIn === null ? [] : yield* roundedOnce(run, span);
    const made = yield* publishPeriod(run, span, { rows: [...own, ...rounded], placeNow });
    if (!made.ok) return made;
  }
  const rows = sumRows(yearOf(first), quarterly, (span) => isDue(span, run.day));
  for (const span of sums) {
    const isYear = span.quarters.length === 4;
    const rounded = isYear && rows.length > 0 ? yield* roundedOnce(run, span) : [];
    const placeNow = unitPlaces(run.organization, span, run.day);
    const own = [...rows.filter(({ period }) => period === span.id), ...rounded];
    const made = yield* publishPeriod(run, span, { rows: own, placeNow });
    if (!made.ok) return made;
  }
  return ok(null);
}

/** Rounded rows of a period that has none yet: they are never restated. */
function* roundedOnce(run: Run, span: Span): Steps<MadeRow[]> {
  const { store, version, threshold, organization } = run;
  if (store.roundedBefore(version).has(span.id)) return [];
  return roundedRows(span, yield* readDimensions(run, span), { threshold, code: organization.agency.code });
}

type PeriodRows = { readonly rows: readonly MadeRow[]; readonly placeNow: PlaceOf };

/** Rows that one step writes. */
const rowsAtOnce = 100;

function* publishPeriod(run: Run, span: Span, { rows, placeNow }: PeriodRows): Steps<Result<null, Failure>> {
  const { store, version, organization, today } = run;
  const before = store.rowsBefore(version, span.id);
  yield 1 + before.length / 100;
  if (rows.length === 0 && before.length === 0) return ok(null);
  const transactions = readTransactions(run, { period: span, asked: askedSpans(organization, today) });
  if (!transactions.ok) return transactions;
  yield 1 + transactions.value.size / 10;
  const isWhole = ({ quarters }: MadeRow): boolean => quarters === null || quarters.length * 3 === monthsIn(span);
  const covered = withTransactions(rows.filter(isWhole), transactions.value, placeNow);
  const changed = changedRows([...covered, ...rows.filter((row) => !isWhole(row))], before, run);
  for (let from = 0; from < changed.length; from += rowsAtOnce) {
    store.writeRows(version, changed.slice(from, from + rowsAtOnce));
    yield 4;
  }
  return ok(null);
}

function monthsIn({ id }: Span): number {
  return /^\d{4}$/.test(id) ? 12 : id.includes("H") ? 6 : id.includes("Q") ? 3 : 1;
}

/** Rows that are new or say something else than before, and rows that are gone. Rounded rows stay. */
function changedRows(
  rows: readonly MadeRow[],
  before: readonly StoredRow[],
  { version, organization }: Run,
): StoredRow[] {
  const nothing = Array.from({ length: organization.questions.get(overallQuestion) ?? 5 }, () => 0);
  const known = new Map(before.map((row) => [nameOf(row), row]));
  const names = new Set(rows.map(nameOf));
  const gone = before
    .filter((row) => row.verdict !== "gone" && row.roundedTo === null && !names.has(nameOf(row)))
    .map((row): StoredRow => ({ ...row, verdict: "gone", since: version, before: null }));
  const changed = rows.flatMap((row) => {
    const own = sumOf([nothing, row.tally]);
    const tally = row.family === "question" ? row.tally : own;
    const last = known.get(nameOf(row));
    const next = dated({ ...row, tally }, last, version);
    return last !== undefined && saysTheSame(last, next) ? [] : [next];
  });
  return [...changed, ...gone];
}

function nameOf({ family, value, node }: MadeRow): string {
  return `${family}\n${value}\n${node}`;
}

/** Says since when a figure stands, and what stood there before. */
function dated(row: MadeRow, last: StoredRow | undefined, version: number): StoredRow {
  const [isShown, wasShown] = [row.verdict === "shown", last?.verdict === "shown"];
  if (last === undefined || !isShown) return { ...row, since: version, before: null };
  if (wasShown && sameFigure(last, row)) return { ...row, since: last.since, before: last.before };
  return { ...row, since: version, before: wasShown ? { version: last.since, tally: last.tally } : null };
}

function sameFigure(one: MadeRow, other: MadeRow): boolean {
  return JSON.stringify([one.tally, one.quarters]) === JSON.stringify([other.tally, other.quarters]);
}

function saysTheSame(one: StoredRow, other: StoredRow): boolean {
  const said = ({ verdict, above, volume }: StoredRow): string => JSON.stringify([verdict, above, volume]);
  return said(one) === said(other) && sameFigure(one, other);
}
