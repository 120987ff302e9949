import type { MethodDescription } from "../contract/method-description.ts";
import type { ScorecardMethod } from "./scorecard-method.ts";

/** A scorecard method as people and programs read it; it takes measures, so that it has no scale and no tally. */
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
