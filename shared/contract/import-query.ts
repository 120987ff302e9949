import * as z from "zod/mini";

/** Query of imports: with `dry_run=1` everything is checked and nothing is stored. */
export const importQuery = z.strictObject({
  columns: z.optional(
    z
      .string()
      .check(
        z.maxLength(4000),
        z.describe(
          "For a file: the fields of its columns from left to right, separated by commas, empty for a column to leave out. Without it the first row names the columns.",
        ),
      ),
  ),
  dry_run: z.optional(z.literal("1").check(z.describe("Check everything and store nothing."))),
});

/** See {@link importQuery}. */
export type ImportQuery = z.infer<typeof importQuery>;

/** Query of `POST …/tables`. */
export const tableQuery = z.strictObject({
  all: z.optional(z.literal("1").check(z.describe("Show all rows and not only the first."))),
});

/** The first rows of a table as they were read; `line` as a spreadsheet numbers it. `rows` counts all that are not empty. */
export const readTable = z.strictObject({
  first: z.array(z.strictObject({ line: z.int(), cells: z.array(z.string()) })),
  rows: z.int(),
});
