import type { Failure } from "../../shared/contract/failure.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { IndexReading } from "../indices/read-indices.ts";
import type { Board } from "./board.ts";
import { changedCells, type CellChange, sameNodes } from "./changed-cells.ts";
import { changedRows } from "./changed-rows.ts";
import { latticePeriods } from "./lattice.ts";
import { type Generation, generationAt, placeOfRow } from "./lattice-row.ts";
import { ledgerBoard } from "./ledger-board.ts";
import type { LeafArrival, PublicationFacts, PublicationLedger, RowChange, StoredGuard } from "./publication-ledger.ts";
import { type LatticeReading, readCells } from "./read-cells.ts";
import { changedVolumes, rowVolumes } from "./row-volumes.ts";
import { type Suppressed, suppress } from "./suppress.ts";
import { type Guard, movesOf, netAt } from "./swap.ts";

/** What {@link publishDay} works with; `today` is the agency's day that has not closed yet. */
export type Publishing = IndexReading & {
  readonly ledger: PublicationLedger;
  readonly nowMs: number;
  /** Fewest people of whom a tally is shown. */
  readonly threshold: number;
};

/** A publication, and whether it was made just now. */
export type Published = { readonly publication: PublicationFacts; readonly isNew: boolean };

/**
 * Publishes what has closed by the end of the day before today, once. Days that passed without a publication get none:
 * what nobody has seen is not made up. Failure: `sum-too-large`.
 */
export function publishDay(publishing: Publishing): Result<Published, Failure> {
  const { ledger, today } = publishing;
  const before = ledger.latest();
  if (before && before.day >= today - 1) return ok({ publication: before, isNew: false });
  const reading = readCells(publishing);
  if (!reading.ok) return reading;
  writeVersion(publishing, reading.value, before);
  const publication = ledger.latest();
  if (publication === null) throw new Error("the publication was not written");
  return ok({ publication, isNew: true });
}

function writeVersion(publishing: Publishing, reading: LatticeReading, before: PublicationFacts | null): void {
  const { ledger, today, nowMs, threshold } = publishing;
  const version = (before?.version ?? 0) + 1;
  const changes = changedCells(ledger.cells(), reading.cells);
  const generations = ledger.generations();
  const old = generationAt(generations, version);
  const tree: Generation = { from: version, nodes: nodesOf(reading, old) };
  const isSame = sameNodes(old.nodes, tree.nodes);
  if (!isSame) generations.push(tree);
  const news = { reading, changes, generation: isSame ? old : tree, old, newPeriods: newPeriods(reading, before) };
  const rows = changedRows(news, ledger);
  const arrivals = arrivalsOf(changes, version);
  const guards = before === null ? [] : ledger.guards(isSame ? rows.map(({ id }) => id) : null);
  const board = ledgerBoard({ ledger, arrivals, generations, version });
  const suppressed = suppress({ ...board, rows, guards, threshold });
  ledger.add({
    ...{ version, day: today - 1, publishedMs: nowMs, arrivals },
    generation: isSame ? null : tree,
    nodes: [...new Set([...news.generation.nodes.values()].flat())],
    cells: changes.map(({ cell }) => cell),
    rows: rows.map(({ id, tally }) => rowChange({ id, tally }, suppressed, reading)),
    guards: suppressed.guards.map((guard) => withMoved(guard, board)),
    volumes: changedVolumes(ledger.volumes(), rowVolumes(reading, news.generation)),
  });
}

/** Leaves that have left the cells keep their nodes, so that what once came for them can still be told. */
function nodesOf({ cells, units, volumes }: LatticeReading, old: Generation): Generation["nodes"] {
  const reported = volumes.filter(({ transactions }) => transactions !== null);
  const leaves = new Set([...old.nodes.keys(), ...cells.map(({ leaf }) => leaf), ...reported.map(({ leaf }) => leaf)]);
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

function arrivalsOf(changes: readonly CellChange[], epoch: number): LeafArrival[] {
  const places = Map.groupBy(changes, ({ cell: { leaf, part } }) => `${leaf}\n${part}`);
  return [...places.values()].flatMap((list) => {
    const [first] = list;
    const facets = list.map(({ cell }) => cell.facet);
    return first ? [{ leaf: first.cell.leaf, part: first.cell.part, epoch, facets }] : [];
  });
}

function rowChange(
  { id, tally }: { readonly id: string; readonly tally: readonly number[] },
  { verdicts }: Suppressed,
  { periods }: LatticeReading,
): RowChange {
  const { from = 0, to = 0 } = periods.get(placeOfRow(id).period) ?? {};
  return { id, tally, from, to, verdict: verdicts.get(id) ?? "too-few" };
}

/** A row changes by a witness for good where all its marks together change it. */
function withMoved(guard: Guard, { generations, version, numbers }: Omit<Board, "costOf">): StoredGuard {
  const moves = movesOf(guard.marks, generationAt(generations, version), numbers);
  const moved = [...moves].filter(([, list]) => netAt(list, Number.POSITIVE_INFINITY) !== 0);
  return { ...guard, moved: moved.map(([row]) => numbers.nameOf(row)) };
}
