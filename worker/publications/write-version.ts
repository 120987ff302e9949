import type { Board } from "./board.ts";
import type { Generation } from "./lattice-row.ts";
import { generationAt, placeOfRow } from "./lattice-row.ts";
import type { LeafArrival, LeafCells, PublicationLedger, RowChange, StoredGuard } from "./publication-ledger.ts";
import type { Publishing } from "./publish-day.ts";
import type { LatticeReading } from "./read-cells.ts";
import { changedVolumes, rowVolumes } from "./row-volumes.ts";
import { portionsOf, type Steps } from "./steps.ts";
import type { ChangedRow, Suppressed } from "./suppress.ts";
import { type Guard, movesOf, netAt } from "./swap.ts";

/** A version that was made and not written yet. */
export type MadeVersion = Suppressed & {
  readonly version: number;
  readonly isFirst: boolean;
  readonly board: Omit<Board, "costOf">;
  readonly reading: LatticeReading;
  readonly generation: Generation;
  /** Whether the tree is as it was. */
  readonly isSame: boolean;
  readonly rows: readonly ChangedRow[];
  readonly arrivals: readonly LeafArrival[];
  readonly leaves: readonly LeafCells[];
  /** Guards that stay as they are in another tree. */
  readonly others: readonly Guard[];
};

/** Writes a version down, a few milliseconds' worth at each step, and at last makes it the latest. */
export function* writeVersion(made: MadeVersion, { ledger, today, nowMs, atOneStroke }: Publishing): Steps<void> {
  const { version, generation, isSame, isFirst, guards, leaves } = made;
  const restated = yield* writeRows(made, ledger);
  yield* writeGuards(made, ledger);
  yield* writeVolumes(made, ledger);
  if (isFirst) yield* inPortions(leaves, 10, ledger.writeFirstCells);
  const counts = yield* countRows(generation, ledger);
  const replaced = guards.flatMap(({ id }) => (id === null ? [] : [id]));
  const finished = { version, day: today - 1, publishedMs: nowMs, ...counts, restated, replaced };
  atOneStroke(() =>
    ledger.finish({ ...finished, generation: isSame ? null : generation, cells: isFirst ? [] : leaves }),
  );
  yield 5;
  yield* inPortions(replaced, 20, ledger.sweep);
}

function* inPortions<T>(list: readonly T[], most: number, write: (portion: readonly T[]) => void): Steps<void> {
  for (const portion of portionsOf(list, most)) {
    write(portion);
    yield 4;
  }
}

function* writeRows(
  { version, rows, verdicts, reading, arrivals }: MadeVersion,
  ledger: PublicationLedger,
): Steps<number> {
  let restated = 0;
  yield* inPortions(rows, 150, (portion) => {
    restated += ledger.writeRows(
      version,
      portion.map((row) => rowChange(row, verdicts, reading)),
    );
  });
  yield* inPortions(arrivals, 100, ledger.writeArrivals);
  return restated;
}

function rowChange(
  { id, tally }: ChangedRow,
  verdicts: Suppressed["verdicts"],
  { periods }: LatticeReading,
): RowChange {
  const { from = 0, to = 0 } = periods.get(placeOfRow(id).period) ?? {};
  return { id, tally, from, to, verdict: verdicts.get(id) ?? "too-few" };
}

function* writeGuards({ version, guards, others, board }: MadeVersion, ledger: PublicationLedger): Steps<void> {
  const guarding = guards.filter(({ secrets }) => secrets.length > 0);
  yield* inPortions(guarding, 15, (portion) =>
    ledger.writeGuards(
      version,
      portion.map((guard): StoredGuard => ({ ...guard, moved: movedBy(guard, board) })),
    ),
  );
  const replaced = new Set(guards.map(({ id }) => id));
  const staying = others.filter(({ id }) => !replaced.has(id));
  yield* inPortions(staying, 15, (portion) =>
    ledger.writeMoved(portion.flatMap((guard) => movedBy(guard, board).map((row) => [row, guard.id ?? 0] as const))),
  );
}

/** A row changes by a witness for good where all its marks together change it. */
function movedBy({ marks }: Guard, { generations, version, numbers }: Omit<Board, "costOf">): string[] {
  const moves = movesOf(marks, generationAt(generations, version), numbers);
  const moved = [...moves].filter(([, list]) => netAt(list, Number.POSITIVE_INFINITY) !== 0);
  return moved.map(([row]) => numbers.nameOf(row));
}

function* writeVolumes({ version, reading, generation }: MadeVersion, ledger: PublicationLedger): Steps<void> {
  const now = yield* rowVolumes(reading, generation);
  const changed = yield* changedVolumes(now, ledger);
  yield* inPortions(changed, 250, (portion) => ledger.writeVolumes(version, portion));
}

type Counts = { readonly rows: number; readonly withheld: number };

function* countRows({ nodes }: Generation, ledger: PublicationLedger): Steps<Counts> {
  let [rows, withheld] = [0, 0];
  for (const node of new Set([...nodes.values()].flat())) {
    const counted = ledger.countRows(node);
    rows += counted.rows;
    withheld += counted.withheld;
    yield 6;
  }
  return { rows, withheld };
}
