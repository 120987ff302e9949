import type { Failure } from "../problems/failure.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { IndexDeps } from "../indices/read-indices.ts";
import { changedCells, sameNodes } from "./changed-cells.ts";
import { changedRows } from "./changed-rows.ts";
import { latticePeriods } from "./lattice.ts";
import { type Generation, generationAt } from "./lattice-row.ts";
import { ledgerBoard } from "./ledger-board.ts";
import type { PublicationFacts, PublicationLedger } from "./publication-ledger.ts";
import { type LatticeReading, readCells } from "./read-cells.ts";
import { portionsOf, type Steps } from "./steps.ts";
import { type ChangedRow, suppress } from "./suppress.ts";
import type { Guard } from "./swap.ts";
import { timeRests } from "./time-rests.ts";
import { writeVersion } from "./write-version.ts";

/** What {@link publishDay} works with; `today` is the agency's day that has not closed yet. */
export type Publishing = IndexDeps & {
  readonly ledger: PublicationLedger;
  readonly nowMs: number;
  /** Fewest people of whom a tally is shown. */
  readonly threshold: number;
  /** Writes all of it or nothing. */
  readonly atOneStroke: (write: () => void) => void;
};

/** A publication, and whether it was made just now. */
export type Published = { readonly publication: PublicationFacts; readonly isNew: boolean };

/**
 * Publishes what has closed by the end of the day before today, once. Days that passed without a publication get none:
 * what nobody has seen is not made up. Ratings may come between any two steps; readers see the version before until the
 * last. Where it breaks off, the next one begins anew. Failure: `sum-too-large`.
 */
export function* publishDay(publishing: Publishing): Steps<Result<Published, Failure>> {
  const { ledger, today } = publishing;
  const before = ledger.latest();
  if (before && before.day >= today - 1) return ok({ publication: before, isNew: false });
  if (ledger.isBegun()) yield* ledger.clear();
  ledger.begin((before?.version ?? 0) + 1);
  const reading = yield* readCells(publishing);
  if (!reading.ok) return reading;
  yield* makeVersion(publishing, reading.value, before);
  const publication = ledger.latest();
  if (publication === null) throw new Error("the publication was not written");
  return ok({ publication, isNew: true });
}

function* makeVersion(publishing: Publishing, reading: LatticeReading, before: PublicationFacts | null): Steps<void> {
  const { ledger, threshold } = publishing;
  const version = (before?.version ?? 0) + 1;
  const { changes, arrivals, leaves } = yield* changedCells(reading, ledger, version);
  const generations = ledger.generations();
  const old = generationAt(generations, version);
  const tree: Generation = { from: version, nodes: nodesOf(reading, old) };
  const isSame = sameNodes(old.nodes, tree.nodes);
  if (!isSame) generations.push(tree);
  const generation = isSame ? old : tree;
  yield 5;
  const news = { reading, changes, generation, old, newPeriods: newPeriods(reading, before) };
  const rows = yield* changedRows(news, ledger);
  const rests = yield* timeRests(news, ledger);
  const guards = yield* isSame ? guardsOf(rows, ledger) : allGuards(ledger);
  const board = ledgerBoard({ ledger, arrivals, generations, version });
  const { verdicts, guards: changed } = yield* suppress({ ...board, rows, rests, guards, threshold });
  const isFirst = before === null;
  const made = { version, board, reading, generation, isSame, isFirst, rows, verdicts, arrivals, leaves };
  yield* writeVersion({ ...made, guards: changed, others: isSame ? [] : guards }, publishing);
}

/** Guards that a change of these rows may concern. */
function* guardsOf(rows: readonly ChangedRow[], ledger: Pick<PublicationLedger, "guardsOf">): Steps<Guard[]> {
  const guards = new Map<number | null, Guard>();
  for (const portion of portionsOf(rows, 100)) {
    for (const guard of ledger.guardsOf(portion.map(({ id }) => id))) {
      if (!guards.has(guard.id)) guards.set(guard.id, guard);
    }
    yield 3;
  }
  return [...guards.values()].sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
}

function* allGuards(ledger: Pick<PublicationLedger, "guardsAfter">): Steps<Guard[]> {
  const guards: Guard[] = [];
  for (let more: readonly Guard[] = ledger.guardsAfter(0, 200); more.length > 0; ) {
    guards.push(...more);
    yield 4;
    more = ledger.guardsAfter(more.at(-1)?.id ?? Number.MAX_SAFE_INTEGER, 200);
  }
  return guards;
}

/** Leaves that have left the cells keep their nodes, so that what once came for them can still be told. */
function nodesOf({ cells, units, volumes }: LatticeReading, old: Generation): Generation["nodes"] {
  const leaves = new Set(old.nodes.keys());
  for (const list of cells.values()) for (const { leaf } of list) leaves.add(leaf);
  for (const { leaf, transactions } of volumes) if (transactions !== null) leaves.add(leaf);
  return new Map([...leaves].map((leaf) => [leaf, units.nodesOf(leaf)]));
}

function newPeriods({ periods }: LatticeReading, before: PublicationFacts | null): Set<string> {
  const known = new Set<string>();
  if (before) {
    const { months, quarters, halves, years } = latticePeriods(0, before.day + 1);
    for (const { id } of [...months, ...quarters, ...halves, ...years]) known.add(id);
  }
  return new Set([...periods.keys()].filter((id) => !known.has(id)));
}
