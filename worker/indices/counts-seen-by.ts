import { bucketsTouched, contains, type Period } from "../../shared/calendar/period.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import type { RollupSource } from "../counts/rollup-source.ts";
import type { SettledStore } from "../counts/settled-store.ts";
import { fewestPeople } from "../organization/organization.ts";
import { asksForReasons, type IndexQuestion } from "./index-question.ts";
import type { GatherPlan } from "./gather-cells.ts";
import { choicesOf, countedNames } from "./option-cells.ts";
import type { IndexDeps } from "./read-indices.ts";

/** What indices are read from, for whoever asks. */
export type AskedIndexDeps = Omit<IndexDeps, "settled"> & {
  readonly settled: Pick<SettledStore, "read">;
  /** Settles what came late. */
  readonly settleLate: () => void;
};

/**
 * What an asker's indices are read from. Keys of the whole agency read all counts as they are. Keys of a unit read closed days,
 * paper, and counts of people who settled together (`counts/settle-people.ts`), and nothing else that people said.
 */
export function countsSeenBy(
  principal: Principal,
  question: IndexQuestion,
  { settled, settleLate, source, organization, today }: AskedIndexDeps,
): IndexDeps {
  if (needWholeAgency(principal, organization).ok) return { source, organization, today, settled: null };
  settleLate();
  const asked = question.question;
  const questions = asked === null ? null : countedNames(asked, choicesOf(organization));
  const byReason = asksForReasons(question);
  return {
    source: {
      rollups: () => [],
      daily: () => [],
      hasHours: source.hasHours,
      tallies: (units, from, to) => [
        ...source.tallies(units, from, to),
        ...settled.read({ units, from, to, questions, byReason }),
      ],
      volumes: source.volumes,
    },
    ...{ organization, today },
    settled: { lastDay: today - 1, fewest: fewestPeople(organization) },
  };
}

/**
 * Buckets of time as a unit reads them: those that hold nobody by themselves are joined where people who settled together reach over
 * them. So a quiet office reads spans of as many days as it took, and a busy one its days. With a comparison nothing is joined.
 */
export function settledBuckets(
  { buckets, question, units, choices }: GatherPlan,
  source: RollupSource,
): readonly Period[] {
  const { period, channel, service, time, compare } = question;
  if (time === null || compare !== null) return buckets;
  const names = question.question === null ? null : countedNames(question.question, choices);
  const spans = source.tallies(units.units, period.from, period.to).filter((it) => {
    const isNamed = names === null || names.includes(it.question);
    return isNamed && (channel === null || it.channel === channel) && (service === null || it.service === service);
  });
  const held = new Set(
    spans.flatMap((span) => {
      const [place = -1] = bucketsTouched(buckets, span);
      return contains(buckets[place], span) ? [place] : [];
    }),
  );
  const goOn = new Set<number>();
  for (const span of spans) {
    const touched = bucketsTouched(buckets, span);
    if (span.settled === undefined || !contains(period, span) || touched.some((place) => held.has(place))) continue;
    for (const place of touched.slice(0, -1)) goOn.add(place);
  }
  const joined: Period[] = [];
  for (const [place, bucket] of buckets.entries()) {
    const before = goOn.has(place - 1) ? joined.pop() : undefined;
    joined.push({ from: before?.from ?? bucket.from, to: bucket.to });
  }
  return joined;
}

/** A row of some people, but fewer than the minimum group size: it tells only how many. */
export function withoutFew(row: PublishedIndex, fewest: number): PublishedIndex {
  const { change, n } = row;
  const isFew = n > 0 && n < fewest;
  const isFewAside = n === 0 && row.set_aside.n > 0 && row.set_aside.n < fewest;
  const isFewBefore = change != null && change.n > 0 && change.n < fewest;
  const shown = isFew || isFewBefore ? { ...row, ...(change === undefined ? {} : { change: null }) } : row;
  if (isFewAside) return { ...shown, set_aside: { n: row.set_aside.n, value_with: null } };
  if (!isFew) return shown;
  const { weights: _, interval_of_served: __, ...rest } = shown;
  return {
    ...rest,
    ...{ value: null, tally: [], interval: null, channels: {}, withheld: "too-few" },
    flagged: { n: row.flagged.n, value_without: null },
    set_aside: { n: row.set_aside.n, value_with: null },
    ...(row.standardised === undefined ? {} : { standardised: null }),
  };
}
