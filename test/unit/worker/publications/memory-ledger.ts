import { type Generation, placeOfRow } from "../../../../worker/publications/lattice-row.ts";
import type {
  LeafArrival,
  LeafCells,
  PublicationFacts,
  PublicationLedger,
  RowChange,
} from "../../../../worker/publications/publication-ledger.ts";
import type { RowVolume } from "../../../../worker/publications/row-volumes.ts";
import type { RowRecord, Verdict } from "../../../../worker/publications/suppress.ts";
import type { Guard } from "../../../../worker/publications/swap.ts";

/** A record with the verdict that led to it. */
export type Kept = RowRecord & { readonly verdict: Verdict };

/** A ledger in memory, and what a reader of a version would see. */
export type MemoryLedger = PublicationLedger & { readonly records: ReadonlyMap<string, readonly Kept[]> };

/** Keeps everything in plain lists. What a version writes before it is finished stands in them too. */
export function memoryLedger(): MemoryLedger {
  const publications: PublicationFacts[] = [];
  const generations: Generation[] = [];
  const cells = new Map<string, LeafCells>();
  const arrivals: LeafArrival[] = [];
  const records = new Map<string, Kept[]>();
  const volumes = new Map<string, { readonly version: number; readonly volume: RowVolume }[]>();
  const guards = memoryGuards();
  let begun = 0;
  const latest = (): PublicationFacts | null => publications.at(-1) ?? null;
  const keepLeaves = (leaves: readonly LeafCells[]): void => {
    for (const own of leaves) cells.set(`${own.part}\n${own.leaf}`, own);
  };
  return {
    records,
    latest,
    generations: () => [...generations],
    parts: () => [...new Set([...cells.values()].map(({ part }) => part))],
    cellsIn: (wanted) => [...cells.values()].flatMap(({ part, cells: own }) => (part === wanted ? own : [])),
    arrivalsIn: (part) => arrivals.filter((arrival) => arrival.part === part),
    places: () => arrivals.map(({ leaf, part }) => ({ leaf, part })),
    recordsOf: (rows) => new Map(rows.flatMap((row) => (records.has(row) ? [[row, records.get(row) ?? []]] : []))),
    shownIn: (period) =>
      new Map(
        [...records]
          .filter(([row]) => placeOfRow(row).period === period)
          .map(([row, list]) => [row, list.filter(({ shown }) => shown).map(({ version }) => version)]),
      ),
    volumesAfter: (after, most) =>
      [...volumes]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([row, list]) => list.slice(-1).map(({ volume }) => [row, volume] as const))
        .filter(([row]) => row > after)
        .slice(0, most),
    ...guards.ledger,
    *clear() {
      const last = latest()?.version ?? 0;
      guards.keepUpTo(last);
      for (const [row, list] of records) records.set(row, upTo(list, last));
      for (const [row, list] of volumes) volumes.set(row, upTo(list, last));
      arrivals.splice(0, arrivals.length, ...arrivals.filter(({ epoch }) => epoch <= last));
      if (last === 0) cells.clear();
      yield 1;
    },
    begin(version) {
      begun = version;
    },
    isBegun: () => begun > (latest()?.version ?? 0),
    writeRows(version, rows) {
      for (const row of rows) append(records, row.id, recordOf(row, version));
      return 0;
    },
    writeArrivals: (more) => void arrivals.push(...more),
    writeVolumes(version, more) {
      for (const [row, volume] of more) append(volumes, row, { version, volume });
    },
    writeFirstCells: keepLeaves,
    countRows: () => ({ rows: records.size, withheld: 0 }),
    finish({ generation, cells: leaves, replaced, ...facts }) {
      publications.push(facts);
      guards.forget(replaced);
      if (generation) generations.push(generation);
      keepLeaves(leaves);
    },
  };
}

function upTo<T extends { readonly version: number }>(list: readonly T[], last: number): T[] {
  return list.filter(({ version }) => version <= last);
}

function append<T>(lists: Map<string, T[]>, row: string, one: T): void {
  lists.set(row, [...(lists.get(row) ?? []), one]);
}

function recordOf({ tally, verdict }: RowChange, version: number): Kept {
  return { version, tally, verdict, shown: verdict === "shown" };
}

type GuardLedger = Pick<PublicationLedger, "guardsOf" | "guardsAfter" | "writeGuards" | "writeMoved" | "sweep">;

function memoryGuards(): {
  ledger: GuardLedger;
  keepUpTo: (last: number) => void;
  forget: (ids: readonly number[]) => void;
} {
  const guards = new Map<number, { readonly version: number; readonly guard: Guard; readonly moved: Set<string> }>();
  let last = 0;
  return {
    ledger: {
      guardsOf: (rows) =>
        [...guards.values()].filter(({ moved }) => rows.some((row) => moved.has(row))).map(({ guard }) => guard),
      guardsAfter: (after, most) =>
        [...guards]
          .filter(([id]) => id > after)
          .map(([, { guard }]) => guard)
          .slice(0, most),
      writeGuards(version, more) {
        for (const { moved, ...guard } of more) {
          last += 1;
          guards.set(last, { version, guard: { ...guard, id: last }, moved: new Set(moved) });
        }
      },
      writeMoved(more) {
        for (const [row, id] of more) guards.get(id)?.moved.add(row);
      },
      sweep() {},
    },
    keepUpTo(version) {
      for (const [id, guard] of guards) if (guard.version > version) guards.delete(id);
    },
    forget(ids) {
      for (const id of ids) guards.delete(id);
    },
  };
}
