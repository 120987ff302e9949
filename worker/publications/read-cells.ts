import { ratingScales } from "../organization/organization.ts";
import { parseDay } from "../../shared/calendar/day.ts";
import type { Failure } from "../problems/failure.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { askedSpans } from "../indices/reported-days.ts";
import { gatherCells, type GatherPlan } from "../indices/gather-cells.ts";
import { type Cell, type CellLabels, peopleIn } from "../indices/index-cells.ts";
import type { IndexDimension } from "../indices/index-question.ts";
import type { IndexDeps } from "../indices/read-indices.ts";
import type { RollupSource } from "../counts/rollup-source.ts";
import { type EachUnit, eachUnit } from "./each-unit.ts";
import { type LatticePeriod, latticePeriods, spansAround } from "./lattice.ts";
import type { Facet } from "./lattice-row.ts";
import { type LatticeVolume, readVolumes, type UnitsInSpan } from "./read-volumes.ts";
import { portionsOf, type Steps } from "./steps.ts";

/** Counts of one leaf in one part of time under one facet. A part is what lies in a span, and in no smaller one, as a whole. */
export type LatticeCell = {
  readonly leaf: string;
  readonly part: string;
  readonly facet: Facet;
  readonly tally: readonly number[];
};

/** Everything that the lattice of a day is made of. */
export type LatticeReading = {
  /** By part. */
  readonly cells: ReadonlyMap<string, readonly LatticeCell[]>;
  readonly volumes: readonly LatticeVolume[];
  readonly periods: ReadonlyMap<string, LatticePeriod>;
  readonly units: EachUnit;
};

/** Before every day that a figure can be about. */
const firstDay = parseDay("2000-01-01") ?? 0;

/** Ratings that one step reads: a few milliseconds' worth. */
const ratingsAtOnce = 4000;

/**
 * Reads the elementary counts of everything that has closed. A step reads some units, or what is told of one, under
 * every facet at once: what comes in between is in all of a cell's facets or in none, so that no difference tells it.
 * Failure: `sum-too-large`.
 */
export function* readCells(reading: IndexDeps): Steps<Result<LatticeReading, Failure>> {
  const { months, quarters, halves, years } = latticePeriods(firstDay, reading.today);
  const spans = [months, quarters, halves, years].filter((list) => list.length > 0);
  const all = spans.flat();
  const whole = { from: firstDay, to: Math.max(...all.map(({ to }) => to)) };
  const units = eachUnit(reading.organization, reading.today, whole);
  const asked = askedSpans(reading.organization, reading.today);
  const reader: Reader = { reading, units, asked: () => asked, cells: new Map(), tooLarge: false };
  const { agency, units: history } = reading.organization;
  const codes = [...new Set([agency.code, ...history.codes()])];
  for (const month of months) yield* addMonth(reader, month, codes);
  for (const unit of codes) {
    addDivided(reader, months, unit);
    addTallies(reader, spans, unit);
    yield 1;
  }
  const volumes = yield* volumesOf(reader, all, codes);
  if (!volumes.ok || reader.tooLarge) return fail({ kind: "sum-too-large" });
  const cells = new Map([...reader.cells].map(([part, known]) => [part, [...known.values()]] as const));
  const periods = new Map(all.map((period) => [period.id, period]));
  return ok({ cells, volumes: volumes.value, periods, units });
}

function volumesOf(
  reader: Reader,
  spans: readonly LatticePeriod[],
  units: readonly string[],
): Steps<Result<LatticeVolume[], Failure>> {
  const planOfUnits = (asked: UnitsInSpan, by: ReadonlySet<IndexDimension>): GatherPlan => {
    const divided = asked.units.flatMap((unit) => dividedOf(reader, unit));
    return planOf(reader, { list: [asked.span], units: asked.units, divided }, by);
  };
  return readVolumes({ source: reader.reading.source, units, spans, planOf: planOfUnits });
}

type Reader = {
  readonly reading: IndexDeps;
  readonly units: EachUnit;
  readonly asked: GatherPlan["asked"];
  /** By part, then by leaf and facet. */
  readonly cells: Map<string, Map<string, LatticeCell>>;
  tooLarge: boolean;
};

/** Feedback of a month, but for units whose counts must be divided. */
function* addMonth(reader: Reader, month: LatticePeriod, codes: readonly string[]): Steps<void> {
  const people = peopleOf(reader.reading.source, month);
  yield 2;
  if (people === 0) return;
  const atOnce = Math.max(1, Math.floor((codes.length * ratingsAtOnce) / people));
  const feedback = { ...reader.reading.source, tallies: () => [] };
  for (const units of portionsOf(codes, atOnce)) {
    collect(reader, { list: [month], divided: [], units }, feedback).forEach(addIn(reader));
    yield 1 + (7 * units.length) / atOnce;
  }
}

function peopleOf(source: RollupSource, { from, to }: LatticePeriod): number {
  const everybody = { question: null, units: null, channel: null, service: null, reason: null, by: [] };
  const rows = source.rollups({ ...everybody, segments: [{ bucket: 0, from, to }] });
  return rows.reduce((sum, { counts }) => sum + peopleIn(counts), 0);
}

/** Feedback of a unit whose counts are divided: by running totals, so of all its days at once. */
function addDivided(reader: Reader, list: readonly LatticePeriod[], unit: string): void {
  const divided = dividedOf(reader, unit);
  if (divided.length === 0) return;
  const daily = { ...reader.reading.source, rollups: () => [], tallies: () => [] };
  collect(reader, { list, divided, units: [unit] }, daily).forEach(addIn(reader));
}

function dividedOf({ units }: Reader, unit: string): EachUnit["groups"]["divided"] {
  return units.groups.divided.filter((span) => span.unit === unit);
}

/** Feedback lies in a month; only tallies may lie in a longer span and, as a whole, in no smaller one. */
function addTallies(reader: Reader, spans: readonly (readonly LatticePeriod[])[], unit: string): void {
  const { source } = reader.reading;
  const rows = source.tallies([unit], Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (rows.length === 0) return;
  const touching: RollupSource["tallies"] = (_units, from, to) =>
    rows.filter((row) => row.from <= to && row.to >= from);
  const told = { ...source, rollups: () => [], daily: () => [], tallies: touching };
  const divided = dividedOf(reader, unit);
  const inside = new Map<string, number[]>();
  for (const list of spans) {
    for (const cell of collect(reader, { list, divided, units: [unit] }, told)) {
      const { leaf, facet, part } = cell;
      const counted = inside.get(`${leaf}\n${facet}\n${part}`) ?? [];
      const tally = cell.tally.map((people, level) => people - (counted[level] ?? 0));
      if (peopleIn(tally) === 0) continue;
      addIn(reader)({ ...cell, tally });
      for (const span of spansAround(part).slice(1)) {
        const sum = inside.get(`${leaf}\n${facet}\n${span}`) ?? tally.map(() => 0);
        inside.set(
          `${leaf}\n${facet}\n${span}`,
          sum.map((people, level) => people + (tally[level] ?? 0)),
        );
      }
    }
  }
}

function addIn(reader: Reader): (cell: LatticeCell) => void {
  return (cell) => {
    const { leaf, facet, part, tally } = cell;
    const known = reader.cells.get(part) ?? new Map<string, LatticeCell>();
    reader.cells.set(part, known);
    const before = known.get(`${leaf}\n${facet}`)?.tally;
    const sum = before ? tally.map((people, level) => people + (before[level] ?? 0)) : tally;
    reader.tooLarge ||= !Number.isSafeInteger(peopleIn(sum));
    known.set(`${leaf}\n${facet}`, { ...cell, tally: sum });
  };
}

type Spans = {
  readonly list: readonly LatticePeriod[];
  readonly divided: EachUnit["groups"]["divided"];
  readonly units: readonly string[];
};

/** Counts of every leaf in each of the spans, under every facet. */
function collect(reader: Reader, spans: Spans, source: RollupSource): LatticeCell[] {
  const cells = new Map<string, LatticeCell>();
  const scales = ratingScales(reader.reading.organization);
  for (const by of [new Set(["unit", "channel", "question"] as const), new Set(["unit", "service"] as const)]) {
    const gathered = gatherCells(planOf(reader, spans, by), source);
    reader.tooLarge ||= gathered.tooLarge();
    for (const { labels, cells: buckets } of gathered.groups()) {
      for (const [bucket, cell] of buckets) {
        const tally = countedIn(cell, scales.get(labels.question) ?? 0);
        if (peopleIn(tally) === 0) continue;
        const part = spans.list[bucket]?.id ?? "";
        for (const facet of facetsOf(labels, by)) add(cells, { leaf: labels.unit, facet, part, tally });
      }
    }
  }
  return [...cells.values()];
}

function add(cells: Map<string, LatticeCell>, cell: LatticeCell): void {
  const name = `${cell.leaf}\n${cell.facet}\n${cell.part}`;
  const before = cells.get(name)?.tally;
  const tally = before ? cell.tally.map((people, level) => people + (before[level] ?? 0)) : cell.tally;
  cells.set(name, before ? { ...cell, tally } : cell);
}

function facetsOf({ question, channel, service }: CellLabels, by: ReadonlySet<IndexDimension>): Facet[] {
  if (by.has("service")) return [`service:${service}`];
  return question === overallQuestion ? ["none", `channel:${channel}`] : [`question:${question}`];
}

function countedIn({ plain, flagged }: Cell, levels: number): number[] {
  return plain.slice(0, levels).map((people, level) => people + (flagged[level] ?? 0));
}

function planOf(reader: Reader, { list, divided, units }: Spans, by: ReadonlySet<IndexDimension>): GatherPlan {
  const { reading, asked } = reader;

  const scales = ratingScales(reading.organization);
  const period = { from: list[0]?.from ?? 0, to: list.at(-1)?.to ?? 0 };
  return {
    question: {
      ...{ period, by, time: null, methods: null, channel: null, service: null, reason: null },
      question: by.has("question") ? null : overallQuestion,
      ...{ unit: reading.organization.agency.code, unitsAs: "now", compare: null, ranks: false, weightsBy: "service" },
    },
    buckets: list,
    units: { ...reader.units.groups, divided, units },
    asked,
    questions: [...scales.keys()],
    choices: new Map(),
    ...(by.has("question") ? {} : { levels: scales.get(overallQuestion) ?? 5 }),
  };
}
