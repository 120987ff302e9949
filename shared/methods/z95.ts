/** The normal quantile of 95 % two-sided intervals, z = 1.959964, as an exact fraction. */
export const z95 = { numerator: 1_959_964n, denominator: 1_000_000n } as const;
