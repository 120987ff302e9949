import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { mediaTypeOf, officeMaxBytes, readBytes } from "../operations/read-json.ts";

/** A table as it was sent. */
export type Upload = { readonly format: "csv" | "xlsx"; readonly bytes: Uint8Array };

const formats: Readonly<Record<string, Upload["format"]>> = {
  "text/csv": "csv",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
};

/** Media types that an import may come as. */
export const importTypes: readonly string[] = ["application/json", ...Object.keys(formats)];

/** The table that a request brings; null where it brings something else, which is for `readBody`. Failure: `too-large`. */
export async function readUpload(request: Request): Promise<Result<Upload | null, Failure>> {
  const format = formats[mediaTypeOf(request)];
  if (format === undefined) return ok(null);
  const bytes = await readBytes(request, officeMaxBytes);
  if (bytes === null) return fail({ kind: "too-large", given: `more than ${officeMaxBytes} bytes` });
  return ok({ format, bytes: new Uint8Array(bytes) });
}
