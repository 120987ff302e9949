import { sumOfTallies } from "../../shared/tallies.ts";
import { type Day, parseDay } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { QuarterSpan } from "../../shared/calendar/quarters.ts";
import type { FailureOf } from "../problems/failure.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { ok, type Result } from "../../shared/result.ts";
import { askedSpans } from "../indices/reported-days.ts";
import { gatherTransactions, type Transactions } from "../indices/transactions.ts";
import { peopleIn } from "../indices/index-cells.ts";
import type { RollupQuery, RollupRow, RollupSource, TallyRow } from "../counts/rollup-source.ts";
import { allTo } from "../indices/unit-groups.ts";
import type { Organization } from "../organization/organization.ts";
import type { Steps } from "../../shared/take-turns.ts";

/** Where figures come from; `today` is the agency's day that has not closed yet. */
export type CountsDeps = { readonly source: RollupSource; readonly organization: Organization; readonly today: Day };

/** Before every day that a figure can be about. */
export const firstDay: Day = parseDay("2000-01-01") ?? 0;

/** By unit, then by the month or, for paper that lies in no month, by the quarter: people per level of `overall`. */
export type QuarterCounts = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/** Counts of a quarter as they are now, plain and flagged; what was set aside is left out. Read at one go. */
export function readQuarter(deps: CountsDeps, quarter: QuarterSpan): QuarterCounts {
  const counts = new Map<string, Map<string, number[]>>();
  const add = (unit: string, column: string, tally: readonly number[]): void => {
    const columns = counts.get(unit) ?? new Map<string, number[]>();
    if (tally.some((people) => people !== 0))
      counts.set(unit, columns.set(column, sumOfTallies([columns.get(column) ?? [], tally])));
  };
  for (const { unit, bucket, counts: tally } of counted(deps, quarter.months, {
    question: overallQuestion,
    by: ["unit"],
  })) {
    add(unit, quarter.months[bucket]?.id ?? quarter.id, tally);
  }
  for (const tally of talliesWithin(deps, quarter)) {
    const month = quarter.months.find(({ from, to }) => from <= tally.from && tally.to <= to);
    if (tally.question === overallQuestion) add(tally.unit, month?.id ?? quarter.id, tally.counts);
  }
  return counts;
}

/** One value of one dimension of the whole agency: a service ("" for none), a channel, or a question other than `overall`. */
export type AgencyCount = {
  readonly family: "service" | "channel" | "question";
  readonly value: string;
  readonly tally: readonly number[];
};

/** Days of which services are read in one step. */
const daysAtOnce = 8;

/** Counts of the whole agency in a period by service, by channel and by question. */
export function* readDimensions(deps: CountsDeps, period: Period): Steps<AgencyCount[]> {
  const counts = new Map<string, AgencyCount>();
  const add = (family: AgencyCount["family"], value: string, tally: readonly number[]): void => {
    const name = `${family} ${value}`;
    if (peopleIn(tally) > 0)
      counts.set(name, { family, value, tally: sumOfTallies([counts.get(name)?.tally ?? [], tally]) });
  };
  for (let from = period.from; from <= period.to; from += daysAtOnce) {
    const some = { from, to: Math.min(period.to, from + daysAtOnce - 1) };
    for (const { service, counts: tally } of counted(deps, [some], { question: overallQuestion, by: ["service"] })) {
      add("service", service, tally);
    }
    yield 8;
  }
  const paper = talliesWithin(deps, period);
  for (const { question, channel, counts: tally } of [
    ...counted(deps, [period], { question: null, by: ["question"] }),
    ...paper,
  ]) {
    if (question === overallQuestion) add("channel", channel, tally);
    else add("question", question, tally);
  }
  for (const { question, service, counts: tally } of paper) {
    if (question === overallQuestion) add("service", service ?? "", tally);
  }
  yield 2;
  return [...counts.values()];
}

/** Transactions of a period by unit, with the days on which they would have to be known. */
export function readTransactions(
  deps: CountsDeps,
  period: Period,
): Result<ReadonlyMap<string, Transactions>, FailureOf<"sum-too-large">> {
  const { source, organization, today } = deps;
  const groups = new Map(
    organization.units.codes().map((code) => [code, allTo({ code, own: false, unmapped: false })]),
  );
  const question = {
    ...{ period, unit: organization.agency.code, by: new Set(["unit"] as const), question: overallQuestion },
    ...{ time: null, methods: null, channel: null, service: null, reason: null, compare: null, ranks: false },
    ...{ unitsAs: "now" as const, weightsBy: "service" as const },
  };
  const sharesOf = (code: string) => groups.get(code) ?? allTo({ code, own: false, unmapped: false });
  const units = { cuts: [], units: null, needsUnit: true, always: [], divided: [], sharesOf };
  const asked = (): ReturnType<typeof askedSpans> => askedSpans(organization, today);
  const gathered = gatherTransactions(
    { question, buckets: [period], units, asked, questions: [overallQuestion] },
    source,
  );
  return gathered.ok ? ok(new Map([...gathered.value.values()].map((one) => [one.key.unit, one]))) : gathered;
}

/** Rollup rows of some periods, each a bucket, with as many levels as their question has. */
function counted(
  { source, organization }: CountsDeps,
  periods: readonly Period[],
  asked: Pick<RollupQuery, "question" | "by">,
): RollupRow[] {
  const levels = asked.question === null ? {} : { levels: levelsOf(organization, asked.question) };
  const segments = periods.map(({ from, to }, bucket) => ({ bucket, from, to }));
  const everybody = { units: null, channel: null, service: null, reason: null };
  return source
    .rollups({ ...everybody, ...asked, ...levels, segments })
    .filter(({ standing }) => standing !== "set_aside")
    .map((row) => ({ ...row, counts: row.counts.slice(0, levelsOf(organization, row.question || overallQuestion)) }));
}

function levelsOf({ questions }: Organization, question: string): number {
  return questions.get(question) ?? 0;
}

function talliesWithin({ source }: CountsDeps, period: Period): TallyRow[] {
  const touching = source.tallies(null, period.from, period.to);
  return touching.filter(({ from, to }) => from >= period.from && to <= period.to);
}
