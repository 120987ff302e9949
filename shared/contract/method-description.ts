import * as z from "zod/mini";
import { localizedText } from "./localized-text.ts";
import { measureInputs } from "./measure.ts";

const methodPart = z.strictObject({ id: z.string(), name: localizedText, max: z.number(), formula: z.string() });

const example = z.strictObject({
  tally: z.array(z.int()),
  value: z.number(),
  /** For a scorecard: what a unit reported. */
  inputs: z.optional(measureInputs),
  /** For a weighted method: tally and transactions of each stratum. */
  strata: z.optional(z.array(z.strictObject({ tally: z.array(z.int()), transactions: z.int() }))),
});

/** A method as people and programs read it, made from its definition in `methods/`. */
export const methodDescription = z.strictObject({
  id: z.string(),
  name: localizedText,
  scales: z.array(z.int()),
  formula: z.string(),
  range: z.tuple([z.nullable(z.number()), z.nullable(z.number())]),
  decimals: z.int(),
  unit: z.enum(["percent", "points", "score"]),
  direction: z.enum(["higher-is-better", "none"]),
  rounding: z.literal("half-up-exact"),
  interval: z.nullable(z.string()),
  source: z.string(),
  example,
  parts: z.optional(z.array(methodPart)),
  bands: z.optional(z.array(z.strictObject({ min: z.number(), name: localizedText }))),
  note: z.optional(localizedText),
});

/** See {@link methodDescription}. The ends of `range` are null if they depend on the scale. Scorecards have no scales. */
export type MethodDescription = z.infer<typeof methodDescription>;
