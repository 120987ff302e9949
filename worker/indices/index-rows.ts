import type { Period } from "../../shared/calendar/period.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { peopleIn } from "../../shared/levels.ts";
import { defaultMethodFor } from "../../shared/methods/all-methods.ts";
import { type IndexMethod, isWeighted } from "../../shared/methods/weighted-method.ts";
import type { Position } from "../lists/cursor.ts";
import { type BaselineOf, indexChange } from "./index-change.ts";
import { type CellGroup, type CellLabels, emptyCell, nameOfLabels, nameOfUnit, tallyOf } from "./index-cells.ts";
import { type FigureParts, indexFigures, indexRow, officerRow, type RowFrame } from "./index-row.ts";
import { tallyLength } from "./option-cells.ts";
import { type Ranked, rankMinimum, rankUnits, type Standing, unranked } from "./rank-units.ts";
import { withoutFew } from "./counts-seen-by.ts";
import type { StandardisedOf, StrataOf } from "./strata.ts";
import type { TransactionsOf } from "./transactions.ts";

/** Rows by unit, time, service, channel, question, touchpoint, officer, reason, option, weekday, hour and method. Each is computed when it is taken. */
export interface IndexRows {
  readonly length: number;
  /** As `slice` of an array. */
  slice(start?: number, end?: number): PublishedIndex[];
  /** What tells a row's place from all others, also if rows come or go meanwhile. */
  positionOf(place: number): Position;
  /** Place of the first row after a position; the length if there is none. */
  placeAfter(position: Position): number;
}

/** No rows. */
export const noRows: IndexRows = { length: 0, slice: () => [], positionOf: () => [], placeAfter: () => 0 };

/** What rows are made of. `baselineOf` is null if nothing is compared, `standardisedOf` if rows are not by officer. */
type RowsParts = {
  readonly groups: readonly CellGroup[];
  readonly buckets: readonly Period[];
  readonly frame: RowFrame;
  readonly transactionsOf: TransactionsOf;
  readonly strataOf: StrataOf;
  readonly baselineOf: BaselineOf | null;
  readonly standardisedOf: StandardisedOf | null;
};

/** One group by one method; it has a row in each bucket. */
type Line = { readonly group: CellGroup; readonly method: IndexMethod; readonly levels: number };

/** The lines of one unit. Its rows are by time first, then by line. */
type Block = { readonly start: number; readonly unit: string; readonly lines: Line[] };

function blocksOf(groups: readonly CellGroup[], { question, organization: { questions } }: RowFrame): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  for (const group of groups) {
    const known = questions.get(group.labels.question);
    if (known === undefined) continue;
    const levels = tallyLength(known);
    const fitting = question.methods?.filter(({ scales }) => scales.includes(levels)) ?? [defaultMethodFor(levels)];
    const lines = fitting.map((method): Line => ({ group, method, levels }));
    const [block, unit] = [blocks.at(-1), nameOfUnit(group.labels)];
    if (block?.unit === unit) block.lines.push(...lines);
    else blocks.push({ start, unit, lines });
    start += lines.length;
  }
  return blocks;
}

type Rows = Omit<RowsParts, "groups"> & { readonly blocks: readonly Block[]; readonly rankOf: RankOf };

/** All rows of gathered counts. */
export function indexRows({ groups, ...parts }: RowsParts): IndexRows {
  const blocks = blocksOf(groups, parts.frame);
  const rows: Rows = { ...parts, blocks, rankOf: rankOfLines(parts, blocks) };
  const length = blocks.reduce((sum, { lines }) => sum + lines.length, 0) * parts.buckets.length;
  return {
    length,
    slice(start = 0, end = length) {
      const taken: PublishedIndex[] = [];
      const [first, last] = [fromStart(start, length), fromStart(end, length)];
      for (let place = first; place < last; place += 1) taken.push(rowAt(rows, place));
      return taken;
    },
    positionOf(place) {
      const { line, bucket } = placed(rows, place);
      const { labels } = line.group;
      return [nameOfUnit(labels), bucket.from, nameOfLabels(labels), line.method.id];
    },
    placeAfter: (position) => placeAfter(rows, position),
  };
}

function fromStart(place: number, length: number): number {
  return place < 0 ? Math.max(0, length + place) : Math.min(place, length);
}

/** The line and the bucket, with its number, of the row at a place. */
function placed({ blocks, buckets }: Rows, place: number) {
  const block = blocks.findLast(({ start, lines }) => start * buckets.length <= place && lines.length > 0);
  if (block === undefined) throw new RangeError(`no row ${place}`);
  const within = place - block.start * buckets.length;
  const number = Math.floor(within / block.lines.length);
  const [line, bucket] = [block.lines[within % block.lines.length], buckets[number]];
  if (line === undefined || bucket === undefined) throw new RangeError(`no row ${place}`);
  return { line, number, bucket };
}

/** If the row has gone since, the next one in order has its place. */
function placeAfter({ blocks, buckets }: Rows, [unit = "", from = 0, labels = "", method = ""]: Position): number {
  const block = blocks.findLast(({ unit: other }) => other <= unit);
  if (block === undefined) return 0;
  const [start, each] = [block.start * buckets.length, block.lines.length];
  if (block.unit < unit) return start + each * buckets.length;
  const bucket = buckets.filter((other) => other.from < Number(from)).length;
  if (buckets[bucket]?.from !== from) return start + each * bucket;
  const lines = block.lines.map(({ group, method: { id } }) => ({ name: nameOfLabels(group.labels), id }));
  const same = lines.findIndex(({ name, id }) => name === labels && id === method);
  const before = same < 0 ? lines.filter(({ name }) => name <= labels).length : same + 1;
  return start + each * bucket + before;
}

function rowAt(rows: Rows, place: number): PublishedIndex {
  const { frame } = rows;
  const { line, number, bucket } = placed(rows, place);
  const figures = figuresOf(rows, line, number);
  const { labels } = line.group;
  const row = {
    ...indexRow({ ...figures, labels, bucket }, frame),
    ...(rows.baselineOf === null ? {} : { change: indexChange(figures, rows.baselineOf(labels, number)) }),
    ...(frame.question.ranks ? rows.rankOf(line, number) : {}),
  };
  const standardised = rows.standardisedOf?.(labels, { bucket: number, levels: line.levels });
  const shown = standardised === undefined ? row : officerRow(row, line.method, standardised);
  return withoutFew(shown, frame.fewest);
}

function figuresOf(sources: FigureSources, { group, ...line }: Line, bucket: number): FigureParts {
  const { labels, cells } = group;
  return {
    ...line,
    cell: cells.get(bucket) ?? emptyCell(),
    transactions: sources.transactionsOf({ ...labels, bucket }),
    weightsBy: sources.frame.question.weightsBy,
    strata: isWeighted(line.method) ? sources.strataOf(labels, bucket) : [],
  };
}

type FigureSources = Pick<RowsParts, "transactionsOf" | "strataOf" | "frame">;
type RankOf = (line: Line, bucket: number) => Standing;

/** Ranks are those of the whole answer, whichever page is read. Each list of units is ranked once. */
function rankOfLines(sources: FigureSources, blocks: readonly Block[]): RankOf {
  const lists = Map.groupBy(blocks.flatMap(({ lines }) => lines).filter(isUnit), nameBesideUnits);
  const ranked = new Map<string, ReadonlyMap<string, Standing>>();
  return (line, bucket) => {
    const list = nameBesideUnits(line);
    const name = `${list}\u0000${bucket}`;
    const standings =
      ranked.get(name) ?? rankUnits((lists.get(list) ?? []).map((other) => toRanked(sources, other, bucket)));
    ranked.set(name, standings);
    return (isUnit(line) ? standings.get(line.group.labels.unit) : undefined) ?? unranked;
  };
}

/** Options of a choice are not ranked: more people who chose one is not better. */
function isUnit({ group: { labels } }: Line): boolean {
  return !labels.own && !labels.unmapped && labels.option === "";
}

/** What units must have in common to be ranked among each other: all but the unit. */
function nameBesideUnits({ group: { labels }, method }: Line): string {
  const anyUnit: CellLabels = { ...labels, unit: "", own: false, unmapped: false };
  return `${nameOfLabels(anyUnit)}\u0000${method.id}`;
}

function toRanked(sources: FigureSources, line: Line, bucket: number): Ranked {
  const figures = figuresOf(sources, line, bucket);
  const n = peopleIn(tallyOf(figures.cell, figures.levels, "index"));
  return { code: line.group.labels.unit, n, interval: n < rankMinimum ? null : indexFigures(figures).interval };
}
