import { peopleIn } from "../../shared/levels.ts";
import { type Day, firstDayOfMonth, monthOfYear } from "../../shared/calendar/day.ts";
import {
  isClosed,
  periodYears,
  type QuarterSpan,
  quartersWithin,
  type Span,
  sumsOfYear,
} from "../../shared/calendar/period.ts";
import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type MadeRow, monthRows, quarterRows, roundedRows, sumRows, withTransactions } from "./made-rows.ts";
import type { PublicationFacts, PublicationStore, StoredRow } from "./publication-store.ts";
import { type Quarter, updateQuarter } from "./quarter.ts";
import { type CountsDeps, readDimensions, readQuarter, readTransactions } from "./quarter-counts.ts";
import type { Steps } from "./take-turns.ts";
import { unitPlaces } from "./unit-places.ts";

/** What publishing needs. */
export type PublishDeps = CountsDeps & {
  readonly store: PublicationStore;
  readonly nowMs: number;
  /** Minimum group size. */
  readonly threshold: number;
  /** Writes all of it or nothing. */
  readonly inTransaction: (write: () => void) => void;
};

/** The newest publication, and whether it was made just now. */
export type Published = { readonly publication: PublicationFacts; readonly isNew: boolean };

/** Whether a span is due at the close of a day. */
function isDue({ to }: Span, day: Day): boolean {
  return isClosed(to, day + 1);
}

/**
 * Publishes what is due by the close of the day before today: months and quarters three days after their end. Where nothing
 * is newly due it answers the newest publication. Others may rate between two steps; readers see the version before until
 * the last. What broke off is begun anew.
 */
export function* publishDue(deps: PublishDeps): Made<Published> {
  const { store, nowMs, inTransaction } = deps;
  const day = deps.today - 1;
  const latest = store.publicationsBefore(null, 1)[0] ?? null;
  const spans = quartersWithin({ from: firstDayOfMonth(monthOfYear(periodYears.first, 1)), to: day });
  const isNew = (span: Span): boolean => isDue(span, day) && (latest === null || !isDue(span, latest.day));
  if (latest && !spans.some(({ months }) => months.some(isNew))) return ok({ publication: latest, isNew: false });
  const version = (latest?.version ?? 0) + 1;
  store.begin(version);
  const run = { ...deps, day, version, isRelease: latest === null || spans.some(isNew) };
  const touched = spans.filter(({ months }) => run.isRelease || months.some(isNew));
  const quarters = yield* updateQuarters(run, touched);
  if (!quarters.ok) return quarters;
  for (const year of Map.groupBy(spans, ({ id }) => id.slice(0, 4)).values()) {
    const made = yield* publishYear(run, year, quarters.value);
    if (!made.ok) return made;
  }
  const changed = touched.flatMap(({ id }) => quarters.value.get(id) ?? []);
  inTransaction(() => store.finish({ version, day, publishedMs: nowMs }, changed));
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

type Quarters = ReadonlyMap<string, Quarter>;
/** Why nothing is published. */
export type PublishFailure = FailureOf<"sum-too-large" | "publication-unproved">;

type Made<T> = Steps<Result<T, PublishFailure>>;

/** Takes the counts of some quarters. */
function* updateQuarters(run: Run, spans: readonly QuarterSpan[]): Made<Quarters> {
  const { organization, day, isRelease, threshold, store } = run;
  const quarters = new Map(store.quarters().map((quarter) => [quarter.id, quarter]));
  for (const span of spans) {
    const counts = readQuarter(run, span);
    yield 1 + counts.size / 20;
    if (counts.size === 0 && !quarters.has(span.id)) continue;
    const people = [...counts.values()].flatMap((columns) => [...columns.values()].map(peopleIn));
    if (peopleIn(people) > Number.MAX_SAFE_INTEGER / 4) return fail({ kind: "sum-too-large" });
    const nothing = { months: [], isPublished: false, atoms: [], cells: [], sums: [] };
    const updated = updateQuarter(quarters.get(span.id) ?? { ...nothing, id: span.id, threshold }, {
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

/** Writes the rows of a year. */
function* publishYear(run: Run, spans: readonly QuarterSpan[], quarters: Quarters): Made<null> {
  const { organization, day } = run;
  const rows: MadeRow[] = [];
  for (const span of spans) {
    const quarter = quarters.get(span.id);
    if (quarter === undefined) continue;
    rows.push(...monthRows(quarter, span, organization.agency.code));
    rows.push(...quarterRows(quarter, span, unitPlaces(organization, span, day)));
    yield 5;
  }
  if (rows.length === 0) return ok(null);
  const sums = sumsOfYear(spans[0]?.from ?? day).filter((span) => isDue(span, day));
  for (const span of [...spans.flatMap(({ months }) => months), ...spans, ...sums]) {
    const exact = [...rows.filter(({ period }) => period === span.id), ...sumRows(span, rows)];
    const made = yield* publishPeriod(run, span, exact);
    if (!made.ok) return made;
  }
  return ok(null);
}

/** Writes the rows of a period as far as they differ from those of the version before. Rounded rows are made once. */
function* publishPeriod(run: Run, span: Span, exact: readonly MadeRow[]): Made<null> {
  const { store, version, organization, day, threshold } = run;
  const before = store.rowsBefore(version, span.id);
  yield 1 + before.length / 100;
  if (exact.length + before.length === 0) return ok(null);
  const known = readTransactions(run, span);
  if (!known.ok) return known;
  yield 1 + known.value.size / 10;
  const covered = withTransactions(span, exact, { known: known.value, placeOf: unitPlaces(organization, span, day) });
  let rounded: readonly MadeRow[] = before.filter(({ roundedTo }) => roundedTo !== null);
  if (rounded.length === 0 && /Q|^\d{4}$/.test(span.id)) {
    const { code } = organization.agency;
    const agency = { threshold, code, exact: exact.find(({ node }) => node === code)?.tally ?? [] };
    const byNow = span.quarters.flatMap((quarter) => store.rowsBefore(version + 1, quarter));
    // What is withheld in a quarter is not in its year either.
    const shown = byNow.filter(({ roundedTo, verdict }) => roundedTo !== null && verdict === "shown");
    const isSum = span.quarters.length > 0;
    rounded = isSum ? sumRows(span, shown) : roundedRows(span, yield* readDimensions(run, span), agency);
  }
  const changed = changedRows([...covered, ...rounded], before, version);
  for (let from = 0; from < changed.length; from += 100) {
    store.writeRows(version, changed.slice(from, from + 100));
    yield 4;
  }
  return ok(null);
}

/**
 * Rows that are new or say something else than before, and rows that are gone. Each says since when its figure stands, and what
 * stood there before.
 */
function changedRows(rows: readonly MadeRow[], earlier: readonly StoredRow[], version: number): StoredRow[] {
  const nameOf = ({ family, value, node }: MadeRow): string => `${family}\n${value}\n${node}`;
  const said = ({ verdict, tally, quarters }: MadeRow): string => JSON.stringify([verdict, tally, quarters]);
  const known = new Map(earlier.map((row) => [nameOf(row), row]));
  const names = new Set(rows.map(nameOf));
  const gone = earlier.filter((row) => row.verdict !== "gone" && !names.has(nameOf(row)));
  const changed = rows.flatMap((row) => {
    const last = known.get(nameOf(row));
    const wasShown = last?.verdict === "shown" && row.verdict === "shown";
    const anew = { since: version, before: wasShown ? { version: last.since, tally: last.tally } : null };
    const { since, before } = last && said(last) === said(row) ? last : anew;
    const next = { ...row, since, before };
    return JSON.stringify(next) === JSON.stringify(last) ? [] : [next];
  });
  return [...changed, ...gone.map((row) => ({ ...row, verdict: "gone" as const, since: version, before: null }))];
}
