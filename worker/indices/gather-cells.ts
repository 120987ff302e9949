import type { Day } from "../../shared/calendar/day.ts";
import { addTally } from "./add-tally.ts";
import { gatherDivided } from "./gather-divided.ts";
import { type GatherPlan, labelsOf, unitLabels } from "./gather-plan.ts";
import { addToCell, type Cell, type IndexCells, indexCells } from "./index-cells.ts";
import type { RollupDimension, RollupRow, RollupSource, Segment } from "../counts/rollup-source.ts";
import type { UnitGroup } from "./unit-group.ts";

/** Counts of rollups and tallies, gathered into the groups and buckets of a question. */
export function gatherCells(plan: GatherPlan, source: RollupSource): IndexCells {
  const cells = indexCells();
  addRollups(cells, plan, source);
  addTallies(cells, plan, source);
  gatherDivided(cells, plan, source);
  const { by, question } = plan.question;
  if ([...by].every((dimension) => dimension === "unit")) {
    for (const group of plan.units.always) {
      const none = { service: "", channel: "", touchpoint: "", officer: "", reason: "" };
      cells.group({ ...none, question: question ?? "", ...unitLabels(group) });
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
  const { channel, service, reason } = question;
  const rows = source.rollups({
    ...(plan.levels === undefined ? {} : { levels: plan.levels }),
    segments: numbered,
    question: question.question,
    units: units.units,
    channel,
    service,
    reason,
    by,
  });
  let last: { readonly row: RollupRow; readonly cell: Cell } | null = null;
  for (const row of rows) {
    // Rows that only their channel tells apart follow each other, and finding their cell takes longer than adding to it.
    if (last !== null && sharesCell(last.row, row, question.by.has("channel"))) {
      addToCell(last.cell, row);
      continue;
    }
    const segment = segments[row.bucket];
    // An amendment leaves a row of nobody behind, which nothing must show: counted anew it would not be there.
    if (segment === undefined || !row.counts.some((people) => people !== 0)) continue;
    const unit = units.needsUnit ? wholeGroup(plan, row.unit, segment.from) : units.always[0];
    if (!unit) continue;
    const labels = labelsOf(question, { ...row, ...unitLabels(unit) });
    const { channel, standing, counts } = row;
    last = { row, cell: cells.add(labels, { bucket: segment.bucket, channel, standing, counts }) };
  }
}

function sharesCell(one: RollupRow, other: RollupRow, byChannel: boolean): boolean {
  const { bucket, unit, service, touchpoint, question, officer, reason } = one;
  return (
    bucket === other.bucket &&
    unit === other.unit &&
    service === other.service &&
    touchpoint === other.touchpoint &&
    question === other.question &&
    officer === other.officer &&
    reason === other.reason &&
    (!byChannel || one.channel === other.channel)
  );
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

/** The group that all counts of a unit's day fall into; null where they fall outside, or must be divided. */
function wholeGroup({ units }: GatherPlan, unit: string, day: Day): UnitGroup | null {
  const { groups } = units.sharesOf(unit, day);
  return groups.length === 1 ? (groups[0] ?? null) : null;
}

function addTallies(cells: IndexCells, plan: GatherPlan, source: RollupSource): void {
  const { period } = plan.question;
  for (const tally of source.tallies(plan.units.units, period.from, period.to)) {
    const unit = wholeGroup(plan, tally.unit, tally.to);
    if (unit) addTally(cells, plan, { tally, unit });
  }
}
