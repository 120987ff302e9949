import * as z from "zod/mini";
import { fail, type Result } from "../../shared/result.ts";
import type { ContractFailure } from "../problems/failure.ts";
import { checkContract } from "./check-contract.ts";

/** Of an operation that takes no parameters. */
export const noQuery: z.ZodMiniType = z.strictObject({});

/** Reads the query of an address by its schema. A parameter that stands twice is `invalid`. */
export function readQuery<T extends z.ZodMiniType>(url: URL, schema: T): Result<z.output<T>, ContractFailure> {
  // Most requests have none, and asking the runtime for an empty list takes longer than this look.
  const given = url.search === "" ? [] : [...url.searchParams];
  const twice = given.find(([name], place) => given.findIndex(([other]) => other === name) < place);
  if (twice) {
    return fail({ kind: "invalid", errors: [{ pointer: `/${twice[0].slice(0, 100)}`, detail: "stands twice" }] });
  }
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of given) values[name] = value;
  return checkContract(schema, values);
}
