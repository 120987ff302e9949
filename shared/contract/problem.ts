import * as z from "zod/mini";
import { officeComment } from "./comment.ts";

/** An error, as RFC 9457 `application/problem+json`. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.optional(z.array(z.strictObject({ pointer: z.string(), detail: z.string() }))),
  permanent: z.optional(z.boolean()),
  /** With `counter-stale`: the highest counter that the server has seen for the device's key. */
  counter: z.optional(z.int()),
  /** With `stale-version`: the comment's current state. */
  comment: z.optional(officeComment),
});

/** See {@link problem}. `pointer` is a JSON Pointer (RFC 6901) into the body, or `/name` of a query parameter. */
export type Problem = z.infer<typeof problem>;
