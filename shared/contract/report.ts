import * as z from "zod/mini";
import { pageQuery } from "./list.ts";
import { measure } from "./measure.ts";
import { tallyItem, volumeItem } from "./tally.ts";

/**
 * When a report came in its present form; and when and by which key (null: the root key) it was taken back, both null while
 * it stands. Times in UTC.
 */
const kept = {
  received_at: z.string(),
  withdrawn_at: z.nullable(z.string()),
  withdrawn_by: z.nullable(z.string()),
};

/** A tally as `GET …/tallies` lists it. */
export const keptTally = z.extend(tallyItem, kept);

/** A volume as `GET …/volumes` lists it. */
export const keptVolume = z.extend(volumeItem, kept);

/** A measure as `GET …/measures` lists it. */
export const keptMeasure = z.extend(measure, kept);

/** What the office reports of its own, by the list that it stands in. */
export type KeptReports = {
  readonly tallies: z.infer<typeof keptTally>;
  readonly volumes: z.infer<typeof keptVolume>;
  readonly measures: z.infer<typeof keptMeasure>;
};

/** See {@link KeptReports}. */
export type ReportList = keyof KeptReports;

/**
 * Query of lists of reports: of a unit and what stands below it, with a day in a period; without them all. With `withdrawn=1`
 * those that were taken back, else those that stand.
 */
export const reportQuery = z.extend(pageQuery, {
  unit: z.optional(z.string()),
  period: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  withdrawn: z.optional(z.literal("1")),
});

/** See {@link reportQuery}. */
export type ReportQuery = z.infer<typeof reportQuery>;

/** Query of `DELETE …/volumes`: which one, as it was given. */
export const volumeKey = z.omit(volumeItem, { transactions: true });

/** Query of `DELETE …/measures`: which one, as it was given. */
export const measureKey = z.pick(measure, { unit: true, from: true, to: true });

/** Which report is taken back. */
export type ReportName =
  | { readonly list: "tallies"; readonly id: string }
  | { readonly list: "volumes"; readonly key: z.infer<typeof volumeKey> }
  | { readonly list: "measures"; readonly key: z.infer<typeof measureKey> };
