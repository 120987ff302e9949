import * as z from "zod/mini";
import { calendarDay, unitCode } from "../codes.ts";
import { countMax } from "./tally.ts";

/** Null, like a field left out, says that it was never reported: that is not a reported 0. */
const reported = z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(countMax))));

/** Sums over all scored dossiers: `points` per index of Circular 01/2018, 0 to 2 for each dossier. */
const tt01Sums = z.strictObject({
  dossiers: z.int().check(z.minimum(0), z.maximum(countMax)),
  points: z
    .array(z.int().check(z.minimum(0), z.maximum(2 * countMax)))
    .check(z.length(9, "must be 9 sums of points, one for each index")),
});

/** What was reported, without by whom and for when. */
export const measureInputs = z.strictObject({
  dossiers: reported,
  overdue: reported,
  petitioned: reported,
  reflections: reported,
  answered_on_time: reported,
  rated: reported,
  rated_satisfied: reported,
  tt01: z.optional(z.nullable(tt01Sums)),
});

/** See {@link measureInputs}. */
export type MeasureInputs = z.infer<typeof measureInputs>;

/**
 * What a unit itself reports from the agency's own systems over whole days, both inclusive: dossiers with a result, how
 * many of them overdue, with a petition or dislike; reflections, how many answered on time; answers rated, how many to
 * satisfaction; and the nine indices of Circular 01/2018. What stands below the unit is reported by itself.
 */
export const measure = z.extend(measureInputs, { unit: unitCode, from: calendarDay, to: calendarDay });

/** See {@link measure}. */
export type Measure = z.infer<typeof measure>;

/** Body of `PUT …/measures`: each stands in place of what the same unit reported before for the same span. */
export const putMeasures = z.strictObject({ measures: z.array(measure).check(z.minLength(1), z.maxLength(1000)) });

/** See {@link putMeasures}. */
export type PutMeasures = z.infer<typeof putMeasures>;
