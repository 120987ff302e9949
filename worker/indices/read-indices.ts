import type { Day } from "../../shared/calendar/day.ts";
import { bucketsOf, type Period } from "../../shared/calendar/period.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { RollupRow, RollupSource, TallyRow } from "../counts/rollup-source.ts";
import { fewestPeople, type Organization } from "../organization/organization.ts";
import type { FailureOf } from "../problems/failure.ts";
import { gatherCells, planGathering } from "./gather-cells.ts";
import { readBaseline } from "./index-change.ts";
import { asksForHours, type IndexQuestion } from "./index-question.ts";
import { shownGroups } from "./option-cells.ts";
import { type IndexRows, indexRows, noRows } from "./index-rows.ts";
import { settledBuckets } from "./counts-seen-by.ts";
import { readServiceMix, readStrata } from "./strata.ts";
import { readTransactions } from "./transactions.ts";

/** What indices are read from; `today` is the agency's calendar day. */
export type IndexDeps = {
  readonly source: RollupSource;
  readonly organization: Organization;
  readonly today: Day;
  /** Only where counts are shown once they have settled: the last closed day, and the fewest people of a row. */
  readonly settled?: { readonly lastDay: Day; readonly fewest: number } | null;
};

/** Why nothing can be read although the question is right. */
export const readFailures = ["sum-too-large", "not-counted-yet"] as const;

/** See {@link readFailures}. */
export type ReadFailure = (typeof readFailures)[number];

/**
 * Answers a question with rows of indices, from rollups, tallies and volumes alone. Without grouping there is one row. Units and
 * times have a row even if it is empty, other groups only if something was counted. `sum-too-large`: a sum passes 2^53. `not-counted-yet`: hours of feedback from before
 * there were hours.
 */
export function readIndices(question: IndexQuestion, deps: IndexDeps): Result<IndexRows, FailureOf<ReadFailure>> {
  if (asksForHours(question) && !deps.source.hasHours()) return fail({ kind: "not-counted-yet" });
  const lastDay = lastVisibleDay(question, deps.today);
  const asked = { ...question, period: { ...question.period, to: Math.min(question.period.to, lastDay) } };
  const asIs = bucketsIn(asked);
  if (asIs.length === 0) return ok(noRows);
  const source = rememberReads(deps.source);
  const planned = planGathering(asked, asIs, deps);
  const plan = deps.settled ? { ...planned, buckets: settledBuckets(planned, source) } : planned;
  const { buckets } = plan;
  const cells = gatherCells(plan, source);
  if (cells.tooLarge()) return fail({ kind: "sum-too-large" });
  const transactions = readTransactions(plan, source);
  if (!transactions.ok) return transactions;
  const strata = readStrata(plan, source);
  if (!strata.ok) return strata;
  const compared = {
    plan,
    buckets: bucketsIn(question),
    lastDay: Math.min(lastDay, deps.settled?.lastDay ?? deps.today),
  };
  const baseline = readBaseline(compared, deps);
  if (!baseline.ok) return baseline;
  const { choices } = plan;
  const { organization, today, settled } = deps;
  const fewest = asksForHours(question) ? fewestPeople(organization) : (settled?.fewest ?? 0);
  const frame = { question: asked, organization, today, choices, fewest };
  const parts = {
    groups: shownGroups(cells.groups(), choices),
    transactionsOf: transactions.value,
    strataOf: strata.value,
    baselineOf: baseline.value,
    standardisedOf: readServiceMix(plan, source),
  };
  return ok(indexRows({ ...parts, buckets, frame }));
}

/** The period, cut by time; none if it ends before it begins. */
function bucketsIn({ period, time }: IndexQuestion): Period[] {
  if (period.from > period.to) return [];
  return time === null ? [period] : bucketsOf(period, time);
}

/** Figures of one touchpoint, officer or hour could show single people as they come, so they end with the last closed day. */
function lastVisibleDay(question: IndexQuestion, today: Day): Day {
  const { by } = question;
  return by.has("touchpoint") || by.has("officer") || asksForHours(question) ? today - 1 : Number.POSITIVE_INFINITY;
}

/** Reads the same rollups and tallies only once: counts, strata and transactions of one answer often do. */
function rememberReads(source: RollupSource): RollupSource {
  const known = new Map<string, RollupRow[]>();
  const reported = new Map<string, TallyRow[]>();
  return {
    ...source,
    tallies(...asked) {
      const name = JSON.stringify(asked);
      const rows = reported.get(name) ?? source.tallies(...asked);
      reported.set(name, rows);
      return rows;
    },
    rollups(query) {
      const name = JSON.stringify(query);
      const rows = known.get(name) ?? source.rollups(query);
      known.set(name, rows);
      return rows;
    },
  };
}
