import * as z from "zod/mini";
import { localizedText } from "./localized-text.ts";

const intervalKind = z.enum(["wilson", "normal-mean", "normal-difference"]);

/** 95 % interval, in the value's unit and decimals. */
export const interval = z.strictObject({
  confidence: z.literal(0.95),
  kind: intervalKind,
  low: z.number(),
  high: z.number(),
});

/** See {@link interval}. */
export type Interval = z.infer<typeof interval>;

/**
 * Why there is no weighted value. `empty-stratum`: transactions without ratings. `no-volume`: ratings without
 * transactions. `partial-volume`: transactions that were reported only for some of the days or units.
 */
const weighingRefusal = z.enum(["empty-stratum", "no-volume", "partial-volume"]);

/**
 * Of weighting by service or by channel: the effective sample size (2 decimals) and the design effect (4 decimals).
 * `refused`: why there is no value, with the first 20 services or channels that are the reason; null for ratings
 * without one.
 */
const weights = z.strictObject({
  by: z.enum(["service", "channel"]),
  effective_n: z.nullable(z.number()),
  design_effect: z.nullable(z.number()),
  refused: z.optional(
    z.strictObject({
      reason: weighingRefusal,
      services: z.optional(z.array(z.nullable(z.string()))),
      channels: z.optional(z.array(z.nullable(z.string()))),
    }),
  ),
});

/**
 * Percent of all transactions that were rated. `complete` false: transactions are known only for `reported` percent of
 * the days on which units asked people, people answered or transactions were reported. Then there is no rate, because
 * some ratings belong to other transactions.
 */
export const coverage = z.strictObject({
  transactions: z.int(),
  rate: z.nullable(z.number()),
  complete: z.optional(z.literal(false)),
  reported: z.optional(z.number()),
});

/** 95 % interval of a change, in the value's unit and decimals. Its kind depends on the method. */
const changeInterval = z.strictObject({
  confidence: z.literal(0.95),
  kind: z.enum(["newcombe", "welch", "normal-difference"]),
  low: z.number(),
  high: z.number(),
});

/** See {@link changeInterval}. */
export type ChangeInterval = z.infer<typeof changeInterval>;

/**
 * The change of a row's value since an earlier period. `with`: that period; `n`: its answers. Null if it cannot be
 * computed. `beyond_chance`: the interval does not contain 0.
 */
const change = z.strictObject({
  value: z.nullable(z.number()),
  interval: z.nullable(changeInterval),
  beyond_chance: z.nullable(z.boolean()),
  with: z.strictObject({ from: z.string(), to: z.string() }),
  n: z.int(),
  /** For weighted methods: why the earlier period has no value. */
  refused: z.optional(weighingRefusal),
});

/**
 * A unit's rank among its siblings: between the `best` and the `worst` place of `of` that its interval allows. 1 is the
 * highest value. Units whose intervals overlap have no order.
 */
const rank = z.strictObject({ best: z.int(), worst: z.int(), of: z.int() });

/**
 * For an officer: the share of satisfied people, standardised to the services of all officers of the row's unit and
 * time. Services that this officer did not have are left out; the others have `covered` percent of all answers.
 */
const standardised = z.strictObject({
  by: z.literal("service"),
  method: z.string(),
  value: z.number(),
  interval: z.nullable(interval),
  covered: z.number(),
});

/** One row of indices: value, n, interval, coverage, method, and what it was grouped or filtered by. */
export const publishedIndex = z.strictObject({
  unit: z.strictObject({ code: z.string(), name: z.string() }),
  own: z.optional(z.literal(true)),
  /** Counts of a unit whose successors have unknown shares. They have a row of their own below its parent. */
  unmapped: z.optional(z.literal(true)),
  period: z.strictObject({ from: z.string(), to: z.string() }),
  question: z.string(),
  /** Only of a single choice: the row is about people who chose this option, and its tally is [others, these]. */
  option: z.optional(z.strictObject({ id: z.string(), text: localizedText })),
  service: z.nullable(z.string()),
  channel: z.nullable(z.string()),
  touchpoint: z.optional(z.string()),
  officer: z.optional(z.string()),
  /**
   * Counts people who named this reason. Someone who named several is in several rows, so the rows don't add up to the
   * total.
   */
  reason: z.optional(z.string()),
  /** With `weekday` in `by`: 1 is Monday, 7 Sunday. */
  weekday: z.optional(z.int().check(z.gte(1), z.lte(7))),
  /** With `hour` in `by`: the hour of the day by the agency's clock; 9 is from 9:00 to 9:59. */
  hour: z.optional(z.int().check(z.gte(0), z.lte(23))),
  method: z.string(),
  value: z.nullable(z.number()),
  n: z.int(),
  tally: z.array(z.int()),
  interval: z.nullable(interval),
  /** For all people served, beside `interval`. Present if all transactions are known and not all were rated. */
  interval_of_served: z.optional(interval),
  /** Only for weighted methods. */
  weights: z.optional(weights),
  coverage: z.nullable(coverage),
  coverage_note: z.optional(z.literal("more-ratings-than-transactions")),
  channels: z.record(z.string(), z.int()),
  flagged: z.strictObject({ n: z.int(), value_without: z.nullable(z.number()) }),
  set_aside: z.strictObject({ n: z.int(), value_with: z.nullable(z.number()) }),
  spanning: z.int(),
  withheld: z.nullable(z.enum(["too-few", "protects-another"])),
  /** With officers. Null by service, and for methods that are not a share of satisfied people. */
  standardised: z.optional(z.nullable(standardised)),
  /** With `compare`. Null if the row has no earlier period. */
  change: z.optional(z.nullable(change)),
  /** With `rank`. Null under 30 answers, and for rows that are not of a single unit. */
  rank: z.optional(z.nullable(rank)),
  /** With `rank`: siblings whose intervals overlap; null without a rank. */
  not_distinguishable_from: z.optional(z.nullable(z.array(z.string()))),
});

/** See {@link publishedIndex}. Without answers, n is 0, value and interval are null. */
export type PublishedIndex = z.infer<typeof publishedIndex>;

/** Languages whose spelling of dates and numbers a file can follow. */
export const fileLocale = z.enum(["vi", "en"]);

const text = (words: string): z.ZodMiniOptional<z.ZodMiniString> => z.optional(z.string()).check(z.describe(words));

/** Parameters that name a period: `period`, or `from` and `to`. */
export const periodParameters = {
  period: text("A year 2026, half 2026-H1, quarter 2026-Q3, month 2026-11, ISO week 2026-W46 or day 2026-11-24."),
  from: text("First day, as 2026-11-01; together with `to`, in place of `period`."),
  to: text("Last day, as 2026-11-30; it is in the period."),
};

/** Parameter that says whose dates and numbers a file has. */
export const localeParameter = z
  .optional(fileLocale)
  .check(
    z.describe(
      "`vi`: days as 31/12/2026 and, in CSV, semicolons and decimal commas, as Excel in Việt Nam reads them. `en`, as without it: for programs.",
    ),
  );

/** Query of `GET …/indices`, as text; its meaning is checked by the reader. */
export const indexQuery = z.strictObject({
  ...periodParameters,
  unit: text("Code of a unit; its whole subtree counts. Without it the unit of the key."),
  by: text(
    "What rows are grouped by, as a comma list: unit, service, channel, question, touchpoint, officer, reason, and one of day, week, month, quarter, year. Or `weekday`, `hour` or both, with unit and channel alone: closed days, for keys of the whole agency.",
  ),
  question: text("Id of a question; `overall` without it. With `question` in `by` and none here: all questions."),
  channel: text("Only feedback by this channel, such as portal, kiosk or paper."),
  service: text("Only feedback on this service, by its national code."),
  reason: text("Only people who named this reason, by its id."),
  method: text(
    "Ids of methods with their versions, as a comma list: a row for each. Without it the usual method of the question's scale.",
  ),
  weights_by: z
    .optional(z.enum(["service", "channel"]))
    .check(z.describe("What a weighted method weights; services without it.")),
  units_as: z
    .optional(z.enum(["now", "then"]))
    .check(
      z.describe(
        "`now`: counts of units that were merged or split go to today's units. `then`: each day's counts stay with the unit of that day. Without it `now`, by officer `then`.",
      ),
    ),
  compare: z
    .optional(z.enum(["previous", "year-ago"]))
    .check(z.describe("The earlier period that each row is compared with.")),
  rank: z.optional(z.enum(["unit"])).check(z.describe("Ranks units among those beside them; needs `unit` in `by`.")),
  format: z
    .optional(z.enum(["json", "csv"]))
    .check(z.describe("JSON without it. A CSV without `limit` and `cursor` holds all rows.")),
  locale: localeParameter,
  limit: text("Most rows of a page, 1 to 1000; 200 without it."),
  cursor: text("Where the page before ended, as `next_cursor` gave it."),
});

/** See {@link indexQuery}. */
export type IndexQuery = z.infer<typeof indexQuery>;
