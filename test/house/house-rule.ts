import type { SourceFacts, Use } from "./read-source.ts";

/** Something that stands where it must not; `line` is 1-based. */
export type Fault = { readonly line: number; readonly what: string };

/** One rule of the house: where it holds, what it forbids, and an example that it must catch. */
export type HouseRule = {
  /** The rule, and where the code belongs instead. */
  readonly says: string;
  readonly holdsFor: RegExp;
  /** Files that may; `null` where nobody may. */
  readonly exceptFor: RegExp | null;
  readonly faults: (facts: SourceFacts) => Fault[];
  readonly example: { readonly path: string; readonly text: string };
};

/** Where the product's own code lives. */
export const productCode = /^(shared|widget|worker)\//;

/** Files that put things together and read the clock, chance and environment for them. */
export const compositionRoots = /(^|\/)start-[a-z-]+\.ts$|^worker\/worker\.ts$|-object\.ts$/;

/** Finds uses of these names of the platform. */
export function usesOf(names: readonly string[]): HouseRule["faults"] {
  const forbidden = new Set(names);
  return ({ uses }) => uses.filter(({ name }) => forbidden.has(name)).map(({ name, line }) => ({ line, what: name }));
}

/** Places of uses, as faults. */
export function named(uses: readonly Use[]): Fault[] {
  return uses.map(({ name, line }) => ({ line, what: name }));
}
