import type { Day } from "../../shared/calendar/day.ts";
import type { Arrival } from "./board.ts";
import type { Generation } from "./lattice-row.ts";
import type { LatticeCell } from "./read-cells.ts";
import type { RowVolume } from "./row-volumes.ts";
import type { Steps } from "./steps.ts";
import type { RowRecord, Verdict } from "./suppress.ts";
import type { Guard } from "./swap.ts";

/** A publication: what was closed at the end of a day; `rows` that it lists, and of them those shown anew or withheld. */
export type PublicationFacts = {
  readonly version: number;
  readonly day: Day;
  readonly publishedMs: number;
  readonly rows: number;
  readonly restated: number;
  readonly withheld: number;
};

/** A changed row with its verdict; the days are those that the tally is about. */
export type RowChange = {
  readonly id: string;
  readonly verdict: Verdict;
  readonly tally: readonly number[];
  readonly from: Day;
  readonly to: Day;
};

/** What came for a leaf in a part of time. */
export type LeafArrival = Arrival & { readonly leaf: string; readonly part: string };

/** A guard with the rows that its witness changes, so that it is found when one of them changes. */
export type StoredGuard = Guard & { readonly moved: readonly string[] };

/** All counts of a leaf in a part of time. */
export type LeafCells = { readonly leaf: string; readonly part: string; readonly cells: readonly LatticeCell[] };

/** What makes a version that was written down the latest one. */
export type FinishedPublication = PublicationFacts & {
  /** Null where the tree is as it was. */
  readonly generation: Generation | null;
  readonly cells: readonly LeafCells[];
  /** Guards that others have taken the place of. */
  readonly replaced: readonly number[];
};

/** What earlier publications counted, showed and guard. */
export interface PublicationPast {
  latest(): PublicationFacts | null;
  /** Trees in the order of versions. */
  generations(): Generation[];
  /** Parts of time that anything was ever counted in. */
  parts(): string[];
  /** Elementary counts of a part as of the latest version. */
  cellsIn(part: string): LatticeCell[];
  arrivalsIn(part: string): LeafArrival[];
  /** All pairs of leaf and part that anything ever came for. */
  places(): { readonly leaf: string; readonly part: string }[];
  /** Records of rows in the order of versions; rows without any are absent. */
  recordsOf(rows: readonly string[]): Map<string, RowRecord[]>;
  /** Versions that showed a row of a period anew. */
  shownIn(period: string): Map<string, number[]>;
  /** Guards whose witness changes one of these rows. */
  guardsOf(rows: readonly string[]): Guard[];
  /** At most so many guards after an id, by their ids. */
  guardsAfter(id: number, most: number): Guard[];
  /** Newest known transactions of at most so many rows after one, in their order. */
  volumesAfter(row: string, most: number): (readonly [row: string, volume: RowVolume])[];
}

/**
 * A version is written down bit by bit, unseen by readers, until it is finished at one stroke. What was begun and never
 * finished is cleared away before another is begun.
 */
export interface PublicationPress {
  begin(version: number): void;
  /** Whether a version was begun and is not finished. */
  isBegun(): boolean;
  clear(): Steps<void>;
  /** Answers how many of these rows show other counts for days that an earlier version showed. */
  writeRows(version: number, rows: readonly RowChange[]): number;
  writeArrivals(arrivals: readonly LeafArrival[]): void;
  writeVolumes(version: number, volumes: readonly (readonly [row: string, volume: RowVolume])[]): void;
  /** Writes guards under new ids. */
  writeGuards(version: number, guards: readonly StoredGuard[]): void;
  /** Lets guards that are written be found by more rows. */
  writeMoved(moved: readonly (readonly [row: string, guard: number])[]): void;
  /** Counts before there is any publication. */
  writeFirstCells(cells: readonly LeafCells[]): void;
  /** Rows of a node that a version lists, and those of them that it shows nothing for. */
  countRows(node: string): { readonly rows: number; readonly withheld: number };
  finish(publication: FinishedPublication): void;
  /** Forgets by which rows these guards were found, which are no more. */
  sweep(replaced: readonly number[]): void;
}

/** Where publications are kept. */
export type PublicationLedger = PublicationPast & PublicationPress;
