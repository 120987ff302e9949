import * as z from "zod/mini";
import { calendarDay, instant, touchpointId } from "../codes.ts";
import { pageQuery } from "./list.ts";

/** Every sign of gaming; a feedback has them among its flags. None takes anything out of an index. */
export const signs = [
  ...(["burst", "streak", "repeat", "off-hours"] as const),
  ...(["clock", "drumming", "pressure", "fork", "late"] as const),
] as const;

/** See {@link signs}. */
export const sign = z.enum(signs);

/** Query of `GET …/signs`: days of the agency, both inclusive. */
export const signsQuery = z.extend(pageQuery, {
  from: calendarDay.check(z.describe("First day of the agency.")),
  to: calendarDay.check(z.describe("Last day; at most 92 days are given at once.")),
});

/** What carries one sign on one day at one touchpoint. */
export const signCount = z.strictObject({
  day: calendarDay,
  touchpoint: touchpointId,
  sign: z.string(),
  /** Feedback, those without a level included. */
  count: z.int(),
  first_at: instant,
  last_at: instant,
  /** People per level of `overall`, lowest first. */
  tally: z.array(z.int()),
});

/** See {@link signCount}. */
export type SignCountRow = z.infer<typeof signCount>;
