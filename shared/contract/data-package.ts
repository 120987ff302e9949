import * as z from "zod/mini";

/** One column of a table, as Table Schema 2.0 describes it. */
const field = z.strictObject({
  name: z.string(),
  type: z.enum(["string", "integer", "number", "boolean", "date", "datetime"]),
  description: z.string(),
});

/**
 * Answer of `GET …/publications/{version}/datapackage.json`: what the files beside it hold, as a Data Package 2.0 of
 * https://datapackage.org. Paths of resources are relative to its own.
 */
export const dataPackage = z.strictObject({
  $schema: z.string(),
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** The publication's number. */
  version: z.string(),
  created: z.string(),
  /** The agency's; absent where it has set none. */
  licenses: z.optional(z.array(z.strictObject({ title: z.string(), path: z.string() }))),
  keywords: z.array(z.string()),
  contributors: z.array(z.strictObject({ title: z.string(), roles: z.array(z.string()) })),
  sources: z.array(z.strictObject({ title: z.string(), path: z.optional(z.string()) })),
  resources: z.array(
    z.strictObject({
      name: z.string(),
      type: z.literal("table"),
      title: z.string(),
      path: z.string(),
      format: z.string(),
      mediatype: z.string(),
      encoding: z.optional(z.string()),
      schema: z.strictObject({
        $schema: z.string(),
        fields: z.array(field),
        missingValues: z.array(z.string()),
        uniqueKeys: z.array(z.array(z.string())),
      }),
    }),
  ),
});

/** See {@link dataPackage}. */
export type DataPackage = z.infer<typeof dataPackage>;
