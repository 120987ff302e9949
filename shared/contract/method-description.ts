import * as z from "zod/mini";
import { localizedText } from "./localized-text.ts";

/** A method as people and programs read it; made from the one definition in `methods/`. */
export const methodDescription = z.strictObject({
  id: z.string(),
  name: localizedText,
  scales: z.array(z.int()),
  formula: z.string(),
  range: z.tuple([z.nullable(z.number()), z.nullable(z.number())]),
  decimals: z.int(),
  unit: z.enum(["percent", "points", "score"]),
  direction: z.literal("higher-is-better"),
  rounding: z.literal("half-up-exact"),
  interval: z.nullable(z.string()),
  source: z.string(),
  example: z.strictObject({ tally: z.array(z.int()), value: z.number() }),
});

/** See {@link methodDescription}. `range` ends are null where they depend on the scale. */
export type MethodDescription = z.infer<typeof methodDescription>;
