import * as z from "zod/mini";
import { instant, officerCode, touchpointId } from "../codes.ts";

/** Longest shift. The bound keeps the search for who served short. */
export const longestShiftMs: number = 24 * 60 * 60 * 1000;

/** Who served at a counter from `from` until before `to`. `officer` null removes the shift. */
export const shift = z.strictObject({
  touchpoint: touchpointId,
  officer: z.nullable(officerCode),
  from: instant,
  to: instant,
});

/** See {@link shift}. */
export type Shift = z.infer<typeof shift>;

/** Body of `PUT …/shifts`: upsert by touchpoint and `from`. */
export const putShifts = z.strictObject({ shifts: z.array(shift).check(z.minLength(1), z.maxLength(1000)) });
