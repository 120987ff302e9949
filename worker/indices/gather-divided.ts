import type { Period } from "../../shared/calendar/period.ts";
import { addTally } from "./add-tally.ts";
import { bucketsTouched } from "./buckets-touched.ts";
import { divideRows } from "./divide-rows.ts";
import { type GatherPlan, labelsOf, unitLabels } from "./gather-plan.ts";
import { asksForReasons } from "./index-question.ts";
import { type IndexCells, peopleIn } from "./index-cells.ts";
import type { DailyRow, RollupSource, TallyRow } from "../counts/rollup-source.ts";
import { startOf } from "./unit-group.ts";

const allDays: Period = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };

/**
 * Adds what units left to several heirs by shares: each count of the past goes to one heir, by running totals per unit,
 * question, or reason, and level from the first day on, whatever period or rows were asked for. So any parts of a period, and any rows
 * of it, add up to the whole. Feedback and tallies have totals of their own.
 */
export function gatherDivided(cells: IndexCells, plan: GatherPlan, source: RollupSource): void {
  const { divided } = plan.units;
  if (divided.length === 0) return;
  addDays(cells, plan, source);
  addTallies(cells, plan, source);
}

function addDays(cells: IndexCells, plan: GatherPlan, source: RollupSource): void {
  const { question, buckets, units } = plan;
  const rows = dividedDays(plan, source).sort(inTurn);
  const parts = divideRows(rows, {
    sharesOf: (row) => units.sharesOf(row.unit, row.bucket),
    nameOf: (row) => `${row.unit} ${startOf(units, row.unit, row.bucket)} ${row.question} ${row.reason}`,
    amountsOf: ({ counts }) => counts,
  });
  for (const { row, group, amounts } of parts) {
    if (peopleIn(amounts) === 0) continue;
    if (question.reason !== null && row.reason !== question.reason) continue;
    if (question.channel !== null && row.channel !== question.channel) continue;
    if (question.service !== null && row.service !== question.service) continue;
    const labels = labelsOf(question, { ...row, ...unitLabels(group) });
    const { channel, standing } = row;
    for (const bucket of bucketsTouched(buckets, { from: row.bucket, to: row.bucket })) {
      cells.add(labels, { bucket, channel, standing, counts: amounts });
    }
  }
}

function dividedDays({ question, questions, units }: GatherPlan, source: RollupSource): DailyRow[] {
  const { period } = question;
  const byReason = asksForReasons(question);
  const asked = question.question === null ? questions : [question.question];
  return units.divided
    .filter(({ from, to }) => from <= period.to && to >= period.from)
    .flatMap(({ unit, from, to }) =>
      source.daily({ units: [unit], questions: asked, byReason, from, to: Math.min(to, period.to) }),
    );
}

/** By day; within it in an order that does not change when a single feedback changes its standing. */
function inTurn(a: DailyRow, b: DailyRow): number {
  return (
    a.bucket - b.bucket ||
    compare(a.service, b.service) ||
    compare(a.channel, b.channel) ||
    compare(a.touchpoint, b.touchpoint) ||
    compare(a.standing, b.standing)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Tallies of any time, since a later one's part depends on those before it. */
function addTallies(cells: IndexCells, plan: GatherPlan, source: RollupSource): void {
  const { units } = plan;
  const heritage = [...new Set(units.divided.map(({ unit }) => unit))];
  const isDivided = ({ unit, to }: TallyRow): boolean => units.sharesOf(unit, to).groups.length > 1;
  const tallies = source.tallies(heritage, allDays.from, allDays.to).filter(isDivided).sort(byLastDay);
  const parts = divideRows(tallies, {
    sharesOf: ({ unit, to }) => units.sharesOf(unit, to),
    nameOf: ({ unit, to, question }) => `${unit} ${startOf(units, unit, to)} ${question}`,
    amountsOf: ({ counts }) => counts,
  });
  for (const { row, group, amounts } of parts) {
    if (peopleIn(amounts) > 0) addTally(cells, plan, { tally: { ...row, counts: amounts }, unit: group });
  }
}

/** A tally belongs to the unit of its last day. */
function byLastDay(a: TallyRow, b: TallyRow): number {
  return (
    a.to - b.to ||
    a.from - b.from ||
    compare(a.channel, b.channel) ||
    compare(a.service ?? "", b.service ?? "") ||
    compare(a.counts.join(), b.counts.join())
  );
}
