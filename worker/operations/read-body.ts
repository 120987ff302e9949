import type * as z from "zod/mini";
import type { Failure } from "../problems/failure.ts";
import { fail, type Result } from "../../shared/result.ts";
import { checkContract } from "./check-contract.ts";
import { officeMaxBytes, readJson } from "./read-json.ts";

/**
 * Reads and checks the body of a route of the office; `fits` are the media types that the route takes, where others than JSON do.
 * Failures: those of `readJson`, `unknown-field`, `invalid`.
 */
export async function readBody<T extends z.ZodMiniType>(
  request: Request,
  schema: T,
  fits?: readonly string[],
): Promise<Result<z.output<T>, Failure>> {
  const json = await readJson(request, { maxBytes: officeMaxBytes });
  if (json.ok) return checkContract(schema, json.value);
  return fits && json.failure.kind === "media-type" ? fail({ ...json.failure, fits }) : json;
}
