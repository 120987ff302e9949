import type { Arrival } from "./board.ts";
import { type Facet, type FacetFamily, familyOf } from "./lattice-row.ts";

/** Where one rating stands that a swap adds or takes: unit, part of time, version that could first count it, facet. */
export type Corner = {
  readonly leaf: string;
  readonly part: string;
  readonly epoch: number;
  readonly facet: Facet;
};

/** What of a corner becomes another along one axis. */
export type Other = Partial<Corner>;

/** With whom a rating may be swapped, along each axis, the best first; `times` are parts of time or times of arrival. */
export type Partners = {
  readonly leaves: readonly Other[];
  readonly facets: readonly Other[];
  readonly times: readonly Other[];
};

/** A corner with what the swap does there. */
export type SignedCorner = Corner & { sign: 1 | -1 };

/** Every swap from a base: along all axes at first, which leaves most sums as they are, then along fewer, at last the base alone. */
export function* cornersOf(base: Corner, { leaves, facets, times }: Partners): Generator<SignedCorner[]> {
  for (const leaf of [...leaves, null]) {
    for (const facet of [...facets, null]) {
      for (const time of [...times, null]) {
        yield product(
          base,
          [leaf, facet, time].filter((axis) => axis !== null),
        );
      }
    }
  }
}

function product(base: Corner, axes: readonly Other[]): SignedCorner[] {
  let corners: SignedCorner[] = [{ ...base, sign: 1 }];
  for (const axis of axes) {
    corners = corners.flatMap((corner) => [
      corner,
      { ...corner, ...axis, sign: corner.sign === 1 ? (-1 as const) : (1 as const) },
    ]);
  }
  return corners;
}

/** How facets are chosen: those that cost least first, and so many of each dimension. */
export type Choice = { readonly costOf: (facet: Facet) => number; readonly most: number };

/**
 * What else a rating shows itself under, for each corner: the sum without a dimension, and a service and a channel that all
 * corners have in common where there are any, since these then stay as they are.
 */
export function* companionsOf(arrivals: readonly Arrival[], facet: Facet, choice: Choice): Generator<Facet[][]> {
  const family = familyOf(facet);
  if (family === "question") {
    yield arrivals.map(() => []);
    return;
  }
  const services = family === "service" ? [arrivals.map(() => [])] : choices(arrivals, "service", choice);
  const channels = family === "channel" ? [arrivals.map(() => [])] : choices(arrivals, "channel", choice);
  for (const service of services) {
    for (const channel of channels) {
      yield arrivals.map((_, place) => ["none", ...(service[place] ?? []), ...(channel[place] ?? [])]);
    }
  }
}

function choices(arrivals: readonly Arrival[], family: FacetFamily, { costOf, most }: Choice): Facet[][][] {
  const each = arrivals.map((arrival) => facetsOf(arrival, family));
  const common = (each[0] ?? []).filter((facet) => each.every((list) => list.includes(facet)));
  if (common.length > 0) {
    const cheapest = common.sort((a, b) => costOf(a) - costOf(b)).slice(0, most);
    return cheapest.map((facet) => arrivals.map(() => [facet]));
  }
  return each.some((list) => list.length === 0) ? [] : [each.map((list) => list.slice(0, 1))];
}

const byFamily = new WeakMap<Arrival, Map<FacetFamily, Facet[]>>();

function facetsOf(arrival: Arrival, family: FacetFamily): readonly Facet[] {
  const known = byFamily.get(arrival) ?? Map.groupBy(arrival.facets, familyOf);
  byFamily.set(arrival, known);
  return known.get(family) ?? [];
}
