import type { MethodDescription } from "../contract/method-description.ts";
import { indexMethods } from "./all-methods.ts";
import { allScorecards } from "./all-scorecards.ts";
import type { ScorecardMethod } from "./scorecard-method.ts";
import { type IndexMethod, isWeighted } from "./weighted-method.ts";

/** Describes every method, those of indices first. The API's list and the page of methods are made from it. */
export function describeAllMethods(): MethodDescription[] {
  return [...indexMethods.map(describeMethod), ...allScorecards.map(describeScorecard)];
}

/** Describes a method of an index. The ends of `range` are null if they depend on the scale. */
export function describeMethod(method: IndexMethod): MethodDescription {
  return {
    id: method.id,
    name: { ...method.name },
    scales: [...method.scales],
    formula: method.formula,
    range: [commonEnd(method, 0), commonEnd(method, 1)],
    decimals: method.decimals,
    unit: method.unit,
    direction: method.direction ?? "higher-is-better",
    rounding: "half-up-exact",
    interval: method.intervalKind,
    source: method.source,
    example: exampleOf(method),
    ...(method.note ? { note: { ...method.note } } : {}),
  };
}

/** The example of a weighted method has the tally of all strata together, and each stratum. */
function exampleOf(method: IndexMethod): MethodDescription["example"] {
  if (!isWeighted(method)) return { tally: [...method.example.tally], value: method.example.value };
  const { strata, value } = method.example;
  const together = (strata[0]?.tally ?? []).map((_, level) =>
    strata.reduce((sum, { tally }) => sum + (tally[level] ?? 0), 0),
  );
  return {
    tally: together,
    value,
    strata: strata.map(({ tally, transactions }) => ({ tally: [...tally], transactions })),
  };
}

function commonEnd(method: IndexMethod, side: 0 | 1): number | null {
  const ends = new Set(method.scales.map((scale) => method.range(scale)[side]));
  const [end = null] = ends;
  return ends.size === 1 ? end : null;
}

/** Describes a scorecard method. It takes measures, so it has no scale and no tally. */
export function describeScorecard(method: ScorecardMethod): MethodDescription {
  return {
    id: method.id,
    name: { ...method.name },
    scales: [],
    formula: method.formula,
    range: [0, method.max],
    decimals: method.decimals,
    unit: "points",
    direction: "higher-is-better",
    rounding: "half-up-exact",
    interval: null,
    source: method.source,
    example: { tally: [], value: method.example.total, inputs: { ...method.example.inputs } },
    parts: method.parts.map(({ id, name, max, formula }) => ({ id, name: { ...name }, max, formula })),
    ...(method.bands ? { bands: method.bands.map(({ min, name }) => ({ min, name: { ...name } })) } : {}),
    note: { ...method.note },
  };
}
