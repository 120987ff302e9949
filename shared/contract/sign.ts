import * as z from "zod/mini";
import { calendarDay, instant, touchpointId } from "../codes.ts";
import { openingHours } from "./device.ts";
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

/** Most ratings that are given as evidence of one day and touchpoint. */
export const mostEvidence = 2000;

/** Query of `GET …/signs/evidence`. */
export const signEvidenceQuery = z.strictObject({
  touchpoint: touchpointId.check(z.describe("The touchpoint whose ratings are wanted.")),
  day: calendarDay.check(z.describe("A day of the agency.")),
});

/** What a sign can be judged by: the ratings of its touchpoint and day, beside what is usual there. */
export const signEvidence = z.strictObject({
  /** Ratings with a level in the order of their corrected times. `is_aside`: a person has set it aside. */
  ratings: z.array(z.strictObject({ at: instant, level: z.int(), signs: z.array(z.string()), is_aside: z.boolean() })),
  /** Whether there are more than {@link mostEvidence}; the first ones are given then. */
  is_cut: z.boolean(),
  /** Of the 28 days before: how many had ratings, and people per level, lowest first, without what was set aside. */
  usual: z.strictObject({ days: z.int(), tally: z.array(z.int()) }),
  /** Opening hours of the touchpoint's device as they are set now; null without a device. */
  opening_hours: z.nullable(openingHours),
});

/** See {@link signEvidence}. */
export type SignEvidence = z.infer<typeof signEvidence>;
