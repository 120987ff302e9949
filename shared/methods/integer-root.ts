/**
 * Whole part of the square root of a whole number ≥ 0 and below 2^1023, exact.
 * Newton's method (Heron's rule) from the floating-point root.
 */
export function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  const guess = BigInt(Math.floor(Math.sqrt(Number(value))));
  // One step from any guess lands at or above the root; from there steps only go down.
  let root = (guess + value / guess) >> 1n;
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
