import * as z from "zod/mini";

/** Query of imports: with `dry_run=1` everything is checked and nothing is stored. */
export const importQuery = z.strictObject({
  dry_run: z.optional(z.literal("1").check(z.describe("Check everything and store nothing."))),
});

/** See {@link importQuery}. */
export type ImportQuery = z.infer<typeof importQuery>;
