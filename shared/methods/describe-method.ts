import type { MethodDescription } from "../contract/method-description.ts";
import type { Method } from "./method.ts";

/** A method as people and programs read it. `range` ends are null where they depend on the scale. */
export function describeMethod(method: Method): MethodDescription {
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
    example: { tally: [...method.example.tally], value: method.example.value },
  };
}

function commonEnd(method: Method, side: 0 | 1): number | null {
  const ends = new Set(method.scales.map((scale) => method.range(scale)[side]));
  const [end = null] = ends;
  return ends.size === 1 ? end : null;
}
