import type { MethodDescription } from "../contract/method-description.ts";
import { type IndexMethod, isWeighted } from "./weighted-method.ts";

/** A method as people and programs read it. `range` ends are null where they depend on the scale. */
export function describeMethod(method: IndexMethod): MethodDescription {
  return {
    id: method.id,
    name: { ...method.name },
    scales: [...method.scales],
    formula: method.formula,
    range: [commonEnd(method, 0), commonEnd(method, 1)],
    decimals: method.decimals,
    unit: method.unit,
    direction: "higher-is-better",
    rounding: "half-up-exact",
    interval: method.intervalKind,
    source: method.source,
    example: exampleOf(method),
    ...(isWeighted(method) ? { note: { ...method.note } } : {}),
  };
}

/** Of a weighted method the tally of all strata together, and each by itself. */
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
