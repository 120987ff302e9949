import * as z from "zod/mini";
import { pageQuery } from "./list.ts";
import { coverage, interval } from "./published-index.ts";

/** A publication: the frozen figures of every month and quarter that had ended three days before the end of `day`. */
export const publication = z.strictObject({
  version: z.int(),
  /** When it was made. */
  published_at: z.string(),
  /** The agency's last day that it counts. */
  day: z.string(),
  /** Rows that it lists; those that it shows otherwise than the version before; those that it withholds. */
  rows: z.int(),
  restated: z.int(),
  withheld: z.int(),
  /** All figures are simulated; absent where they are not. */
  sample: z.optional(z.literal(true)),
});

/** See {@link publication}. */
export type Publication = z.infer<typeof publication>;

/** By what rounded rows count the people of the whole agency. */
export const dimensions = ["service", "channel", "question"] as const;

/**
 * One figure that anybody may read: as a row of indices, but everything other than its labels null where it is withheld.
 * A rounded row has value and interval in whole units, n to the nearest multiple of the minimum group size, and no tally.
 * A half-year or year is the sum of its `quarters` that are shown. What is flagged, set aside or spanning would tell single
 * people apart and is never published. `version` showed the figure as it stands; a restated one says what stood there before.
 */
export const publishedRow = z.strictObject({
  unit: z.strictObject({ code: z.string(), name: z.string() }),
  own: z.optional(z.literal(true)),
  unmapped: z.optional(z.literal(true)),
  period: z.strictObject({ from: z.string(), to: z.string() }),
  quarters: z.optional(z.array(z.string())),
  question: z.string(),
  service: z.nullable(z.string()),
  channel: z.nullable(z.string()),
  method: z.string(),
  value: z.nullable(z.number()),
  n: z.nullable(z.int()),
  tally: z.nullable(z.array(z.int())),
  interval: z.nullable(interval),
  interval_of_served: z.optional(interval),
  coverage: z.nullable(coverage),
  coverage_note: z.optional(z.literal("more-ratings-than-transactions")),
  channels: z.null(),
  flagged: z.null(),
  set_aside: z.null(),
  spanning: z.null(),
  rounded: z.optional(z.literal(true)),
  withheld: z.nullable(z.enum(["too-few", "protects-another"])),
  version: z.nullable(z.int()),
  published_at: z.nullable(z.string()),
  restated: z.optional(
    z.strictObject({
      version: z.int(),
      at: z.string(),
      was: z.strictObject({ value: z.nullable(z.number()), n: z.int(), tally: z.array(z.int()) }),
    }),
  ),
});

/** See {@link publishedRow}. */
export type PublishedRow = z.infer<typeof publishedRow>;

/** Answer of `GET …/publications/latest` and of a version. */
export const publishedPage = z.strictObject({
  data: z.array(publishedRow),
  meta: z.strictObject({ next_cursor: z.nullable(z.string()), publication }),
});

/** See {@link publishedPage}. */
export type PublishedPage = z.infer<typeof publishedPage>;

const count = z.nullable(z.int());

/**
 * A quarter's answers to comments, of the whole agency: a comment counts in the quarter in which its answer was due. Frozen with
 * the quarter's first publication. What could tell of a number of people under the minimum group size is null, and `withheld`
 * says why: `too-few` comments, or a count that `protects-another`.
 */
export const publishedAnswersRow = z.strictObject({
  period: z.strictObject({ from: z.string(), to: z.string() }),
  /** Comments whose answer was due, without withdrawn ones and words that are no comment. `on_time` and `late` add up to it. */
  received: count,
  on_time: count,
  /** Without an answer on their last day: answered later, closed without one, or still waiting when the quarter was frozen. */
  late: count,
  /** Comments whose answer was rated; those rated 4 or 5. */
  rated: count,
  satisfied: count,
  /** The share of satisfied people among them. */
  method: z.literal("top-two@1"),
  value: z.nullable(z.number()),
  interval: z.nullable(interval),
  withheld: z.nullable(z.enum(["too-few", "protects-another"])),
  /** The publication that froze it. */
  version: z.int(),
  published_at: z.string(),
});

/** See {@link publishedAnswersRow}. */
export type PublishedAnswersRow = z.infer<typeof publishedAnswersRow>;

/** Answer of `GET …/publications/{version}/answers`: quarters, oldest first. */
export const publishedAnswers = z.strictObject({
  data: z.array(publishedAnswersRow),
  meta: z.strictObject({ next_cursor: z.null(), publication }),
});

/** See {@link publishedAnswers}. */
export type PublishedAnswers = z.infer<typeof publishedAnswers>;

const described = (words: string): z.ZodMiniString => z.string().check(z.describe(words));

/** Query of published rows, as text; the reader checks its meaning. No days, weeks or free windows. */
export const publicationQuery = z.extend(pageQuery, {
  period: z.optional(
    described("A published month 2026-11, quarter 2026-Q4, half-year 2026-H2 or year 2026. Default: all."),
  ),
  unit: z.optional(described("Whose row, or with by=unit whose children. Default: the agency.")),
  by: z.optional(described("unit, service, channel or question, or time, or time with one of them.")),
  service: z.optional(described("Only this service, by its id.")),
  channel: z.optional(described("Only this channel.")),
  question: z.optional(described("Only this question, by its id. Default: overall.")),
  method: z.optional(
    described("Methods, with commas between them. Default: every method that takes the question's scale."),
  ),
});

/** See {@link publicationQuery}. */
export type PublicationQuery = z.infer<typeof publicationQuery>;
