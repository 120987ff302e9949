/** Digits of a number and the sizes of its groups: `0912 345 678` has 4, 3 and 3. */
export interface DigitGroups {
  digits: string;
  sizes: readonly number[];
}

/** Takes a number as it was written apart; a number that was read out in words is one group. */
export function digitGroups(found: string): DigitGroups {
  const whole = found.replace(/\ue002[\s,.-]{0,3}/g, "");
  const groups = whole.match(/\d+/g) ?? [];
  return { digits: groups.join(""), sizes: groups.map(({ length }) => length) };
}

/**
 * Whether all groups belong together, rather than a number and then a count ("0912 345 678 12 người"): the last group is no
 * stray one, unless all are as small.
 */
export function isOneNumber({ sizes }: DigitGroups): boolean {
  const last = sizes[sizes.length - 1] ?? 0;
  return last > 2 || sizes.every((size) => size <= 2) || Math.max(...sizes) <= 4;
}

/** "03 04 05 06 07" and "111 112 113" count up: those are counters, days, rooms. */
export function countsUp(found: string): boolean {
  const groups = found.match(/\d+/g) ?? [];
  return groups.length > 2 && groups.every((one, i) => i === 0 || Number(one) - Number(groups[i - 1]) === 1);
}
