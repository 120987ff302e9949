import { peopleIn } from "../../shared/levels.ts";

/** What tells a row apart; "" for what rows are not grouped by, and for feedback without a service or touchpoint. */
export type CellLabels = {
  readonly unit: string;
  readonly own: boolean;
  readonly unmapped: boolean;
  readonly service: string;
  readonly channel: string;
  readonly question: string;
  /** The place of a choice's option, from 0 with leading zeros; "" for ratings. */
  readonly option: string;
  readonly touchpoint: string;
  readonly officer: string;
  readonly reason: string;
  /** "1" for Monday to "7". */
  readonly weekday: string;
  /** "00" to "23". */
  readonly hour: string;
};

/** The labels that tell units apart. */
export type UnitLabels = Pick<CellLabels, "unit" | "own" | "unmapped">;

/** Counts of one row: people per level (11 levels) by standing, people per channel, and people of spanning tallies. */
export type Cell = {
  readonly plain: number[];
  readonly flagged: number[];
  readonly set_aside: number[];
  readonly channels: Map<string, number>;
  spanning: number;
};

/** The cells of one group by their bucket. A bucket without a cell is empty. */
export type CellGroup = { readonly labels: CellLabels; readonly cells: Map<number, Cell> };

/** Counts gathered into groups and buckets. */
export interface IndexCells {
  /** The group of these labels; it is made if there is none, and then empty. */
  group(labels: CellLabels): CellGroup;
  /** Adds counts per level to a cell, and returns the cell. */
  add(labels: CellLabels, addition: CellAddition): Cell;
  /** The group of these labels, if there is one. */
  find(labels: CellLabels): CellGroup | undefined;
  /** All groups: by unit, then service, channel, question, touchpoint, officer, reason, option, weekday and hour. */
  groups(): CellGroup[];
  /** Whether a sum has passed 2^53, and so is not exact any more. */
  tooLarge(): boolean;
}

/** Counts for one bucket; `standing` is "spanning" if they only touch it. */
export type CellAddition = {
  readonly bucket: number;
  readonly channel: string;
  readonly standing: "plain" | "flagged" | "set_aside" | "spanning";
  readonly counts: readonly number[];
};

/** No cells yet. */
export function indexCells(): IndexCells {
  const groups = new Map<string, CellGroup>();
  const group = (labels: CellLabels): CellGroup => {
    const name = nameOfLabels(labels);
    const known = groups.get(name) ?? { labels, cells: new Map<number, Cell>() };
    groups.set(name, known);
    return known;
  };
  return {
    group,
    add(labels, addition) {
      const { cells } = group(labels);
      const cell = cells.get(addition.bucket) ?? emptyCell();
      cells.set(addition.bucket, cell);
      addToCell(cell, addition);
      return cell;
    },
    find: (labels) => groups.get(nameOfLabels(labels)),
    groups: () => [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, known]) => known),
    tooLarge: () => [...groups.values()].some(({ cells }) => [...cells.values()].some(isTooLarge)),
  };
}

/** A cell of nobody. */
export function emptyCell(): Cell {
  const nobody = (): number[] => new Array<number>(11).fill(0);
  return { plain: nobody(), flagged: nobody(), set_aside: nobody(), channels: new Map(), spanning: 0 };
}

/** Whose answers a tally holds: plain ones; also flagged ones, as in the index; also those set aside. */
export type Counted = "plain" | "index" | "all";

/** People per level of a cell, on a scale of so many levels. */
export function tallyOf(cell: Cell, levels: number, counted: Counted): number[] {
  return cell.plain.slice(0, levels).map((people, index) => {
    const flagged = counted === "plain" ? 0 : (cell.flagged[index] ?? 0);
    return people + flagged + (counted === "all" ? (cell.set_aside[index] ?? 0) : 0);
  });
}

/** Sorts as the labels do one after the other, since the separator comes before every character of a code. */
export function nameOfLabels(labels: CellLabels): string {
  const { service, channel, question, touchpoint, officer, reason, option, weekday, hour } = labels;
  const asked = `${service}\u0000${channel}\u0000${question}\u0000${touchpoint}`;
  // Without them a name is what it was: cursors of before hold it.
  const times = weekday || hour ? `\u0000${weekday}\u0000${hour}` : "";
  return `${nameOfUnit(labels)}\u0000${asked}\u0000${officer}\u0000${reason}\u0000${option}${times}`;
}

/** The first part of that name: the unit, and whether it is the parent's own or not mapped. */
export function nameOfUnit({ unit, own, unmapped }: UnitLabels): string {
  return `${unit}\u0000${own ? "own" : ""}\u0000${unmapped ? "unmapped" : ""}`;
}

/** Adds counts per level to a cell. */
export function addToCell(cell: Cell, { channel, standing, counts }: CellAddition): void {
  const people = peopleIn(counts);
  if (standing === "spanning") {
    cell.spanning += people;
    return;
  }
  const sums = cell[standing];
  for (let index = 0; index < counts.length; index += 1) sums[index] = (sums[index] ?? 0) + (counts[index] ?? 0);
  if (standing !== "set_aside" && people > 0) cell.channels.set(channel, (cell.channels.get(channel) ?? 0) + people);
}

function isTooLarge({ plain, flagged, set_aside, spanning }: Cell): boolean {
  const people = peopleIn(plain) + peopleIn(flagged) + peopleIn(set_aside);
  return !Number.isSafeInteger(people) || !Number.isSafeInteger(spanning);
}
