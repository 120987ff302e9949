import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import { overallQuestion } from "../../shared/levels.ts";
import type { Result } from "../../shared/result.ts";
import type { AskedSpans } from "../indices/asked-spans.ts";
import { gatherTransactions, type KeyedTransactions } from "../indices/gather-transactions.ts";
import type { RollupSource, TallyRow } from "../indices/rollup-source.ts";
import { allTo } from "../indices/unit-group.ts";
import type { Organization } from "../organization/organization.ts";
import type { QuarterSpan } from "./closed-spans.ts";
import type { Steps } from "./take-turns.ts";

/** Where figures come from. */
export type CountsSource = { readonly source: RollupSource; readonly organization: Organization };

/** By unit, then by the month or, for paper that lies in no month, by the quarter: people per level of `overall`. */
export type QuarterCounts = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/** Counts of a quarter as they are now, plain and flagged; what was set aside is left out. Read at one go. */
export function readQuarter({ source, organization }: CountsSource, quarter: QuarterSpan): QuarterCounts {
  const counts = new Map<string, Map<string, number[]>>();
  const levels = organization.questions.get(overallQuestion) ?? 5;
  const add = (unit: string, column: string, tally: readonly number[]): void => {
    const columns = counts.get(unit) ?? new Map<string, number[]>();
    counts.set(unit, columns);
    columns.set(column, plus(columns.get(column), tally.slice(0, levels)));
  };
  const segments = quarter.months.map(({ from, to }, bucket) => ({ bucket, from, to }));
  const everybody = { units: null, channel: null, service: null, reason: null };
  const rows = source.rollups({ ...everybody, levels, segments, question: overallQuestion, by: ["unit"] });
  for (const { unit, bucket, standing, counts: tally } of rows) {
    const column = quarter.months[bucket]?.id;
    if (standing !== "set_aside" && column !== undefined && isSome(tally)) add(unit, column, tally);
  }
  for (const tally of talliesWithin(source, quarter)) {
    if (tally.question !== overallQuestion || !isSome(tally.counts)) continue;
    const month = quarter.months.find(({ from, to }) => from <= tally.from && tally.to <= to);
    add(tally.unit, month?.id ?? quarter.id, tally.counts);
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
export function* readDimensions({ source, organization }: CountsSource, period: Period): Steps<AgencyCount[]> {
  const counts = new Map<string, AgencyCount>();
  const add = (family: AgencyCount["family"], value: string, tally: readonly number[]): void => {
    const name = `${family} ${value}`;
    if (isSome(tally)) counts.set(name, { family, value, tally: plus(counts.get(name)?.tally, tally) });
  };
  const { questions } = organization;
  const everybody = { units: null, channel: null, service: null, reason: null };
  for (const { from, to } of slices(period)) {
    const segments = [{ bucket: 0, from, to }];
    const levels = questions.get(overallQuestion) ?? 5;
    const rows = source.rollups({ ...everybody, levels, segments, question: overallQuestion, by: ["service"] });
    for (const { service, standing, counts: tally } of rows) {
      if (standing !== "set_aside") add("service", service, tally.slice(0, levels));
    }
    yield 8;
  }
  const segments = [{ bucket: 0, ...period }];
  const told = source.rollups({ ...everybody, segments, question: null, by: ["question"] });
  const paper = talliesWithin(source, period).map((tally) => ({ ...tally, standing: "plain" as const }));
  for (const { question, channel, standing, counts: all } of [...told, ...paper]) {
    const tally = all.slice(0, questions.get(question) ?? 0);
    if (standing === "set_aside") continue;
    if (question === overallQuestion) add("channel", channel, tally);
    else add("question", question, tally);
  }
  for (const { question, service, counts: tally } of paper) {
    if (question === overallQuestion) add("service", service ?? "", tally);
  }
  yield 2;
  return [...counts.values()];
}

/** Transactions of a period by unit, with the days on which they would have to be known. Failure: `sum-too-large`. */
export function readTransactions(
  { source, organization }: CountsSource,
  { period, asked }: { readonly period: Period; readonly asked: AskedSpans },
): Result<ReadonlyMap<string, KeyedTransactions>, Failure> {
  const groups = new Map<string, ReturnType<typeof allTo>>();
  const sharesOf = (unit: string): ReturnType<typeof allTo> => {
    const known = groups.get(unit) ?? allTo({ code: unit, own: false, unmapped: false });
    groups.set(unit, known);
    return known;
  };
  const unfiltered = { time: null, methods: null, channel: null, service: null, reason: null, compare: null };
  const plan = {
    question: {
      ...{ period, by: new Set(["unit"] as const), question: overallQuestion, unit: organization.agency.code },
      ...{ ...unfiltered, unitsAs: "now" as const, ranks: false, weightsBy: "service" as const },
    },
    buckets: [period],
    units: { cuts: [], units: null, needsUnit: true, always: [], divided: [], sharesOf },
    asked: () => asked,
    questions: [...organization.questions.keys()],
    levels: organization.questions.get(overallQuestion) ?? 5,
  };
  // Nothing but what lies in the period as a whole counts, and rows without any transactions need no days.
  const within = source.volumes(null, period.from, period.to).filter((volume) => isWithin(volume, period));
  return gatherTransactions(plan, { ...source, volumes: () => within });
}

function plus(known: readonly number[] | undefined, tally: readonly number[]): number[] {
  return tally.map((people, level) => people + (known?.[level] ?? 0));
}

function isSome(tally: readonly number[]): boolean {
  return tally.some((people) => people !== 0);
}

function talliesWithin(source: RollupSource, period: Period): TallyRow[] {
  return source.tallies(null, period.from, period.to).filter((tally) => isWithin(tally, period));
}

function isWithin({ from, to }: Period, period: Period): boolean {
  return from >= period.from && to <= period.to;
}

function* slices({ from, to }: Period): Generator<{ from: Day; to: Day }> {
  for (let first = from; first <= to; first += daysAtOnce) {
    yield { from: first, to: Math.min(to, first + daysAtOnce - 1) };
  }
}
