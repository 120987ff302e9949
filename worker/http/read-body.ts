import type * as z from "zod/mini";
import type { Failure } from "../../shared/contract/failure.ts";
import type { Result } from "../../shared/result.ts";
import { checkContract } from "./check-contract.ts";
import { officeMaxBytes, readJson } from "./read-json.ts";

/** Reads and checks the body of a route of the office. Failures: those of `readJson`, `unknown-field`, `invalid`. */
export async function readBody<T extends z.ZodMiniType>(
  request: Request,
  schema: T,
): Promise<Result<z.output<T>, Failure>> {
  const json = await readJson(request, { maxBytes: officeMaxBytes });
  return json.ok ? checkContract(schema, json.value) : json;
}
