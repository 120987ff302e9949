import type { Day } from "../../shared/calendar/day.ts";
import { bucketsOf, type Period } from "../../shared/calendar/period.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Organization } from "../organization/organization.ts";
import { gatherCells } from "./gather-cells.ts";
import type { IndexQuestion } from "./index-question.ts";
import { type IndexRows, indexRows, noRows } from "./index-rows.ts";
import { planGathering } from "./plan-gathering.ts";
import { readBaseline } from "./read-baseline.ts";
import { readServiceMix } from "./read-service-mix.ts";
import { readStrata } from "./read-strata.ts";
import { readTransactions } from "./read-transactions.ts";
import { rememberReads } from "./remember-reads.ts";
import type { RollupSource } from "../counts/rollup-source.ts";

/** What indices are read from; `today` is the agency's calendar day. */
export type IndexReading = {
  readonly source: RollupSource;
  readonly organization: Organization;
  readonly today: Day;
};

/**
 * Answers a question with rows of indices, from rollups, tallies and volumes alone.
 * Without grouping there is one row. Units and times have a row even when empty, other groups where something occurs.
 * Failure: `sum-too-large` where a sum passes 2^53.
 */
export function readIndices(question: IndexQuestion, reading: IndexReading): Result<IndexRows, Failure> {
  const lastDay = lastVisibleDay(question, reading.today);
  const asked = { ...question, period: { ...question.period, to: Math.min(question.period.to, lastDay) } };
  const buckets = bucketsIn(asked);
  if (buckets.length === 0) return ok(noRows);
  const plan = planGathering(asked, buckets, reading);
  const source = rememberReads(reading.source);
  const cells = gatherCells(plan, source);
  if (cells.tooLarge()) return fail({ kind: "sum-too-large" });
  const transactions = readTransactions(plan, source);
  if (!transactions.ok) return transactions;
  const strata = readStrata(plan, source);
  if (!strata.ok) return strata;
  const baseline = readBaseline(
    { plan, buckets: bucketsIn(question), lastDay: Math.min(lastDay, reading.today) },
    reading,
  );
  if (!baseline.ok) return baseline;
  const frame = { question: asked, organization: reading.organization, today: reading.today };
  return ok(
    indexRows({
      groups: cells.groups(),
      buckets,
      frame,
      transactionsOf: transactions.value,
      strataOf: strata.value,
      baselineOf: baseline.value,
      standardisedOf: readServiceMix(plan, source),
    }),
  );
}

/** The period cut by time; none where it is over before it begins. */
function bucketsIn({ period, time }: IndexQuestion): Period[] {
  if (period.from > period.to) return [];
  return time === null ? [period] : bucketsOf(period, time);
}

/** A single touchpoint's or officer's figures could show single people as they come, so they end with the last closed day. */
function lastVisibleDay({ by }: IndexQuestion, today: Day): Day {
  return by.has("touchpoint") || by.has("officer") ? today - 1 : Number.POSITIVE_INFINITY;
}
