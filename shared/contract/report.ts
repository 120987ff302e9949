import * as z from "zod/mini";
import { pageQuery } from "./list.ts";
import { measure } from "./measure.ts";
import { tallyItem, volumeItem } from "./tally.ts";

/**
 * When the report was received in its present form; when and by which key it was withdrawn. Both are null if it was not
 * withdrawn; the key is null for the root key. Times in UTC.
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

/** The reports of an office, by list. */
export type KeptReports = {
  readonly tallies: z.infer<typeof keptTally>;
  readonly volumes: z.infer<typeof keptVolume>;
  readonly measures: z.infer<typeof keptMeasure>;
};

/** See {@link KeptReports}. */
export type ReportList = keyof KeptReports;

/**
 * Query of lists of reports: of a unit's subtree, with at least one day in a period; both are optional. `withdrawn=1`
 * lists withdrawn reports instead of valid ones.
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

/** Query of `DELETE …/volumes`: the volume's fields as they were reported. */
export const volumeKey = z.omit(volumeItem, { transactions: true });

/** Query of `DELETE …/measures`: the measure's fields as they were reported. */
export const measureKey = z.pick(measure, { unit: true, from: true, to: true });

/** Names the report to withdraw. */
export type ReportName =
  | { readonly list: "tallies"; readonly id: string }
  | { readonly list: "volumes"; readonly key: z.infer<typeof volumeKey> }
  | { readonly list: "measures"; readonly key: z.infer<typeof measureKey> };
