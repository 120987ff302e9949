import * as z from "zod/mini";
import { type ExportFormat, exportFormats } from "../../shared/contract/export.ts";
import type { Failure } from "../problems/failure.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { RouteContext } from "../operations/route.ts";

const knownFormat = z.enum(exportFormats);

/** The format that the path names; `not-found` for any other. */
export function readFormat({ params, url }: RouteContext): Result<ExportFormat, Failure> {
  const format = knownFormat.safeParse(params.format);
  return format.success ? ok(format.data) : { ok: false, failure: { kind: "not-found", given: url.pathname } };
}
