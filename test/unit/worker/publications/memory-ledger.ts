import { placeOfRow, type Generation } from "../../../../worker/publications/lattice-row.ts";
import type {
  LeafArrival,
  NewPublication,
  PublicationFacts,
  PublicationLedger,
  StoredGuard,
} from "../../../../worker/publications/publication-ledger.ts";
import type { LatticeCell } from "../../../../worker/publications/read-cells.ts";
import type { RowVolume } from "../../../../worker/publications/row-volumes.ts";
import type { RowRecord, Verdict } from "../../../../worker/publications/suppress.ts";

/** A record with the verdict that led to it. */
export type Kept = RowRecord & { readonly verdict: Verdict };

/** A ledger in memory, and what a reader of a version would see. */
export type MemoryLedger = PublicationLedger & {
  readonly records: ReadonlyMap<string, readonly Kept[]>;
  readonly guardsKept: readonly StoredGuard[];
};

/** Keeps everything in plain lists. */
export function memoryLedger(): MemoryLedger {
  const publications: PublicationFacts[] = [];
  const generations: Generation[] = [];
  const cells = new Map<string, LatticeCell>();
  const arrivals: LeafArrival[] = [];
  const records = new Map<string, Kept[]>();
  const guards: StoredGuard[] = [];
  const volumes = new Map<string, RowVolume>();
  return {
    records,
    guardsKept: guards,
    latest: () => publications.at(-1) ?? null,
    generations: () => [...generations],
    cells: () => [...cells.values()],
    arrivalsIn: (part) => arrivals.filter((arrival) => arrival.part === part),
    places: () => arrivals.map(({ leaf, part }) => ({ leaf, part })),
    recordsOf: (rows) => new Map(rows.flatMap((row) => (records.has(row) ? [[row, records.get(row) ?? []]] : []))),
    shownIn: (period) =>
      new Map(
        [...records]
          .filter(([row]) => placeOfRow(row).period === period)
          .map(([row, list]) => [row, list.filter(({ shown }) => shown).map(({ version }) => version)]),
      ),
    guards: (rows) => guards.filter(({ moved }) => rows === null || moved.some((row) => rows.includes(row))),
    volumes: () => volumes,
    add({ version, day, publishedMs, ...more }: NewPublication) {
      publications.push({ version, day, publishedMs, rows: records.size, restated: 0, withheld: 0 });
      if (more.generation) generations.push(more.generation);
      for (const cell of more.cells) cells.set(`${cell.leaf}\n${cell.part}\n${cell.facet}`, cell);
      arrivals.push(...more.arrivals);
      for (const { id, tally, verdict } of more.rows) {
        const list = records.get(id) ?? [];
        list.push({ version, tally, verdict, shown: verdict === "shown" });
        records.set(id, list);
      }
      for (const guard of more.guards) {
        if (guard.id === null) guards.push({ ...guard, id: guards.length });
        else guards[guard.id] = guard;
      }
      for (const [row, volume] of more.volumes) volumes.set(row, volume);
    },
  };
}
