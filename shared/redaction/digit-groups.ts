/** The digits of a number, and the sizes of its groups: 4, 3 and 3 for `0912 345 678`. */
export interface DigitGroups {
  digits: string;
  sizes: readonly number[];
}

/** Splits a number into its groups of digits. A number in words is one group. */
export function digitGroups(found: string): DigitGroups {
  const whole = found.replace(/\ue002[\s,.-]{0,3}/g, "");
  const groups = whole.match(/\d+/g) ?? [];
  return { digits: groups.join(""), sizes: groups.map(({ length }) => length) };
}

/**
 * Whether all groups belong to one number. In "0912 345 678 12 người" the last group is a count: it is short, and the
 * others are longer.
 */
export function isOneNumber({ sizes }: DigitGroups): boolean {
  const last = sizes[sizes.length - 1] ?? 0;
  return last > 2 || sizes.every((size) => size <= 2) || Math.max(...sizes) <= 4;
}

/** Whether groups count up, as in "03 04 05 06 07" and "111 112 113": those are counters, days or rooms. */
export function countsUp(found: string): boolean {
  const groups = found.match(/\d+/g) ?? [];
  return groups.length > 2 && groups.every((one, i) => i === 0 || Number(one) - Number(groups[i - 1]) === 1);
}
