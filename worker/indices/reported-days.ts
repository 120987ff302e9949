import type { Day } from "../../shared/calendar/day.ts";
import { bucketsTouched, contains, type Period } from "../../shared/calendar/period.ts";
import type { RollupDimension, RollupSource, Segment, VolumeRow } from "../counts/rollup-source.ts";
import type { Organization } from "../organization/organization.ts";
import type { GatherPlan } from "./gather-cells.ts";
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

function joined(spans: readonly Period[]): Period[] {
  const apart: { from: Day; to: Day }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else apart.push({ from, to });
  }
  return apart;
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

/** The plan, and the volumes that are added up in each of its buckets. */
type VolumesReported = {
  readonly plan: GatherPlan;
  readonly source: RollupSource;
  readonly places: readonly VolumePlace[];
};

type Reporting = Omit<VolumesReported, "places"> & { readonly known: readonly KnownDays[] };

/**
 * How many days of each unit should have known transactions (`asked`), and how many have (`reported`), in every bucket with
 * volumes. A day is asked for if people answered, if a touchpoint let them, or if transactions were reported. It is reported if
 * its volumes hold every service and channel that people answered for. So a reported 0 is a report, and a service that nobody
 * rated or reported is taken to have had no transactions.
 */
export function reportedDays({ plan, source, places }: VolumesReported): UnitDays[] {
  const asked = plan.asked();
  const reporting = { plan, source, known: places.map((place) => knownDays(place, plan.units)) };
  const segments = segmentsOf(reporting);
  const byBucket = Map.groupBy(segments, ({ bucket }) => bucket);
  const reports = reportsOf(segments, { ...reporting, asked });
  return [...reports].flatMap(([bucket, units]) =>
    [...units].flatMap(([unit, report]) => {
      const parts = partsOf(report, bucket, plan);
      const spans = asked.get(unit) ?? [];
      const stretches = stretchesOf(byBucket.get(bucket) ?? [], report, plan);
      return stretches.flatMap((stretch) => daysOf({ unit, report, parts, spans, stretch }, plan));
    }),
  );
}

/** Days of a bucket on which no unit's reports begin or end and no unit changes its group. `place` numbers all segments. */
type PlacedSegment = Segment & { readonly place: number };

function segmentsOf({ plan: { buckets, units }, known }: Reporting): PlacedSegment[] {
  const segments: PlacedSegment[] = [];
  for (const [bucket, own] of Map.groupBy(known, (place) => place.bucket)) {
    const { from, to } = buckets[bucket] ?? { from: 0, to: -1 };
    const ends = own.flatMap(({ spans }) => spans.flatMap((span) => [span.from, span.to + 1]));
    const cuts = [...units.cuts, ...ends].filter((day) => day > from && day <= to);
    const starts = [...new Set([from, ...cuts])].sort((a, b) => a - b);
    for (const [number, start] of starts.entries()) {
      segments.push({ place: segments.length, bucket, from: start, to: (starts[number + 1] ?? to + 1) - 1 });
    }
  }
  return segments;
}

/** Segments that follow each other without a unit's own reports beginning or ending; those of other units don't matter. */
type Stretch = Period & { readonly places: readonly number[] };

function stretchesOf(
  segments: readonly PlacedSegment[],
  { known }: UnitReport,
  { units }: GatherPlan,
): readonly Stretch[] {
  const cuts = new Set([...units.cuts, ...known.flatMap(({ from, to }) => [from, to + 1])]);
  const stretches: Stretch[] = [];
  for (const { from, to, place } of segments) {
    const last = stretches.at(-1);
    if (last === undefined || cuts.has(from)) stretches.push({ from, to, places: [place] });
    else stretches[stretches.length - 1] = { from: last.from, to, places: [...last.places, place] };
  }
  return stretches;
}

/** Service ("" for none) and channel of an answer. */
type Named = { readonly service: string; readonly channel: string };

/** What is known about a unit in one bucket; answers by segment. */
type UnitReport = { readonly known: KnownSpan[]; readonly answers: Map<number, Named[]> };

function nobody(): UnitReport {
  return { known: [], answers: new Map() };
}

type ReportOf = (bucket: number, unit: string) => UnitReport;

/** By bucket and unit what was reported or answered, or could have been. */
function reportsOf(
  segments: readonly PlacedSegment[],
  reporting: Reporting & { readonly asked: AskedSpans },
): Map<number, Map<string, UnitReport>> {
  const { plan, known, asked } = reporting;
  const reports = new Map(known.map(({ bucket }) => [bucket, new Map<string, UnitReport>()]));
  const reportOf: ReportOf = (bucket, unit) => {
    const units = reports.get(bucket);
    const report = units?.get(unit) ?? nobody();
    units?.set(unit, report);
    return report;
  };
  for (const { bucket, unit, spans } of known) reportOf(bucket, unit).known.push(...spans);
  addFeedback(segments, reporting, reportOf);
  addTallies(segments, reporting, reportOf);
  const within = plan.units.units && new Set(plan.units.units);
  for (const [unit, spans] of asked) {
    if (within && !within.has(unit)) continue;
    for (const span of spans) for (const bucket of bucketsTouched(plan.buckets, span)) reportOf(bucket, unit);
  }
  return reports;
}

function addAnswer({ answers }: UnitReport, place: number, named: Named): void {
  const known = answers.get(place) ?? [];
  if (known.some(({ service, channel }) => service === named.service && channel === named.channel)) return;
  answers.set(place, [...known, named]);
}

/** Reads by service only the units for which that matters: the rollup by service is the largest. */
function addFeedback(segments: readonly PlacedSegment[], reporting: Reporting, reportOf: ReportOf): void {
  const { plan, known } = reporting;
  const ofServices = known.filter(({ spans }) => spans.some(({ service }) => service !== null));
  const finely = new Set(ofServices.map(({ unit }) => unit));
  const isFine = (unit: string): boolean => volumeView(plan.question).byService || finely.has(unit);
  if (!volumeView(plan.question).byService) {
    addRows(segments, { ...reporting, by: ["unit"], isWanted: (unit) => !isFine(unit) }, reportOf);
  }
  if (finely.size > 0) addRows(segments, { ...reporting, by: ["unit", "service"], isWanted: isFine }, reportOf);
}

type FeedbackRead = Reporting & {
  readonly by: readonly RollupDimension[];
  readonly isWanted: (unit: string) => boolean;
};

function addRows(
  segments: readonly PlacedSegment[],
  { plan, source, by, isWanted }: FeedbackRead,
  reportOf: ReportOf,
): void {
  const { question, levels, units } = plan;
  const rows = source.rollups({
    ...(levels === undefined ? {} : { levels }),
    segments: segments.map(({ place, from, to }) => ({ bucket: place, from, to })),
    question: question.question,
    units: units.units,
    channel: null,
    service: question.service,
    reason: null,
    by,
  });
  for (const { bucket: place, unit, service, channel, standing, counts } of rows) {
    const segment = segments[place];
    if (segment === undefined || !isWanted(unit)) continue;
    if (standing === "set_aside" || !counts.some((people) => people > 0)) continue;
    addAnswer(reportOf(segment.bucket, unit), place, { service, channel });
  }
}

/** Only tallies that count in their bucket. */
function addTallies(segments: readonly PlacedSegment[], { plan, source }: Reporting, reportOf: ReportOf): void {
  const { question, buckets, units } = plan;
  const byBucket = Map.groupBy(segments, (segment) => segment.bucket);
  for (const tally of source.tallies(units.units, question.period.from, question.period.to)) {
    const [bucket = -1] = bucketsTouched(buckets, tally);
    if (question.question !== tally.question || !contains(buckets[bucket], tally)) continue;
    const named = { service: tally.service ?? "", channel: tally.channel };
    if (question.service !== null && question.service !== named.service) continue;
    for (const segment of byBucket.get(bucket) ?? []) {
      if (segment.from > tally.to || tally.from > segment.to) continue;
      addAnswer(reportOf(bucket, tally.unit), segment.place, named);
    }
  }
}

/** The rows that a unit's days fall to. A service or channel has a row of its own only if the unit has anything of it. */
function partsOf({ known, answers }: UnitReport, bucket: number, { question }: GatherPlan): TransactionsPart[] {
  const { byService, byChannel } = volumeView(question);
  if (!byService && !byChannel) return [{ service: "", channel: "", bucket }];
  const parts = new Map<string, TransactionsPart>();
  for (const named of [...known, ...[...answers.values()].flat()]) {
    const part = volumePart(named, question);
    if (part) parts.set(`${part.service} ${part.channel}`, { ...part, bucket });
  }
  return [...parts.values()];
}

type StretchOfUnit = {
  readonly unit: string;
  readonly report: UnitReport;
  readonly parts: readonly TransactionsPart[];
  /** When people were asked there. */
  readonly spans: readonly Period[];
  readonly stretch: Stretch;
};

function daysOf({ unit, report, parts, spans, stretch }: StretchOfUnit, { question, units }: GatherPlan): UnitDays[] {
  const over = report.known.filter((span) => contains(span, stretch));
  const { groups } = units.sharesOf(unit, stretch.from);
  const stay = !over.some(({ strays }) => strays);
  const named = stretch.places.flatMap((place) => report.answers.get(place) ?? []);
  return parts.flatMap((part) => {
    const answers = named.filter((answer) => isOf(part, answer, question));
    const isTold = over.length > 0 || answers.length > 0;
    const asked = isTold ? stretch.to - stretch.from + 1 : daysAsked(spans, stretch);
    const isReported = over.length > 0 && stay && answers.every((answer) => over.some((span) => holds(span, answer)));
    if (asked === 0) return [];
    return groups.flatMap((group) => (group ? [{ group, part, asked, reported: isReported ? asked : 0 }] : []));
  });
}

function isOf({ service, channel }: TransactionsPart, answer: Named, question: GatherPlan["question"]): boolean {
  const part = volumePart(answer, question);
  return part !== null && part.service === service && part.channel === channel;
}

/** Days without a gap whose transactions of one kind are known. `strays`: some of them belong to another row. */
type KnownSpan = Pick<VolumeRow, "service" | "channel"> & Period & { readonly strays: boolean };

/** The known days of one unit in one bucket. */
type KnownDays = { readonly bucket: number; readonly unit: string; readonly spans: readonly KnownSpan[] };

/** Joins volumes of the same service and channel that follow each other. */
function knownDays({ bucket, unit, volumes }: VolumePlace, units: UnitGroups): KnownDays {
  const spans = volumes.map(({ service, channel, from, to }): KnownSpan => {
    return { service, channel, from, to, strays: strays({ unit, from, to }, units) };
  });
  const kinds = Map.groupBy(spans, ({ service, channel, strays }) => `${service} ${channel} ${strays}`);
  return { bucket, unit, spans: [...kinds.values()].flatMap(joinedSpans) };
}

function joinedSpans(spans: readonly KnownSpan[]): KnownSpan[] {
  const apart: KnownSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && span.from === last.to + 1) apart[apart.length - 1] = { ...last, to: span.to };
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
