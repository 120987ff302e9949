import * as z from "zod/mini";
import type { ContractFailure } from "../problems/failure.ts";
import { fail, ok, type Result, type PointedError } from "../../shared/result.ts";

/**
 * Checks a value against its schema.
 * Failures: `unknown-field` if the only faults are names that the schema doesn't have, else `invalid`. Both point at each wrong
 * place, 20 at most.
 */
export function checkContract<T extends z.ZodMiniType>(
  schema: T,
  value: unknown,
): Result<z.output<T>, ContractFailure> {
  // The input is needed to tell a field that is missing from one of the wrong type.
  const checked = z.safeParse(schema, value, { error: wordsOf, reportInput: true });
  if (checked.success) return ok(checked.data);
  const issues = withoutWrongLengths(checked.error.issues);
  const onlyUnknown = issues.every((issue) => issue.code === "unrecognized_keys");
  return fail({ kind: onlyUnknown ? "unknown-field" : "invalid", errors: issues.flatMap(pointedErrors).slice(0, 20) });
}

/** Without the lengths of what has the wrong type: the validator also measures a text in place of a list. */
function withoutWrongLengths(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const placeOf = ({ path }: z.core.$ZodIssue): string => pointer(path.map(String));
  const wrongTypes = new Set(issues.filter(({ code }) => code === "invalid_type").map(placeOf));
  return issues.filter(
    (issue) => (issue.code !== "too_big" && issue.code !== "too_small") || !wrongTypes.has(placeOf(issue)),
  );
}

function pointedErrors(issue: z.core.$ZodIssue): PointedError[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ pointer: pointer([...path, key]), detail: "is not a known field" }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) return unionErrors(issue);
  return [{ pointer: pointer(path), detail: detailOf(issue) }];
}

/** Returns the errors of the only option whose type fits. If no type fits, names the types of all options. */
function unionErrors(issue: z.core.$ZodIssueInvalidUnion): PointedError[] {
  const fitting = issue.errors.filter((option) => !option.some(isWrongType));
  const [only, other] = fitting;
  if (only !== undefined && other === undefined) {
    return only.flatMap((inner) => pointedErrors({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  const types = issue.errors.flat().map(({ message }) => message.replace(/^must be /, ""));
  const detail = fitting.length > 0 ? issue.message : mustBe([...new Set(types)].join(" or "));
  return [{ pointer: pointer(issue.path.map(String)), detail: issue.input === undefined ? "is missing" : detail }];
}

function isWrongType({ code, path }: z.core.$ZodIssue): boolean {
  return code === "invalid_type" && path.length === 0;
}

/** A schema's own words say what a value must be; that doesn't tell why an absent one is wrong. */
function detailOf(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value")) {
    return "is missing";
  }
  return issue.code === "invalid_key" ? (issue.issues[0]?.message ?? issue.message) : issue.message;
}

/** JSON Pointer (RFC 6901) of a path. A caller chooses the names, so long ones are cut. */
function pointer(path: readonly string[]): string {
  return path
    .map((part) => `/${part.slice(0, 100).replaceAll("~", "~0").replaceAll("/", "~1").toWellFormed()}`)
    .join("");
}

/** Returns what is wrong at a place, as a phrase that follows its pointer, for schemas that have no words of their own. */
function wordsOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return mustBe(typeWords(issue));
    case "invalid_value":
      return mustBe(choiceOf(issue.values));
    case "invalid_union":
      return unionWords(issue);
    case "too_small":
      return sizeWords(issue.inclusive === false ? "more than" : "at least", issue.minimum, issue);
    case "too_big":
      return sizeWords(issue.inclusive === false ? "less than" : "at most", issue.maximum, issue);
    default:
      return "is not in the form that is expected here";
  }
}

const mustBe = (what: string): string => `must be ${what}`;

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

function typeWords({ expected, inst }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  // The validator says "number" of "5" where it wants an integer, and "int" only of 5.5.
  const wantsInteger = inst !== undefined && "format" in inst._zod.def && inst._zod.def.format === "safeint";
  return typeNames[wantsInteger ? "int" : expected] ?? expected;
}

function choiceOf(values: readonly unknown[]): string {
  const named = values.filter((value) => value !== undefined);
  return named.length === 1 ? String(named[0]) : `one of: ${named.join(", ")}`;
}

function unionWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  const { discriminator, options } = issue;
  if (discriminator === undefined || !Array.isArray(options)) return "has none of the forms that are accepted here";
  return Object.hasOwn(Object(issue.input), discriminator) ? mustBe(choiceOf(options)) : "is missing";
}

const countedNames: Readonly<Record<string, string>> = { string: "character", array: "item" };

function sizeWords(
  bound: string,
  size: number | bigint,
  { origin, exact }: { readonly origin: string; readonly exact?: boolean | undefined },
): string {
  const counted = countedNames[origin];
  if (counted === undefined) return mustBe(`${bound} ${size}`);
  return `must have ${exact === true ? "exactly" : bound} ${size} ${counted}${size === 1 ? "" : "s"}`;
}
