import * as z from "zod/mini";
import { calendarDay, serviceId, slug, textUpTo, unitCode, uuid } from "../codes.ts";

/** Largest count of one level. */
export const countMax = 1_000_000_000_000;

const count = z.int().check(z.minimum(0), z.maximum(countMax));

const levelsHint = "must be a count for each level of the question, lowest first";

/** Counts from paper or another system, for whole days, both ends included. */
export const tallyItem = z.strictObject({
  id: uuid,
  unit: unitCode,
  question: slug,
  service: z._default(z.nullable(serviceId), null),
  channel: slug,
  from: calendarDay,
  to: calendarDay,
  counts: z.array(count).check(z.minLength(3, levelsHint), z.maxLength(11, levelsHint)),
  source: textUpTo(500),
});

/** See {@link tallyItem}. */
export type TallyItem = z.infer<typeof tallyItem>;

/** Body of `POST …/tallies`. Each tally is checked on its own. */
export const postTallies = z.strictObject({ tallies: z.array(z.unknown()).check(z.minLength(1), z.maxLength(1000)) });

/**
 * Transactions of a unit for whole days, both ends included: the denominator of coverage. `service` null: all services;
 * `channel` null: all channels.
 */
export const volumeItem = z.strictObject({
  unit: unitCode,
  service: z._default(z.nullable(serviceId), null),
  channel: z._default(z.nullable(slug), null),
  from: calendarDay,
  to: calendarDay,
  transactions: count,
});

/** See {@link volumeItem}. */
export type VolumeItem = z.infer<typeof volumeItem>;

/** Body of `POST …/volumes`. */
export const postVolumes = z.strictObject({ volumes: z.array(z.unknown()).check(z.minLength(1), z.maxLength(1000)) });
