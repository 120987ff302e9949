import { parseDay } from "../../shared/calendar/day.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { askedSpans, type AskedSpans } from "../indices/asked-spans.ts";
import { gatherCells } from "../indices/gather-cells.ts";
import type { GatherPlan } from "../indices/gather-plan.ts";
import { gatherTransactions, type Transactions } from "../indices/gather-transactions.ts";
import { type Cell, type CellLabels, peopleIn } from "../indices/index-cells.ts";
import type { IndexDimension } from "../indices/index-question.ts";
import type { IndexReading } from "../indices/read-indices.ts";
import type { RollupSource } from "../indices/rollup-source.ts";
import { type EachUnit, eachUnit } from "./each-unit.ts";
import { type LatticePeriod, latticePeriods, spansAround } from "./lattice.ts";
import type { Facet, FacetFamily } from "./lattice-row.ts";

/** Counts of one leaf in one part of time under one facet. A part is what lies in a span, and in no smaller one, as a whole. */
export type LatticeCell = {
  readonly leaf: string;
  readonly part: string;
  readonly facet: Facet;
  readonly tally: readonly number[];
};

/** Transactions of one leaf in a span, of all services (`none`) or of one; null where only its days are to be known. */
export type LatticeVolume = Omit<LatticeCell, "part" | "tally"> & Transactions & { readonly period: string };

/** Everything that the lattice of a day is made of. */
export type LatticeReading = {
  readonly cells: readonly LatticeCell[];
  readonly volumes: readonly LatticeVolume[];
  readonly periods: ReadonlyMap<string, LatticePeriod>;
  readonly units: EachUnit;
};

/** Before every day that a figure can be about. */
const firstDay = parseDay("2000-01-01") ?? 0;

const families: readonly FacetFamily[] = ["none", "service", "channel", "question"];

/** Reads the elementary counts of everything that has closed. Failure: `sum-too-large`. */
export function readCells(reading: IndexReading): Result<LatticeReading, Failure> {
  const { months, quarters, halves, years } = latticePeriods(firstDay, reading.today);
  const spans = [months, quarters, halves, years].filter((list) => list.length > 0);
  const all = spans.flat();
  const whole = { from: firstDay, to: Math.max(...all.map(({ to }) => to)) };
  const units = eachUnit(reading.organization, reading.today, whole);
  const known = askedSpans(reading.organization, reading.today);
  const asked = (): AskedSpans => known;
  const reader: Reader = { reading, units, asked, cells: new Map(), volumes: [], tooLarge: false };
  const { source } = reading;
  for (const family of families) collect(reader, { list: months, family }, source).forEach(keepIn(reader.cells));
  if (source.tallies(null, whole.from, whole.to).length > 0)
    for (const family of families) addLonger(reader, spans, family);
  for (const list of spans) for (const family of ["none", "service"] as const) addVolumes(reader, { list, family });
  if (reader.tooLarge) return fail({ kind: "sum-too-large" });
  const periods = new Map(all.map((period) => [period.id, period]));
  return ok({ cells: [...reader.cells.values()], volumes: reader.volumes, periods, units });
}

type Reader = {
  readonly reading: IndexReading;
  readonly units: EachUnit;
  readonly asked: GatherPlan["asked"];
  readonly cells: Map<string, LatticeCell>;
  readonly volumes: LatticeVolume[];
  tooLarge: boolean;
};

type Spans = { readonly list: readonly LatticePeriod[]; readonly family: FacetFamily };

function keepIn(cells: Map<string, LatticeCell>): (cell: LatticeCell) => void {
  return (cell) => cells.set(`${cell.leaf}\n${cell.facet}\n${cell.part}`, cell);
}

/** Counts of every leaf in each of the spans. */
function collect(reader: Reader, spans: Spans, source: RollupSource): LatticeCell[] {
  const { family, list } = spans;
  const { questions } = reader.reading.organization;
  const gathered = gatherCells(planOf(reader, spans), source);
  reader.tooLarge ||= gathered.tooLarge();
  return gathered
    .groups()
    .filter(({ labels }) => family !== "question" || labels.question !== overallQuestion)
    .flatMap(({ labels, cells }) =>
      [...cells].map(([bucket, cell]): LatticeCell => {
        const tally = countedIn(cell, questions.get(labels.question) ?? 0);
        return { leaf: labels.unit, facet: facetOf(family, labels), part: list[bucket]?.id ?? "", tally };
      }),
    )
    .filter(({ tally }) => peopleIn(tally) > 0);
}

/** Feedback lies in a month; only tallies may lie in a longer span and, as a whole, in no smaller one. */
function addLonger(reader: Reader, spans: readonly (readonly LatticePeriod[])[], family: FacetFamily): void {
  const tallies = talliesOf(reader.reading.source);
  const inside = new Map<string, number[]>();
  for (const [length, list] of spans.entries()) {
    for (const cell of collect(reader, { list, family }, tallies)) {
      const { leaf, facet, part } = cell;
      const counted = inside.get(`${leaf}\n${facet}\n${part}`) ?? [];
      const tally = cell.tally.map((people, level) => people - (counted[level] ?? 0));
      if (peopleIn(tally) === 0) continue;
      if (length > 0) keepIn(reader.cells)({ ...cell, tally });
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

/** Transactions that lie in a span as a whole; channels and questions have none. */
function addVolumes(reader: Reader, spans: Spans): void {
  const { list, family } = spans;
  const { source } = reader.reading;
  const gathered = gatherTransactions(planOf(reader, spans), source);
  if (!gathered.ok) {
    reader.tooLarge = true;
    return;
  }
  for (const { key, transactions, days } of gathered.value.values()) {
    const facet: Facet = family === "service" ? `service:${key.service}` : "none";
    reader.volumes.push({ leaf: key.unit, facet, period: list[key.bucket]?.id ?? "", transactions, days });
  }
}

function countedIn({ plain, flagged }: Cell, levels: number): number[] {
  return plain.slice(0, levels).map((people, level) => people + (flagged[level] ?? 0));
}

function facetOf(family: FacetFamily, labels: CellLabels): Facet {
  return family === "none" ? "none" : `${family}:${labels[family]}`;
}

function planOf(reader: Reader, { list, family }: Spans): GatherPlan {
  const { reading, units } = reader;
  const by = new Set<IndexDimension>(family === "none" ? ["unit"] : ["unit", family]);
  const period = { from: list[0]?.from ?? 0, to: list.at(-1)?.to ?? 0 };
  const question = family === "question" ? null : overallQuestion;
  return {
    question: {
      ...{ period, by, question, time: null, methods: null, channel: null, service: null, reason: null },
      ...{ unit: reading.organization.agency.code, unitsAs: "now", compare: null, ranks: false, weightsBy: "service" },
    },
    buckets: list,
    units: units.groups,
    questions: [...reading.organization.questions.keys()],
    asked: reader.asked,
  };
}

function talliesOf(source: RollupSource): RollupSource {
  return { ...source, rollups: () => [], daily: () => [] };
}
