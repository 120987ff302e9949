import * as z from "zod/mini";

/** Query of imports. With `dry_run=1` everything is checked and nothing is stored. */
export const importQuery = z.strictObject({ dry_run: z.optional(z.literal("1")) });
