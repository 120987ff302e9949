/** Real numbers as whole multiples of 10⁻⁴⁵: a slow reckoning of the interval formulas, apart from the product's. */
export const one = 10n ** 45n;

/** A whole number as a fixed-point one. */
export function fixed(value: number | bigint): bigint {
  return BigInt(value) * one;
}

/** Product of two fixed-point numbers. */
export function times(a: bigint, b: bigint): bigint {
  return (a * b) / one;
}

/** Quotient of two fixed-point numbers. */
export function over(a: bigint, b: bigint): bigint {
  return (a * one) / b;
}

/** Square root of a fixed-point number, by bisection. */
export function root(value: bigint): bigint {
  let [low, high] = [0n, value + one];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle * middle <= value * one) low = middle;
    else high = middle;
  }
  return low;
}

/** z of 95 % intervals. */
export const z = (1_959_964n * one) / 1_000_000n;

/** Wilson's interval of x/n in percent, straight from the formula. */
export function wilsonByFormula(x: number, n: number): [bigint, bigint] {
  const p = over(fixed(x), fixed(n));
  const z2 = times(z, z);
  const inner = over(times(p, one - p), fixed(n)) + over(z2, 4n * fixed(n) * BigInt(n));
  const middle = p + over(z2, 2n * fixed(n));
  const scale = one + over(z2, fixed(n));
  const reach = times(z, root(inner));
  return [100n * over(middle - reach, scale), 100n * over(middle + reach, scale)];
}

/** Mean ± z·s/√n of weighted answers, s from n − 1, by the deviations of each level from the mean. */
export function normalByDeviations(weights: readonly bigint[], tally: readonly number[]): [bigint, bigint] {
  const n = tally.reduce((sum, people) => sum + BigInt(people), 0n);
  const total = tally.reduce((sum, people, index) => sum + BigInt(people) * (weights[index] ?? 0n), 0n);
  const mean = total / n;
  const squares = tally.reduce((sum, people, index) => {
    const deviation = (weights[index] ?? 0n) - mean;
    return sum + BigInt(people) * times(deviation, deviation);
  }, 0n);
  const reach = times(z, root(squares / (n - 1n) / n));
  return [mean - reach, mean + reach];
}

/** d ± z·√((p + q − d²)/n) · 100. */
export function differenceByFormula(promoters: number, detractors: number, n: number): [bigint, bigint] {
  const p = over(fixed(promoters), fixed(n));
  const q = over(fixed(detractors), fixed(n));
  const d = p - q;
  const spread = p + q - times(d, d);
  const reach = times(z, root((spread < 0n ? 0n : spread) / BigInt(n)));
  return [100n * (d - reach), 100n * (d + reach)];
}

/** Whether a printed number is the half-up rounding of a fixed-point one, but for the reckoning's own error. */
export function roundsTo(value: number, exact: bigint, decimals: number): boolean {
  const unit = one / 10n ** BigInt(decimals);
  const printed = BigInt(Math.round(value * 10 ** decimals)) * unit;
  const slack = 10n ** 25n;
  return exact >= printed - unit / 2n - slack && exact < printed + unit / 2n + slack;
}

/** Wilson's interval in percent of a share p from a sample of n, both fixed-point: n need not be whole. */
export function wilsonOfShare(p: bigint, n: bigint): [bigint, bigint] {
  const z2 = times(z, z);
  const inner = over(times(p, one - p), n) + over(over(z2, 4n * n), n);
  const middle = p + over(z2, 2n * n);
  const scale = one + over(z2, n);
  const reach = times(z, root(inner));
  return [100n * over(middle - reach, scale), 100n * over(middle + reach, scale)];
}
