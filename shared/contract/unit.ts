import * as z from "zod/mini";
import { calendarDay, nameUpTo, textUpTo, touchpointId, unitCode } from "../codes.ts";
import { interval } from "./published-index.ts";

/**
 * One version of a unit, both days included. `valid_to` is null while it is valid. A later version ends the one before
 * it.
 */
export const unitVersion = z.strictObject({
  code: unitCode,
  name: nameUpTo(200),
  parent: z._default(z.nullable(unitCode), null),
  kind: nameUpTo(64),
  national_code: z.optional(z.nullable(textUpTo(32))),
  valid_from: calendarDay,
  valid_to: z._default(z.nullable(calendarDay), null),
});

/** See {@link unitVersion}. */
export type UnitVersion = z.infer<typeof unitVersion>;

/** A unit's counts go to another unit from a day on. `share` is null if nobody knows it. */
export const succession = z.strictObject({
  from: unitCode.check(z.describe("The unit that gives its counts away.")),
  to: unitCode.check(z.describe("The unit that gets them.")),
  on: calendarDay.check(z.describe("The first day of the new order.")),
  share: z._default(z.nullable(z.number().check(z.gt(0), z.maximum(1))), 1),
});

/** See {@link succession}. */
export type Succession = z.infer<typeof succession>;

/** Query of `DELETE …/successions`: the succession to delete. */
export const successionKey = z.pick(succession, { from: true, to: true, on: true });

/** Body of `PUT …/units`: upsert by code and `valid_from`. */
export const putUnits = z.strictObject({
  units: z.array(unitVersion).check(z.maxLength(5000)),
  successions: z.optional(z.array(succession).check(z.maxLength(5000))),
});

/** See {@link putUnits}. */
export type PutUnits = z.infer<typeof putUnits>;

/** An index of a year; `n` counts answers. */
const yearFigure = z.strictObject({ n: z.int(), value: z.nullable(z.number()), interval: z.nullable(interval) });

/**
 * What units and successions would do to figures. `as_of`: the day on which everything given is in force, today at least. `figures`:
 * the usual index of each unit that is touched and has a history, as it is then without the change and with it; null for a unit that
 * nobody knows. `left_out` counts touched units beyond the first 100. `touchpoints`: open ones of units that would be no more.
 */
export const unitsPreview = z.strictObject({
  as_of: calendarDay,
  figures: z.array(
    z.strictObject({
      unit: unitCode,
      name: z.string(),
      year: z.int(),
      before: z.nullable(yearFigure),
      after: z.nullable(yearFigure),
    }),
  ),
  left_out: z.int(),
  touchpoints: z.array(z.strictObject({ id: touchpointId, name: z.string(), unit: unitCode })),
});

/** See {@link unitsPreview}. */
export type UnitsPreview = z.infer<typeof unitsPreview>;
