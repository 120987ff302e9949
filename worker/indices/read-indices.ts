import type { Day } from "../../shared/calendar/day.ts";
import { bucketsOf, type Period } from "../../shared/calendar/period.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { isScale, type Scale } from "../../shared/levels.ts";
import { defaultMethodFor } from "../../shared/methods/all-methods.ts";
import { type IndexMethod, isWeighted } from "../../shared/methods/weighted-method.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Organization } from "../organization/organization.ts";
import { gatherCells } from "./gather-cells.ts";
import type { GatherPlan } from "./gather-plan.ts";
import { type CellGroup, emptyCell } from "./index-cells.ts";
import type { IndexQuestion } from "./index-question.ts";
import { indexRow, type RowFrame } from "./index-row.ts";
import { readTransactions, type TransactionsOf } from "./read-transactions.ts";
import { readStrata, type StrataOf } from "./read-strata.ts";
import type { RollupSource } from "./rollup-source.ts";
import { unitGroups } from "./unit-groups.ts";

/** What indices are read from; `today` is the agency's calendar day. */
export type IndexReading = {
  readonly source: RollupSource;
  readonly organization: Organization;
  readonly today: Day;
};

/** Rows in their fixed order: by unit, time, service, channel, question, touchpoint, method. Made when taken. */
export interface IndexRows {
  readonly length: number;
  /** The rows from one place up to, without, another; as of an array. */
  slice(start?: number, end?: number): PublishedIndex[];
}

/**
 * Answers a question with rows of indices, from rollups, tallies and volumes alone.
 * Without grouping there is one row. Units and times have a row even when empty, other groups where something occurs.
 * Failure: `sum-too-large` where a sum passes 2^53.
 */
export function readIndices(question: IndexQuestion, reading: IndexReading): Result<IndexRows, Failure> {
  const asked = { ...question, period: visiblePeriod(question, reading.today) };
  const plan = planOf(asked, reading);
  if (plan.buckets.length === 0) return ok({ length: 0, slice: () => [] });
  const cells = gatherCells(plan, reading.source);
  if (cells.tooLarge()) return fail({ kind: "sum-too-large" });
  const transactions = readTransactions(plan, reading.source);
  if (!transactions.ok) return transactions;
  const strata = readStrata(plan, reading.source);
  if (!strata.ok) return strata;
  const blocks = blocksOf(cells.groups(), asked, reading.organization);
  const frame = { question: asked, organization: reading.organization, today: reading.today };
  return ok(
    rowsOf({ blocks, buckets: plan.buckets, transactionsOf: transactions.value, strataOf: strata.value, frame }),
  );
}

function planOf(question: IndexQuestion, { organization, today }: IndexReading): GatherPlan {
  const { period, unit, unitsAs, time, by } = question;
  const view = { unit, unitsAs, period, today, byUnit: by.has("unit") };
  const whole = period.from <= period.to ? [period] : [];
  return {
    question,
    buckets: time === null ? whole : bucketsOf(period, time),
    units: unitGroups(view, organization),
    questions: [...organization.questions.keys()],
  };
}

/** A single touchpoint's figures could show single people as they come, so they end with the last closed day. */
function visiblePeriod({ by, period }: IndexQuestion, today: Day): Period {
  return by.has("touchpoint") ? { from: period.from, to: Math.min(period.to, today - 1) } : period;
}

/** One group by one method: a row in each bucket. */
type Line = { readonly group: CellGroup; readonly method: IndexMethod; readonly levels: number };

/** The lines of one unit; within it rows go by time before they go by line. */
type Block = { readonly start: number; readonly lines: Line[] };

function blocksOf(groups: readonly CellGroup[], question: IndexQuestion, { questions }: Organization): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  let last: CellGroup | undefined;
  for (const group of groups) {
    const scale = questions.get(group.labels.question);
    if (scale === undefined || !isScale(scale)) continue;
    const lines = methodsOf(scale, question).map((method): Line => ({ group, method, levels: scale }));
    const block = blocks.at(-1);
    if (block && last && sameUnit(last, group)) block.lines.push(...lines);
    else blocks.push({ start, lines });
    start += lines.length;
    last = group;
  }
  return blocks;
}

function sameUnit({ labels: a }: CellGroup, { labels: b }: CellGroup): boolean {
  return a.unit === b.unit && a.own === b.own && a.unmapped === b.unmapped;
}

function methodsOf(scale: Scale, { methods }: IndexQuestion): readonly IndexMethod[] {
  return methods?.filter((method) => method.scales.includes(scale)) ?? [defaultMethodFor(scale)];
}

type Rows = {
  readonly blocks: readonly Block[];
  readonly buckets: readonly Period[];
  readonly transactionsOf: TransactionsOf;
  readonly strataOf: StrataOf;
  readonly frame: RowFrame;
};

function rowsOf(rows: Rows): IndexRows {
  const { blocks, buckets } = rows;
  const length = blocks.reduce((sum, { lines }) => sum + lines.length, 0) * buckets.length;
  return {
    length,
    slice(start = 0, end = length) {
      const taken: PublishedIndex[] = [];
      const [first, last] = [fromStart(start, length), fromStart(end, length)];
      for (let place = first; place < last; place += 1) taken.push(rowAt(rows, place));
      return taken;
    },
  };
}

function fromStart(place: number, length: number): number {
  return place < 0 ? Math.max(0, length + place) : Math.min(place, length);
}

function rowAt({ blocks, buckets, transactionsOf, strataOf, frame }: Rows, place: number): PublishedIndex {
  const block = blocks.findLast(({ start, lines }) => start * buckets.length <= place && lines.length > 0);
  if (block === undefined) throw new RangeError(`no row ${place}`);
  const within = place - block.start * buckets.length;
  const number = Math.floor(within / block.lines.length);
  const [line, bucket] = [block.lines[within % block.lines.length], buckets[number]];
  if (line === undefined || bucket === undefined) throw new RangeError(`no row ${place}`);
  const { labels, cells } = line.group;
  const transactions = transactionsOf({ ...labels, bucket: number });
  const strata = isWeighted(line.method) ? strataOf(labels, number) : [];
  return indexRow({ ...line, labels, cell: cells.get(number) ?? emptyCell(), bucket, transactions, strata }, frame);
}
