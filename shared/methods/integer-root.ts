/**
 * Returns the square root of a whole number ≥ 0, rounded down, exactly.
 * Newton's method, starting from the floating-point root, or from a power of two for numbers that floating point cannot
 * hold.
 */
export function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  const guess = firstGuess(value);
  // The first step lands at or above the root, whatever the guess. From there the steps only go down.
  let root = (guess + value / guess) >> 1n;
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Within a factor of four of the root. */
function firstGuess(value: bigint): bigint {
  const floating = Math.sqrt(Number(value));
  if (Number.isFinite(floating)) return BigInt(Math.floor(floating));
  return 1n << BigInt(value.toString(16).length * 2);
}
