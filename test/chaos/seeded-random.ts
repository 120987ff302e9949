/** Repeatable random numbers: the same seed gives the same numbers (mulberry32, by Tommy Ettinger, public domain). */
export type SeededRandom = {
  /** Returns a number from 0 to below 1. */
  readonly next: () => number;
  /** Returns true with a probability. */
  readonly happens: (probability: number) => boolean;
  readonly pick: <T>(all: readonly T[]) => T;
  readonly shuffled: <T>(all: readonly T[]) => T[];
  /** Returns a whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
};

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    happens: (probability) => next() < probability,
    pick<T>(all: readonly T[]): T {
      const [first, ...rest] = all;
      if (first === undefined) throw new Error("Nothing to pick from");
      return [first, ...rest][between(0, rest.length)] ?? first;
    },
    shuffled<T>(all: readonly T[]): T[] {
      const left = [...all];
      return all.flatMap(() => left.splice(between(0, left.length - 1), 1));
    },
  };
}
