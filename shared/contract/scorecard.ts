import * as z from "zod/mini";

/** One part of a scorecard. Points are null if an input was never reported, or if there is nothing to score. */
const scorecardPart = z.strictObject({ id: z.string(), points: z.nullable(z.number()), max: z.number() });

/** Points of a unit's subtree by a scorecard method. It is a preview; others publish the official figure. */
export const scorecard = z.strictObject({
  unit: z.strictObject({ code: z.string(), name: z.string() }),
  own: z.optional(z.literal(true)),
  /** Reports of a unit whose successors have unknown shares. They have a row of their own below its parent. */
  unmapped: z.optional(z.literal(true)),
  period: z.strictObject({ from: z.string(), to: z.string() }),
  method: z.string(),
  parts: z.array(scorecardPart),
  total: z.nullable(z.number()),
  max: z.number(),
  percent: z.nullable(z.number()),
  band: z.optional(z.nullable(z.string())),
  /** Sums over the subtree that the points are computed from; null if never reported. */
  inputs: z.record(z.string(), z.nullable(z.int())),
  missing: z.array(z.string()),
  /** Number of units whose reports count, by part. A subtree with missing reports is scored on those that it has. */
  reporting_units: z.record(z.string(), z.int()),
  /** Units that were split, with a known share here. A report cannot be split, so it is in no sum. */
  unmapped_units: z.array(z.string()),
  /** Number of reports that are only partly in the period. They do not count. */
  spanning: z.int(),
  preview: z.literal(true),
  /**
   * With `qd766-satisfaction@1`: values for some inputs from the answers to comments here, by the day on which they
   * were due. They are suggestions and in no points, because comments are not the reflections that the decision counts.
   */
  suggested: z.optional(
    z.strictObject({
      reflections: z.int(),
      answered_on_time: z.int(),
      rated: z.int(),
      rated_satisfied: z.int(),
    }),
  ),
});

/** See {@link scorecard}. `missing` names inputs of `PUT …/measures`. */
export type Scorecard = z.infer<typeof scorecard>;

/** Query of `GET …/scorecards/{method}`. Periods and units are given as in `GET …/indices`. */
export const scorecardQuery = z.strictObject({
  period: z.optional(z.string().check(z.describe("The period, such as 2026, 2026-H1, 2026-Q3 or 2026-11."))),
  from: z.optional(z.string().check(z.describe("First day of the period, with `to` instead of `period`."))),
  to: z.optional(z.string().check(z.describe("Last day of the period, with `from` instead of `period`."))),
  unit: z.optional(
    z.string().check(z.describe("The unit whose subtree is scored. Default: the whole of what the key reaches.")),
  ),
  by: z.optional(
    z.literal("unit", "must be unit").check(z.describe("Give a row for each unit directly below the one asked for.")),
  ),
  units_as: z.optional(
    z
      .enum(["now", "then"])
      .check(
        z.describe("Where a measure counts: at its unit's heir of today, or where the unit stood then. Default: now."),
      ),
  ),
  limit: z.optional(z.string().check(z.describe("Most rows in the answer, 1 to 1000. Default: 200."))),
  cursor: z.optional(z.string().check(z.describe("Where to go on: `next_cursor` of the page before."))),
});
