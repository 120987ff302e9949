import { spansWithin } from "./lattice.ts";
import { type Facet, type Generation, rowId } from "./lattice-row.ts";
import { peopleBetween } from "./people-between.ts";
import type { News } from "./changed-rows.ts";
import type { PublicationLedger } from "./publication-ledger.ts";
import type { LatticeCell } from "./read-cells.ts";
import type { Steps } from "./steps.ts";
import type { Secret, Term } from "./swap.ts";

/**
 * Paper counts that lie in a span and in none of the shorter ones inside it. No row tells them, but the span's row less
 * those of its parts does. `growth` is by what they differ from those of the version before.
 */
export type TimeRest = {
  readonly facet: Facet;
  readonly period: string;
  readonly node: string;
  readonly tally: readonly number[];
  readonly growth: readonly number[];
};

/** Milliseconds that a thousand cells take. */
const workOfCells = 5;

/** Rests that are new, or made of other counts than before. */
export function* timeRests(news: News, ledger: Pick<PublicationLedger, "cellsIn">): Steps<TimeRest[]> {
  const rests: TimeRest[] = [];
  const isSame = news.old === news.generation;
  const parts = new Set(isSame ? news.changes.map(({ part }) => part) : news.reading.cells.keys());
  for (const period of parts) {
    if (spansWithin(period).length === 0) continue;
    const changes = isSame ? news.changes.filter(({ part }) => part === period) : null;
    const cells = news.reading.cells.get(period) ?? [];
    const now = sumsOf(cells, news.generation);
    const before = sumsOf(ledger.cellsIn(period), news.generation);
    for (const place of placesOf(changes ?? cells, news.generation)) {
      const [facet = "", node = ""] = place.split("\n");
      const [tally, earlier] = [now.get(place) ?? [], before.get(place) ?? []];
      const growth = Array.from({ length: Math.max(tally.length, earlier.length) }, (_, level) => {
        return (tally[level] ?? 0) - (earlier[level] ?? 0);
      });
      rests.push({ facet, period, node, tally, growth });
    }
    yield 1 + (workOfCells * cells.length) / 1000;
  }
  return rests;
}

function placesOf(cells: readonly Pick<LatticeCell, "leaf" | "facet">[], { nodes }: Generation): Set<string> {
  return new Set(cells.flatMap(({ leaf, facet }) => (nodes.get(leaf) ?? []).map((node) => `${facet}\n${node}`)));
}

function sumsOf(cells: readonly LatticeCell[], { nodes }: Generation): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const { leaf, facet, tally } of cells) {
    for (const node of nodes.get(leaf) ?? []) {
      const sum = sums.get(`${facet}\n${node}`) ?? [];
      for (const [level, people] of tally.entries()) sum[level] = (sum[level] ?? 0) + people;
      sums.set(`${facet}\n${node}`, sum);
    }
  }
  return sums;
}

/** A rest as a sum of rows: its span less the parts of it. */
export function termsOfRest({ facet, period, node }: TimeRest, version: number): Term[] {
  const within = spansWithin(period).map((part): Term => {
    return { row: rowId({ facet, period: part, node }), version, sign: -1 };
  });
  return [{ row: rowId({ facet, period, node }), version, sign: 1 }, ...within];
}

/** What a rest has grown by since the version before. */
export function termsOfGrowth(rest: TimeRest, version: number): Term[] {
  const before = termsOfRest(rest, version - 1).map((term): Term => ({ ...term, sign: term.sign === 1 ? -1 : 1 }));
  return [...termsOfRest(rest, version), ...before];
}

/** Rests of too few, and those that have grown by too few; the fewest first. */
export function secretsOfRests(
  rests: readonly TimeRest[],
  { threshold, version }: { readonly threshold: number; readonly version: number },
): Secret[] {
  const secrets = Array.from({ length: threshold }, (): Secret[] => []);
  for (const rest of rests) {
    // Nobody is at place 0, and more than a few at none.
    secrets[peopleBetween([], rest.tally)]?.push({ terms: termsOfRest(rest, version) });
    if (version > 1) secrets[peopleBetween([], rest.growth)]?.push({ terms: termsOfGrowth(rest, version) });
  }
  return secrets.slice(1).flat();
}
