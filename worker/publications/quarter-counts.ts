import type { Day } from "../../shared/calendar/day.ts";
import { contains, type Period, type QuarterSpan } from "../../shared/calendar/period.ts";
import { dimensions } from "../../shared/contract/publication.ts";
import { overallQuestion, peopleIn, sumOfTallies } from "../../shared/levels.ts";
import type { FailureOf } from "../problems/failure.ts";
import { ok, type Result } from "../../shared/result.ts";
import { askedSpans } from "../indices/reported-days.ts";
import { gatherTransactions, type Transactions } from "../indices/transactions.ts";
import type { RollupQuery, RollupRow, RollupSource, TallyRow } from "../counts/rollup-source.ts";
import { allTo, type GroupShares } from "../indices/unit-groups.ts";
import { type Organization, ratingScales } from "../organization/organization.ts";
import type { StoredRow } from "./publication-store.ts";
import type { Steps } from "./take-turns.ts";

/** Where figures come from; `today` is the agency's day that has not closed yet. */
export type CountsDeps = { readonly source: RollupSource; readonly organization: Organization; readonly today: Day };

/** By unit, then by the month or, for paper that lies in no month, by the quarter: people per level of `overall`. */
export type QuarterCounts = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/** Counts of a quarter as they are now, plain and flagged; what was set aside is left out. Read at one go. */
export function readQuarter(deps: CountsDeps, quarter: QuarterSpan): QuarterCounts {
  const { id, months } = quarter;
  const counts = new Map<string, Map<string, number[]>>();
  const tallies = talliesWithin(deps, quarter).filter(({ question }) => question === overallQuestion);
  const rows = counted(deps, months, { question: overallQuestion, by: ["unit"] });
  const inMonths = rows.map((row) => ({ ...row, month: months[row.bucket] }));
  const paper = tallies.map((tally) => ({ ...tally, month: months.find((month) => contains(month, tally)) }));
  for (const row of [...inMonths, ...paper]) {
    const columns = counts.get(row.unit) ?? new Map<string, number[]>();
    counts.set(row.unit, columns);
    add(columns, row.month?.id ?? id, row.counts);
  }
  return counts;
}

/** One value of one dimension of the whole agency: a service ("" for none), a channel, or a question other than `overall`. */
export type AgencyCount = Pick<StoredRow, "value" | "tally"> & { readonly family: (typeof dimensions)[number] };

/** Days of which services are read in one step. */
const daysAtOnce = 8;

/** Counts of the whole agency in a period by service, by channel and by question. */
export function* readDimensions(deps: CountsDeps, period: Period): Steps<AgencyCount[]> {
  const empty = (): Map<string, number[]> => new Map();
  const counts = { service: empty(), channel: empty(), question: empty() };
  for (let from = period.from; from <= period.to; from += daysAtOnce) {
    const some = { from, to: Math.min(period.to, from + daysAtOnce - 1) };
    const rows = counted(deps, [some], { question: overallQuestion, by: ["service"] });
    for (const row of rows) add(counts.service, row.service, row.counts);
    yield 8;
  }
  const paper = talliesWithin(deps, period);
  for (const row of [...counted(deps, [period], { question: null, by: ["question"] }), ...paper]) {
    if (row.question === overallQuestion) add(counts.channel, row.channel, row.counts);
    else add(counts.question, row.question, row.counts);
  }
  for (const tally of paper.filter(({ question }) => question === overallQuestion)) {
    add(counts.service, tally.service ?? "", tally.counts);
  }
  yield 2;
  return dimensions.flatMap((family) => [...counts[family]].map(([value, tally]) => ({ family, value, tally })));
}

/** Transactions of a period by unit, with the days on which they would have to be known. */
export function readTransactions(
  deps: CountsDeps,
  period: Period,
): Result<ReadonlyMap<string, Transactions>, FailureOf<"sum-too-large">> {
  const { source, organization, today } = deps;
  const question = {
    ...{ period, unit: organization.agency.code, by: new Set(["unit"] as const), question: overallQuestion },
    ...{ time: null, methods: null, channel: null, service: null, reason: null, compare: null, ranks: false },
    ...{ unitsAs: "now" as const, weightsBy: "service" as const },
  };
  const sharesOf = (code: string): GroupShares => allTo({ code, own: false, unmapped: false });
  const units = { cuts: [], units: null, needsUnit: true, always: [], divided: [], sharesOf };
  const plan = { question, buckets: [period], units, questions: [overallQuestion], choices: new Map() };
  const gathered = gatherTransactions({ ...plan, asked: () => askedSpans(organization, today) }, source);
  return gathered.ok ? ok(new Map([...gathered.value.values()].map((one) => [one.key.unit, one]))) : gathered;
}

function add(counts: Map<string, number[]>, name: string, tally: readonly number[]): void {
  if (peopleIn(tally) > 0) counts.set(name, sumOfTallies([counts.get(name) ?? [], tally]));
}

/** Rollup rows of some periods, each a bucket, with as many levels as their question has. */
function counted(
  { source, organization }: CountsDeps,
  periods: readonly Period[],
  asked: Pick<RollupQuery, "question" | "by">,
): RollupRow[] {
  // Options of choices have no scale: they are not published.
  const scales = ratingScales(organization);
  const levelsOf = (question: string): number => scales.get(question) ?? 0;
  const levels = asked.question === null ? {} : { levels: levelsOf(asked.question) };
  const segments = periods.map(({ from, to }, bucket) => ({ bucket, from, to }));
  return source
    .rollups({ ...asked, ...levels, segments, units: null, channel: null, service: null, reason: null })
    .filter(({ standing }) => standing !== "set_aside")
    .map((row) => ({ ...row, counts: row.counts.slice(0, levelsOf(asked.question ?? row.question)) }));
}

function talliesWithin({ source }: CountsDeps, period: Period): TallyRow[] {
  return source.tallies(null, period.from, period.to).filter((tally) => contains(period, tally));
}
