import type { Day } from "../../shared/calendar/day.ts";
import type { Arrival } from "./board.ts";
import type { Generation } from "./lattice-row.ts";
import type { LatticeCell } from "./read-cells.ts";
import type { RowVolume } from "./row-volumes.ts";
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

/** Everything that a new version writes down. */
export type NewPublication = Pick<PublicationFacts, "version" | "day" | "publishedMs"> & {
  /** Null where the tree is as it was. */
  readonly generation: Generation | null;
  readonly nodes: readonly string[];
  readonly cells: readonly LatticeCell[];
  readonly arrivals: readonly LeafArrival[];
  readonly rows: readonly RowChange[];
  readonly guards: readonly StoredGuard[];
  /** Transactions of rows where they, or what they are about, have changed. */
  readonly volumes: ReadonlyMap<string, RowVolume>;
};

/** What earlier publications counted, showed and guard. */
export interface PublicationLedger {
  latest(): PublicationFacts | null;
  /** Trees in the order of versions. */
  generations(): Generation[];
  /** Elementary counts as of the latest version. */
  cells(): LatticeCell[];
  arrivalsIn(part: string): LeafArrival[];
  /** All pairs of leaf and part that anything ever came for. */
  places(): { readonly leaf: string; readonly part: string }[];
  /** Records of rows in the order of versions; rows without any are absent. */
  recordsOf(rows: readonly string[]): Map<string, RowRecord[]>;
  /** Versions that showed a row of a period anew. */
  shownIn(period: string): Map<string, number[]>;
  /** Guards whose witness changes one of these rows; null: all guards. */
  guards(rows: readonly string[] | null): Guard[];
  /** Newest known transactions of every row that has some. */
  volumes(): Map<string, RowVolume>;
  add(publication: NewPublication): void;
}
