import type { Failure, PointedError } from "../../shared/contract/failure.ts";
import type { DatedSuccession } from "../indices/unit-heirs.ts";

/** Shares are decimal numbers on the wire: thirds and tenths may add up to a hair above 1. */
const rounding = 1e-9;

type Successions = {
  readonly given: readonly DatedSuccession[];
  readonly stored: readonly DatedSuccession[];
  /** Whether a unit was known at any time. */
  readonly knows: (unit: string) => boolean;
};

/**
 * What is wrong with successions beside those stored; null where nothing is.
 * `unknown-unit`; `invalid` where the shares of one unit on one day add up to more than 1, or to 1 beside one that is not
 * known; `unit-cycle` where a unit comes back to itself within one day. On a later day it may: then no count goes round
 * for ever.
 */
export function wrongSuccessions({ given, stored, knows }: Successions): Failure | null {
  for (const [place, { from, to }] of given.entries()) {
    const unknown = [from, to].find((unit) => !knows(unit));
    if (unknown === undefined) continue;
    const pointer = `/successions/${place}/${unknown === from ? "from" : "to"}`;
    return { kind: "unknown-unit", given: unknown, errors: [{ pointer, detail: "must be a known unit" }] };
  }
  const all = [...new Map([...stored, ...given].map((one) => [`${one.from} ${one.to} ${one.onDay}`, one])).values()];
  const heirs = Map.groupBy(all, (one) => key(one.from, one.onDay));
  const wrong = given.flatMap((one, place) => wrongShares(heirs.get(key(one.from, one.onDay)) ?? [], place));
  if (wrong.length > 0) return { kind: "invalid", errors: wrong.slice(0, 20) };
  const place = given.findIndex((one) => comesBack(one, heirs));
  if (place < 0) return null;
  const errors = [{ pointer: `/successions/${place}`, detail: "leads back to the same unit on the same day" }];
  return { kind: "unit-cycle", given: given[place]?.from ?? "", errors };
}

function key(unit: string, day: number): string {
  return `${unit} ${day}`;
}

/** Shares that are too many, or that leave nothing for an heir whose share nobody knows. */
function wrongShares(heirs: readonly DatedSuccession[], place: number): PointedError[] {
  const pointer = `/successions/${place}/share`;
  const sum = heirs.reduce((total, { share }) => total + (share ?? 0), 0);
  if (sum > 1 + rounding) return [{ pointer, detail: "adds up to more than 1 with the others of that unit and day" }];
  const nothingLeft = sum >= 1 - rounding && heirs.some(({ share }) => share === null);
  if (!nothingLeft) return [];
  return [{ pointer, detail: "stands beside shares of that unit and day that add up to 1: null would be of nothing" }];
}

function comesBack(
  { from, to, onDay }: DatedSuccession,
  heirs: ReadonlyMap<string, readonly DatedSuccession[]>,
): boolean {
  const reached = new Set([to]);
  for (const unit of reached) {
    if (unit === from) return true;
    for (const next of heirs.get(key(unit, onDay)) ?? []) reached.add(next.to);
  }
  return false;
}
