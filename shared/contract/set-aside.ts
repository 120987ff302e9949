import * as z from "zod/mini";
import { calendarDay, instant, textUpTo, touchpointId } from "../codes.ts";
import { sign } from "./sign.ts";

const moment = z.union([calendarDay, instant]);

/**
 * Body of `POST …/set-asides`: which feedback is to be set aside, why, and in whose role. At least a touchpoint or a sign.
 * `from` and `to` are both days, both inclusive, or both instants, `to` without its own.
 */
export const newSetAside = z.strictObject({
  touchpoint: z.optional(touchpointId),
  sign: z.optional(sign),
  from: moment,
  to: moment,
  /** Anybody may read it. */
  reason: textUpTo(1000),
  /** Who decides, such as `reform-office`. Anybody may read it. */
  role: textUpTo(100),
});

/** See {@link newSetAside}. */
export type NewSetAside = z.infer<typeof newSetAside>;

/** Body of `POST …/set-asides/{id}/undo`. Anybody may read the reason. */
export const setAsideUndo = z.strictObject({ reason: textUpTo(1000) });

/** Where a set-aside stands. `undone` also if it was taken back before it took effect. */
export const setAsideStates = ["proposed", "in-effect", "undone"] as const;

/** A set-aside as anybody may read it; with `office` for a key of the office. */
export const setAside = z.strictObject({
  id: z.string(),
  state: z.enum(setAsideStates),
  reason: z.string(),
  role: z.string(),
  /** Unit of the touchpoint; null if it is about the whole agency. */
  unit: z.nullable(z.string()),
  /** First and last day of what it is about. */
  from: calendarDay,
  to: calendarDay,
  announced_on: calendarDay,
  in_effect_on: z.nullable(calendarDay),
  undone_on: z.nullable(calendarDay),
  undo_reason: z.nullable(z.string()),
  /** People whose rating it sets aside; null unless it is in effect, and for the public below the minimum group size. */
  n: z.nullable(z.int()),
  office: z.nullable(
    z.strictObject({
      touchpoint: z.nullable(touchpointId),
      sign: z.nullable(sign),
      /** First instant, and the first after it. */
      from: instant,
      before: instant,
      proposed_at: instant,
      /** Ids of keys, `root`, or `seven-days`. */
      proposed_by: z.string(),
      confirmed_by: z.nullable(z.string()),
      undone_by: z.nullable(z.string()),
      /** Whether everything stored has been moved; large ones take a while. */
      complete: z.boolean(),
    }),
  ),
});

/** See {@link setAside}. */
export type SetAside = z.infer<typeof setAside>;
