import type { Day } from "../../shared/calendar/day.ts";
import type { Standing } from "../feedback/feedback-row.ts";

/** Days, both inclusive, whose counts go into one bucket; several segments may share a bucket. */
export type Segment = { readonly bucket: number; readonly from: Day; readonly to: Day };

/** What counts may be told apart by, besides bucket, channel and standing. */
export type RollupDimension =
  | "unit"
  | "channel"
  | "service"
  | "touchpoint"
  | "question"
  | "officer"
  | "reason"
  | "weekday"
  | "hour";

/** Which counts are wanted. Null lets everything through; service `""` means none. */
export type RollupQuery = {
  /** How many levels the question has; all 11 where there may be several questions. */
  readonly levels?: number;
  readonly segments: readonly Segment[];
  readonly question: string | null;
  readonly units: readonly string[] | null;
  readonly channel: string | null;
  readonly service: string | null;
  /** Only people who named it. By reason, or with one, and by hour or weekday the question is `overall`. */
  readonly reason: string | null;
  readonly by: readonly RollupDimension[];
};

/** Counts of 11 levels, or of as many as were asked for, lowest first; fields that were not asked for are `""`. Rows with the same labels add up. */
export type RollupRow = {
  readonly bucket: number;
  readonly unit: string;
  readonly channel: string;
  readonly service: string;
  readonly touchpoint: string;
  readonly question: string;
  readonly officer: string;
  readonly reason: string;
  /** "1" for Monday to "7". */
  readonly weekday: string;
  /** "0" to "23". */
  readonly hour: string;
  readonly standing: Standing;
  readonly counts: readonly number[];
};

/** A tally from paper or another system, or of people whose answers settled together, over days, both inclusive. */
export type TallyRow = {
  readonly unit: string;
  readonly question: string;
  readonly service: string | null;
  readonly channel: string;
  readonly from: Day;
  readonly to: Day;
  readonly counts: readonly number[];
  /** Only of people whose answers settled together. */
  readonly settled?: {
    /** {@link mixed} where they differ; so are service and channel. */
    readonly touchpoint: string;
    /** "" where nobody said who served. */
    readonly officer: string;
    readonly standing: Standing;
    /** Of those who named this reason; "" of all. */
    readonly reason: string;
  };
};

/** In place of what people differ in who settled together. */
export const mixed = "mixed";

/** Transactions of a unit over days, both inclusive; of all services, and by all channels, where these are null. */
export type VolumeRow = {
  readonly unit: string;
  readonly service: string | null;
  readonly channel: string | null;
  readonly from: Day;
  readonly to: Day;
  readonly transactions: number;
};

/** Days, both inclusive, of some units. By reason or by hour the counts are those of `overall`, whatever questions are named. */
export type DailyQuery = {
  readonly units: readonly string[];
  readonly questions: readonly string[];
  readonly counted: "all" | "by reason" | "by hour";
  readonly from: Day;
  readonly to: Day;
};

/** Counts of a unit's day, told apart by everything, or by all that reasons or hours are counted by; `bucket` is the day. */
export type DailyRow = RollupRow;

/** Where indices are read from; never from the feedback. */
export interface RollupSource {
  rollups(query: RollupQuery): RollupRow[];
  /** Counts of every single day, in no order. Its cost is that of the days and units asked for. */
  daily(query: DailyQuery): DailyRow[];
  /** Whether counts by hour are whole, also those from before there were any. */
  hasHours(): boolean;
  /** Tallies that touch the days from..to. */
  tallies(units: readonly string[] | null, from: Day, to: Day): TallyRow[];
  /** Volumes that touch the days from..to. */
  volumes(units: readonly string[] | null, from: Day, to: Day): VolumeRow[];
}

/** How many rows of one rollup differ from a recount of all feedback. */
export type RollupCheck = {
  readonly rollup: "fine" | "day" | "month" | "reason" | "reason_month" | "hour" | "officer";
  readonly rows: number;
  readonly differences: number;
};
