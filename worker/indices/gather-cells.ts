import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import { type CellLabels, type IndexCells, indexCells } from "./index-cells.ts";
import type { IndexQuestion } from "./index-question.ts";
import type { RollupDimension, RollupSource, Segment, TallyRow } from "./rollup-source.ts";
import type { UnitGroups } from "./unit-groups.ts";

/** The question, its buckets in time order, and the groups of its units. */
export type GatherPlan = {
  readonly question: IndexQuestion;
  readonly buckets: readonly Period[];
  readonly units: UnitGroups;
};

/** Counts of rollups and tallies, gathered into the groups and buckets of a question. */
export function gatherCells(plan: GatherPlan, source: RollupSource): IndexCells {
  const cells = indexCells();
  addRollups(cells, plan, source);
  addTallies(cells, plan, source);
  const { by, question } = plan.question;
  if ([...by].every((dimension) => dimension === "unit")) {
    for (const { code, own } of plan.units.always) {
      cells.group({ unit: code, own, service: "", channel: "", question: question ?? "", touchpoint: "" });
    }
  }
  return cells;
}

function addRollups(cells: IndexCells, plan: GatherPlan, source: RollupSource): void {
  const { question, units } = plan;
  const segments = segmentsOf(plan);
  const numbered = segments.map(({ from, to }, bucket): Segment => ({ bucket, from, to }));
  const wanted = [...question.by].filter((dimension) => dimension !== "unit");
  const by: RollupDimension[] = units.needsUnit ? ["unit", ...wanted] : wanted;
  const { channel, service } = question;
  const rows = source.rollups({
    segments: numbered,
    question: question.question,
    units: units.units,
    channel,
    service,
    by,
  });
  for (const row of rows) {
    const segment = segments[row.bucket];
    // An amendment leaves a row of nobody behind, which nothing must show: counted anew it would not be there.
    if (segment === undefined || !row.counts.some((people) => people !== 0)) continue;
    const unit = units.needsUnit ? units.groupOf(row.unit, segment.from) : units.always[0];
    if (!unit) continue;
    const labels = labelsOf(question, { ...row, unit: unit.code, own: unit.own });
    cells.add(labels, { bucket: segment.bucket, channel: row.channel, standing: row.standing, counts: row.counts });
  }
}

/** Buckets, cut where units change their group. */
function segmentsOf({ buckets, units }: GatherPlan): Segment[] {
  const segments: Segment[] = [];
  let next = 0;
  for (const [bucket, { from, to }] of buckets.entries()) {
    let start = from;
    for (; (units.cuts[next] ?? Number.POSITIVE_INFINITY) <= to; next += 1) {
      const cut = units.cuts[next] ?? start;
      if (cut > start) segments.push({ bucket, from: start, to: cut - 1 });
      start = Math.max(start, cut);
    }
    segments.push({ bucket, from: start, to });
  }
  return segments;
}

function addTallies(cells: IndexCells, plan: GatherPlan, source: RollupSource): void {
  const { question, buckets, units } = plan;
  const { period } = question;
  for (const tally of source.tallies(units.units, period.from, period.to)) {
    const unit = isWanted(question, tally) ? units.groupOf(tally.unit, tally.to) : null;
    if (!unit) continue;
    const service = tally.service ?? "";
    const labels = labelsOf(question, { ...tally, service, touchpoint: "", unit: unit.code, own: unit.own });
    for (const bucket of bucketsTouched(buckets, tally)) {
      const within = contains(buckets[bucket], tally);
      const standing = within ? "plain" : "spanning";
      cells.add(labels, { bucket, channel: tally.channel, standing, counts: tally.counts });
    }
  }
}

function isWanted({ question, channel, service }: IndexQuestion, tally: TallyRow): boolean {
  if (question !== null && tally.question !== question) return false;
  if (channel !== null && tally.channel !== channel) return false;
  return service === null || tally.service === service;
}

/** Keeps of all labels those that rows are told apart by; the question always. */
function labelsOf({ by, question }: IndexQuestion, all: CellLabels): CellLabels {
  return {
    unit: all.unit,
    own: all.own,
    service: by.has("service") ? all.service : "",
    channel: by.has("channel") ? all.channel : "",
    question: question ?? all.question,
    touchpoint: by.has("touchpoint") ? all.touchpoint : "",
  };
}

/** Whether a span lies in a bucket as a whole. */
export function contains(bucket: Period | undefined, span: Period): boolean {
  return bucket !== undefined && bucket.from <= span.from && span.to <= bucket.to;
}

/** Places of the buckets, which follow each other in time, that share a day with a span. */
export function bucketsTouched(buckets: readonly Period[], { from, to }: Period): number[] {
  const touched: number[] = [];
  for (let place = firstEndingFrom(buckets, from); place < buckets.length; place += 1) {
    if ((buckets[place]?.from ?? to + 1) > to) break;
    touched.push(place);
  }
  return touched;
}

function firstEndingFrom(buckets: readonly Period[], day: Day): number {
  let [low, high] = [0, buckets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle]?.to ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
