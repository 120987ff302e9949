import type { Day } from "../../shared/calendar/day.ts";
import { bucketsTouched, contains, cutBefore, type Period } from "../../shared/calendar/period.ts";
import type { RollupDimension, RollupSource, Segment, VolumeRow } from "../counts/rollup-source.ts";
import type { Organization } from "../organization/organization.ts";
import type { GatherPlan } from "./gather-cells.ts";
import { countedNames } from "./option-cells.ts";
import type { UnitGroup, UnitGroups } from "./unit-groups.ts";
import { holds, type TransactionsPart, type VolumePlace, volumePart, volumeView } from "./volumes.ts";

/** By unit the days on which people are asked there, as separate spans in the order of time. */
export type AskedSpans = ReadonlyMap<string, readonly Period[]>;

/** The days up to `today` on which the unit stood and had a touchpoint. */
export function askedSpans({ touchpoints, units, agency }: Organization, today: Day): AskedSpans {
  const spans = new Map<string, Period[]>();
  for (const bindings of touchpoints.values()) {
    for (const [place, { unit, fromDay }] of bindings.entries()) {
      const end = Math.min(today, (bindings[place - 1]?.fromDay ?? Number.POSITIVE_INFINITY) - 1);
      const stands = unit === agency.code && !units.knows(unit) ? end : units.lastDayOf(unit, end);
      if (stands === null || stands < fromDay) continue;
      spans.set(unit, [...(spans.get(unit) ?? []), { from: fromDay, to: stands }]);
    }
  }
  return new Map([...spans].map(([unit, list]) => [unit, joined(list)]));
}

function daysAsked(spans: readonly Period[], { from, to }: Period): number {
  return spans.reduce((days, span) => days + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from) + 1), 0);
}

/** Days of one unit, and the row that they fall to. */
type UnitDays = {
  readonly group: UnitGroup;
  readonly part: TransactionsPart;
  readonly asked: number;
  readonly reported: number;
};

type Sources = { readonly plan: GatherPlan; readonly source: RollupSource };

/** The volumes that are added up in each of the plan's buckets. */
type VolumesReported = Sources & { readonly places: readonly VolumePlace[] };

/**
 * How many days of each unit should have known transactions (`asked`), and how many have (`reported`), in every bucket with
 * volumes. A day is asked for if people answered, if a touchpoint let them, or if transactions were reported. It is reported if
 * its volumes hold every service and channel that people answered for. So a reported 0 is a report, and a service that nobody
 * rated or reported is taken to have had no transactions.
 */
export function reportedDays({ plan, source, places }: VolumesReported): UnitDays[] {
  const reports = reportsOf(places, plan);
  const segments = segmentsOf(reports, plan);
  addFeedback(reports, segments, { plan, source });
  addTallies(reports, segments, { plan, source });
  const asked = plan.asked();
  const within = plan.units.units && new Set(plan.units.units);
  for (const [unit, spans] of asked) {
    if (within && !within.has(unit)) continue;
    for (const span of spans) for (const bucket of bucketsTouched(plan.buckets, span)) reportOf(reports, bucket, unit);
  }
  return allOf(reports).flatMap((report) => daysOf(report, asked.get(report.unit) ?? [], plan));
}

/** What is known about a unit in one bucket; answers by the first day of their segment. */
type UnitReport = {
  readonly bucket: number;
  readonly unit: string;
  readonly known: readonly KnownSpan[];
  readonly answers: Map<Day, Answer[]>;
};

/** Service ("" for none) and channel that people answered for. */
type Answer = { readonly service: string; readonly channel: string };

function addAnswer({ answers }: UnitReport, from: Day, answer: Answer): void {
  const known = answers.get(from) ?? [];
  if (known.some(({ service, channel }) => service === answer.service && channel === answer.channel)) return;
  answers.set(from, [...known, answer]);
}

/** By bucket and unit; only buckets with volumes. */
type Reports = ReadonlyMap<number, Map<string, UnitReport>>;

function reportsOf(places: readonly VolumePlace[], { units }: GatherPlan): Reports {
  const reports = new Map(places.map(({ bucket }) => [bucket, new Map<string, UnitReport>()]));
  for (const place of places) {
    const { bucket, unit } = place;
    reports.get(bucket)?.set(unit, { bucket, unit, known: knownSpans(place, units), answers: new Map() });
  }
  return reports;
}

function reportOf(reports: Reports, bucket: number, unit: string): UnitReport {
  const report = reports.get(bucket)?.get(unit) ?? { bucket, unit, known: [], answers: new Map() };
  reports.get(bucket)?.set(unit, report);
  return report;
}

function allOf(reports: Reports): UnitReport[] {
  return [...reports.values()].flatMap((units) => [...units.values()]);
}

/** Days of a bucket on which no unit's reports begin or end and no unit changes its group. */
function segmentsOf(reports: Reports, { buckets, units }: GatherPlan): Segment[] {
  return [...reports].flatMap(([bucket, own]) => {
    const cuts = [...units.cuts, ...[...own.values()].flatMap(({ known }) => endsOf(known))];
    return cutBefore(buckets[bucket] ?? { from: 0, to: -1 }, cuts).map((part) => ({ bucket, ...part }));
  });
}

function endsOf(spans: readonly Period[]): Day[] {
  return spans.flatMap(({ from, to }) => [from, to + 1]);
}

/** Reads by service only the units for which that matters: the rollup by service is the largest. */
function addFeedback(reports: Reports, segments: readonly Segment[], { plan, source }: Sources): void {
  const ofServices = allOf(reports).filter(({ known }) => known.some(({ service }) => service !== null));
  const finely = new Set(ofServices.map(({ unit }) => unit));
  const { byService } = volumeView(plan.question);
  const add = (by: readonly RollupDimension[], isWanted: (unit: string) => boolean): void => {
    const { question, service } = plan.question;
    const names = question === null ? [null] : countedNames(question, plan.choices);
    const rows = names.flatMap((name) =>
      source.rollups({
        ...(plan.levels === undefined ? {} : { levels: plan.levels }),
        segments: segments.map(({ from, to }, bucket) => ({ bucket, from, to })),
        question: name,
        units: plan.units.units,
        channel: null,
        service,
        reason: null,
        by,
      }),
    );
    for (const { bucket: place, unit, service, channel, standing, counts } of rows) {
      const segment = segments[place];
      if (segment === undefined || !isWanted(unit)) continue;
      if (standing === "set_aside" || !counts.some((people) => people > 0)) continue;
      addAnswer(reportOf(reports, segment.bucket, unit), segment.from, { service, channel });
    }
  };
  if (!byService) add(["unit"], (unit) => !finely.has(unit));
  if (finely.size > 0) add(["unit", "service"], (unit) => byService || finely.has(unit));
}

/** Only tallies that count in their bucket. */
function addTallies(reports: Reports, segments: readonly Segment[], { plan, source }: Sources): void {
  const { question, buckets, units } = plan;
  const byBucket = Map.groupBy(segments, ({ bucket }) => bucket);
  for (const tally of source.tallies(units.units, question.period.from, question.period.to)) {
    const [bucket = -1] = bucketsTouched(buckets, tally);
    const isAsked =
      question.question !== null && countedNames(question.question, plan.choices).includes(tally.question);
    if (!isAsked || !contains(buckets[bucket], tally)) continue;
    const { unit, channel } = tally;
    const service = tally.service ?? "";
    if (question.service !== null && question.service !== service) continue;
    for (const { from, to } of byBucket.get(bucket) ?? []) {
      if (from > tally.to || tally.from > to) continue;
      addAnswer(reportOf(reports, bucket, unit), from, { service, channel });
    }
  }
}

/** The rows that a unit's days fall to. A service or channel has a row of its own only if the unit has anything of it. */
function partsOf({ bucket, known, answers }: UnitReport, { question }: GatherPlan): TransactionsPart[] {
  const { byService, byChannel } = volumeView(question);
  if (!byService && !byChannel) return [{ service: "", channel: "", bucket }];
  const parts = new Map<string, TransactionsPart>();
  for (const named of [...known, ...[...answers.values()].flat()]) {
    const part = volumePart(named, question);
    if (part) parts.set(`${part.service} ${part.channel}`, { ...part, bucket });
  }
  return [...parts.values()];
}

/** Counts a unit's days by stretches in which its own reports don't begin or end. `spans`: when people were asked there. */
function daysOf(report: UnitReport, spans: readonly Period[], plan: GatherPlan): UnitDays[] {
  const { bucket, unit, known } = report;
  const { buckets, units, question } = plan;
  const parts = partsOf(report, plan);
  const stretches = cutBefore(buckets[bucket] ?? { from: 0, to: -1 }, [...units.cuts, ...endsOf(known)]);
  const answered = Map.groupBy(report.answers, ([from]) => bucketsTouched(stretches, { from, to: from })[0]);
  return stretches.flatMap((stretch, place) => {
    const over = known.filter((span) => contains(span, stretch));
    const { groups } = units.sharesOf(unit, stretch.from);
    const stay = !over.some(({ strays }) => strays);
    const named = (answered.get(place) ?? []).flatMap(([, answers]) => answers);
    return parts.flatMap((part) => {
      const answers = named.filter((answer) => isOf(part, answer, question));
      const isTold = over.length > 0 || answers.length > 0;
      const asked = isTold ? stretch.to - stretch.from + 1 : daysAsked(spans, stretch);
      const isReported = over.length > 0 && stay && answers.every((answer) => over.some((span) => holds(span, answer)));
      if (asked === 0) return [];
      return groups.flatMap((group) => (group ? [{ group, part, asked, reported: isReported ? asked : 0 }] : []));
    });
  });
}

function isOf({ service, channel }: TransactionsPart, answer: Answer, question: GatherPlan["question"]): boolean {
  const part = volumePart(answer, question);
  return part !== null && part.service === service && part.channel === channel;
}

/** Days without a gap whose transactions of one kind are known. `strays`: some of them belong to another row. */
type KnownSpan = Pick<VolumeRow, "service" | "channel"> & Period & { readonly strays: boolean };

/** Joins volumes of the same service and channel that follow each other. */
function knownSpans({ unit, volumes }: VolumePlace, units: UnitGroups): KnownSpan[] {
  const spans = volumes.map(({ service, channel, from, to }): KnownSpan => {
    return { service, channel, from, to, strays: strays({ unit, from, to }, units) };
  });
  const kinds = Map.groupBy(spans, ({ service, channel, strays }) => `${service} ${channel} ${strays}`);
  return [...kinds.values()].flatMap(joined);
}

/** Joins spans that overlap or follow each other without a gap. */
function joined<Span extends Period>(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && span.from <= last.to + 1) apart[apart.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    else apart.push(span);
  }
  return apart;
}

/** A volume goes where its last day goes. If another of its days belongs elsewhere, neither side knows its own transactions. */
function strays({ unit, from, to }: Period & { readonly unit: string }, { cuts, sharesOf }: UnitGroups): boolean {
  const groups = namesOf(sharesOf(unit, to).groups);
  const days = [from, ...cuts.filter((day) => day > from && day <= to)];
  return days.some((day) => namesOf(sharesOf(unit, day).groups) !== groups);
}

function namesOf(groups: readonly (UnitGroup | null)[]): string {
  return groups.map((group) => (group ? `${group.code} ${group.own} ${group.unmapped}` : "")).join();
}
