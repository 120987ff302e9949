import * as z from "zod/mini";
import { calendarDay, unitCode } from "../codes.ts";
import { countMax } from "./tally.ts";

/** Null or absent: not reported. That is not the same as a reported 0. */
const reported = z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(countMax))));

/** Sums over all scored dossiers. `points`: per index of Circular 01/2018, 0 to 2 for each dossier. */
const tt01Sums = z.strictObject({
  dossiers: z.int().check(z.minimum(0), z.maximum(countMax)),
  points: z
    .array(z.int().check(z.minimum(0), z.maximum(2 * countMax)))
    .check(z.length(9, "must be 9 sums of points, one for each index")),
});

/** The numbers of a measure, without unit and dates. */
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
 * What a unit reports from the agency's own systems for whole days, both ends included: dossiers with a result, how
 * many of them were overdue and how many had a petition or dislike; reflections, and how many were answered on time;
 * rated answers, and how many satisfied; and the nine indices of Circular 01/2018. Units below it report their own.
 */
export const measure = z.extend(measureInputs, { unit: unitCode, from: calendarDay, to: calendarDay });

/** See {@link measure}. */
export type Measure = z.infer<typeof measure>;

/** Body of `PUT …/measures`. A measure replaces the unit's earlier one for the same days. */
export const putMeasures = z.strictObject({ measures: z.array(measure).check(z.minLength(1), z.maxLength(1000)) });
