import type { SourceFacts, Use } from "./read-source.ts";

/** A place that breaks a rule. `line` is 1-based. */
export type Fault = { readonly line: number; readonly what: string };

/** A rule about single files: where it holds, what it forbids, and an example that it must catch. */
export type HouseRule = {
  /** The rule, and where the code should go instead. */
  readonly says: string;
  readonly holdsFor: RegExp;
  /** Files that may break it; null if none may. */
  readonly exceptFor: RegExp | null;
  readonly faults: (facts: SourceFacts) => Fault[];
  readonly example: { readonly path: string; readonly text: string };
};

/** Paths of the product's own code. */
export const productCode = /^(shared|widget|worker)\//;

/** Composition roots: they put parts together, and give them clock, randomness and environment. */
export const compositionRoots = /(^|\/)start-[a-z-]+\.ts$|^worker\/worker\.ts$|-object\.ts$/;

/** Returns a check that finds uses of names of the platform. */
export function usesOf(names: readonly string[]): HouseRule["faults"] {
  const forbidden = new Set(names);
  return ({ uses }) => uses.filter(({ name }) => forbidden.has(name)).map(({ name, line }) => ({ line, what: name }));
}

/** Turns uses into faults. */
export function named(uses: readonly Use[]): Fault[] {
  return uses.map(({ name, line }) => ({ line, what: name }));
}
