import { en } from "zod/locales";
import * as z from "zod/mini";
import type { ContractFailure } from "../problems/failure.ts";
import { fail, ok, type Result, type PointedError } from "../../shared/result.ts";

z.config(en());

/**
 * Checks a value against its schema.
 * Failures: `unknown-field` where nothing but names that we don't know is wrong, else `invalid`; each wrong place is pointed at.
 */
export function checkContract<T extends z.ZodMiniType>(
  schema: T,
  value: unknown,
): Result<z.output<T>, ContractFailure> {
  const checked = z.safeParse(schema, value);
  if (checked.success) return ok(checked.data);
  const issues = checked.error.issues;
  const onlyUnknown = issues.every((issue) => issue.code === "unrecognized_keys");
  return fail({ kind: onlyUnknown ? "unknown-field" : "invalid", errors: issues.flatMap(pointedErrors).slice(0, 20) });
}

function pointedErrors(issue: z.core.$ZodIssue): PointedError[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ pointer: pointer([...path, key]), detail: "is not a known field" }));
  }
  if (issue.code === "invalid_key")
    return [{ pointer: pointer(path), detail: issue.issues[0]?.message ?? issue.message }];
  return [{ pointer: pointer(path), detail: issue.message }];
}

/** JSON Pointer (RFC 6901) of a path; long names are cut, since a caller chooses them. */
function pointer(path: readonly string[]): string {
  return path
    .map((part) => `/${part.slice(0, 100).replaceAll("~", "~0").replaceAll("/", "~1").toWellFormed()}`)
    .join("");
}
