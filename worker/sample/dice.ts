/** Random numbers that are the same each time for the same seed. */
export interface Dice {
  /** A number from 0 up to 1. */
  roll(): number;
  /** Whether something happens that does in this share of cases. */
  happens(share: number): boolean;
  /** One of some things, each as often as its weight says; weights are 1 if none are given. */
  pick<T>(things: readonly T[], weights?: readonly number[]): T;
  /** How many of something come where this many come on average (Poisson). */
  count(mean: number): number;
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

/** Dice by the generator mulberry32; `seed` is a whole number below 2³². */
export function dice(seed: number): Dice {
  let state = seed;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    roll,
    happens: (share) => roll() < share,
    pick(things, weights = things.map(() => 1)) {
      let left = roll() * weights.reduce((sum, weight) => sum + weight, 0);
      let place = 0;
      for (; place < things.length - 1; place += 1) {
        left -= weights[place] ?? 0;
        if (left < 0) break;
      }
      const picked = things[place];
      if (picked === undefined) throw new Error("nothing to pick from");
      return picked;
    },
    count(mean) {
      let people = 0;
      for (let left = Math.exp(-mean), product = roll(); product > left; product *= roll()) people += 1;
      return people;
    },
    bytes: (length) => Uint8Array.from({ length }, () => roll() * 256),
  };
}

/** A UUIDv7 of an instant (milliseconds since 1970), its other bits from the dice. */
export function uuidAt(ms: number, { bytes }: Dice): string {
  const time = Math.floor(ms).toString(16).padStart(12, "0");
  const [a = 0, b = 0, c = 0, ...rest] = bytes(10);
  const hex = (values: readonly number[]): string =>
    values.map((value) => value.toString(16).padStart(2, "0")).join("");
  const version = 0x70 | (a & 0x0f);
  const variant = 0x80 | (c & 0x3f);
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex([version, b])}-${hex([variant, rest[0] ?? 0])}-${hex(rest.slice(1))}`;
}
