import * as z from "zod/mini";
import { calendarDay, serviceId, slug, unitCode } from "../codes.ts";
import { pageQuery } from "./list.ts";
import { type Measure, measure } from "./measure.ts";
import { type TallyItem, tallyItem, type VolumeItem, volumeItem } from "./tally.ts";

/** The reports of an office, by list. */
export type Reports = { readonly tallies: TallyItem; readonly volumes: VolumeItem; readonly measures: Measure };

/** See {@link Reports}. */
export type ReportList = keyof Reports;

/**
 * When the report was received in its present form; when and by which key it was withdrawn. Both are null if it was not
 * withdrawn; the key is null for the root key. Times in UTC.
 */
const kept = z.strictObject({
  received_at: z.string(),
  withdrawn_at: z.nullable(z.string()),
  withdrawn_by: z.nullable(z.string()),
});

/** What lists tell about a report besides its own fields. */
export type Kept = z.infer<typeof kept>;

/** A tally as `GET …/tallies` lists it. */
export const keptTally = z.extend(tallyItem, kept.shape);

/** A volume as `GET …/volumes` lists it. */
export const keptVolume = z.extend(volumeItem, kept.shape);

/** A measure as `GET …/measures` lists it. */
export const keptMeasure = z.extend(measure, kept.shape);

/**
 * Query of lists of reports: of a unit's subtree, with at least one day in a period; both are optional. `withdrawn=1`
 * lists withdrawn reports instead of valid ones.
 */
export const reportQuery = z.extend(pageQuery, {
  unit: z.optional(z.string().check(z.describe("Only this unit's subtree. Default: the subtree of the key."))),
  period: z.optional(
    z.string().check(z.describe("Only reports with a day in this period, such as 2026, 2026-Q3 or 2026-11.")),
  ),
  from: z.optional(z.string().check(z.describe("First day of the period, with `to` instead of `period`."))),
  to: z.optional(z.string().check(z.describe("Last day of the period, with `from` instead of `period`."))),
  withdrawn: z.optional(z.literal("1").check(z.describe("List withdrawn reports instead of valid ones."))),
});

const spanKey = {
  unit: unitCode.check(z.describe("The unit that reported.")),
  from: calendarDay.check(z.describe("First day of the report's span.")),
  to: calendarDay.check(z.describe("Last day of the report's span.")),
};

/** Query of `DELETE …/volumes`: the volume's fields as they were reported. */
export const volumeKey = z.strictObject({
  ...spanKey,
  service: z._default(z.nullable(serviceId), null).check(z.describe("The volume's service. Default: all services.")),
  channel: z._default(z.nullable(slug), null).check(z.describe("The volume's channel. Default: all channels.")),
});

/** Query of `DELETE …/measures`: the measure's fields as they were reported. */
export const measureKey = z.strictObject(spanKey);
