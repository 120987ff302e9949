import * as z from "zod/mini";

/** Number of rows on a page by default. */
export const defaultLimit = 200;
/** Most rows on a page. */
export const maxLimit = 1000;

/** Returns the schema of a list, which PUT answers too. */
export function listOf<T extends z.ZodMiniType>(
  row: T,
): z.ZodMiniObject<
  { data: z.ZodMiniArray<T>; meta: z.ZodMiniObject<{ next_cursor: z.ZodMiniNullable<z.ZodMiniString> }> },
  z.core.$strict
> {
  return z.strictObject({
    data: z.array(row),
    meta: z.strictObject({ next_cursor: z.nullable(z.string()) }),
  });
}

/** A page of rows. */
export type Page<T> = { data: T[]; meta: { next_cursor: string | null } };

/** `limit` and `cursor` of a list. */
export const pageQuery = z.strictObject({
  limit: z.optional(
    z
      .string()
      .check(
        z.regex(/^[0-9]{1,4}$/, "must be a number from 1 to 1000"),
        z.describe("Most rows in this answer: 1 to 1000, 200 where it is absent."),
      ),
  ),
  cursor: z.optional(
    z.string().check(z.describe("`meta.next_cursor` of the page before, with the same other parameters.")),
  ),
});

/** See {@link pageQuery}. */
export type PageQuery = z.infer<typeof pageQuery>;
