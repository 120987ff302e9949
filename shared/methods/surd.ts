/**
 * The two ends of an interval, exactly: (middle ± √radicand) / denominator. The radicand is ≥ 0, the denominator
 * positive. Kept so that an end is rounded once, from its true value, however large the counts.
 */
export type Surd = { readonly middle: bigint; readonly radicand: bigint; readonly denominator: bigint };
