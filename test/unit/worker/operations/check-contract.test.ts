import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { calendarDay, slug } from "../../../../shared/codes.ts";
import { channel } from "../../../../shared/contract/form.ts";
import { checkContract } from "../../../../worker/operations/check-contract.ts";

const atMost100 = z.array(z.boolean()).check(z.minLength(1), z.maxLength(100));
const level = z.int().check(z.minimum(1), z.maximum(5));
const share = z.number().check(z.gt(0), z.lt(1));
const pair = z.tuple([z.int(), z.int()]);
const byType = z.discriminatedUnion("type", [
  z.strictObject({ type: z.optional(z.literal("rating")), scale: z.optional(level) }),
  z.strictObject({ type: z.literal("choice") }),
]);
const byName = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("a") }),
  z.strictObject({ type: z.literal("b") }),
]);
const objectOrName = z.union([z.strictObject({ a: level }), slug]);
const levelOrName = z.union([level, slug]);
const either = z.union([z.strictObject({ a: z.int() }), z.strictObject({ b: z.int() })]);

/** A value of the field `x`, its schema, and what is said of it. */
const rows: readonly (readonly [
  what: string,
  schema: z.ZodMiniType,
  value: unknown,
  pointer: string,
  detail: string,
])[] = [
  ["a field that is missing", z.string(), undefined, "/x", "is missing"],
  ["a missing field with words of its own", calendarDay, undefined, "/x", "is missing"],
  ["a missing choice", channel, undefined, "/x", "is missing"],
  ["a missing object", z.strictObject({}), undefined, "/x", "is missing"],
  ["a number in place of text", z.string(), 5, "/x", "must be text"],
  ["null in place of text", z.string(), null, "/x", "must be text"],
  ["text in place of a number", z.number(), "5", "/x", "must be a number"],
  ["a number past all bounds", z.number(), Number.POSITIVE_INFINITY, "/x", "must be a number"],
  ["text in place of a whole number", level, "5", "/x", "must be a whole number"],
  ["a fraction in place of a whole number", level, 1.5, "/x", "must be a whole number"],
  ["a whole number past 2^53", z.int(), 2 ** 60, "/x", "must be at most 9007199254740991"],
  ["text in place of a yes or no", z.boolean(), "true", "/x", "must be true or false"],
  ["an object in place of a list", atMost100, { 0: true }, "/x", "must be a list"],
  ["a long text in place of a list", atMost100, "x".repeat(101), "/x", "must be a list"],
  ["an empty text in place of a list", atMost100, "", "/x", "must be a list"],
  ["an object in place of a pair", pair, {}, "/x", "must be a list"],
  ["a list in place of an object", z.strictObject({}), [], "/x", "must be an object"],
  ["a list in place of answers by name", z.record(slug, level), [], "/x", "must be an object"],
  ["something in place of null", z.null(), 1, "/x", "must be null"],
  ["a number that is too small", level, 0, "/x", "must be at least 1"],
  ["a number that is too big", level, 6, "/x", "must be at most 5"],
  ["a number on the lower bound, which is left out", share, 0, "/x", "must be more than 0"],
  ["a number on the upper bound, which is left out", share, 1, "/x", "must be less than 1"],
  ["an empty list", atMost100, [], "/x", "must have at least 1 item"],
  ["a list that is too long", atMost100, new Array(101).fill(true), "/x", "must have at most 100 items"],
  ["a list of another length", z.array(level).check(z.length(9)), [1], "/x", "must have exactly 9 items"],
  ["a pair of one", pair, [1], "/x", "must have at least 2 items"],
  ["a pair of three", pair, [1, 2, 3], "/x", "must have at most 2 items"],
  ["an empty text", z.string().check(z.minLength(1)), "", "/x", "must have at least 1 character"],
  ["a text that is too long", z.string().check(z.maxLength(2)), "abc", "/x", "must have at most 2 characters"],
  ["a value that is none of those named", channel, "fax", "/x", "must be one of: portal, kiosk, counter, qr"],
  ["a number that is none of those named", z.literal([3, 5, 11]), 4, "/x", "must be one of: 3, 5, 11"],
  ["another value than the only one", z.literal(true), false, "/x", "must be true"],
  ["a text of another form", z.string().check(z.regex(/^a$/)), "b", "/x", "is not in the form that is expected here"],
  ["a text whose schema has its own words", calendarDay, "24/11", "/x", "must be a calendar day such as 2026-11-24"],
  ["a field that is not known", z.strictObject({}), { y: 1 }, "/x/y", "is not a known field"],
  [
    "a name that is not well formed",
    z.record(slug, level),
    { A: 1 },
    "/x/A",
    "must be lower-case letters, digits and hyphens, starting with a letter",
  ],
  ["a type that is missing", byName, {}, "/x/type", "is missing"],
  ["a type that is not known", byType, { type: "essay" }, "/x/type", "must be one of: rating, choice"],
  ["a field of a type that is known", byType, { scale: 6 }, "/x/scale", "must be at most 5"],
  ["a missing value of one of two types", levelOrName, undefined, "/x", "is missing"],
  ["a value of neither type", levelOrName, true, "/x", "must be a whole number or text"],
  ["a value of one of two types that is too big", levelOrName, 6, "/x", "must be at most 5"],
  ["a field of the only option whose type fits", objectOrName, { a: 6 }, "/x/a", "must be at most 5"],
  ["an object of neither form", either, { c: 1 }, "/x", "has none of the forms that are accepted here"],
  ["an item of a list", atMost100, [true, 1], "/x/1", "must be true or false"],
];

describe("what is said of a body that breaks the contract", () => {
  test.each(rows)("names %s", (_, schema, value, pointer, detail) => {
    const checked = checkContract(z.strictObject({ x: schema }), value === undefined ? {} : { x: value });
    expect(!checked.ok && checked.failure.errors).toEqual([{ pointer, detail }]);
  });

  test("points at the body itself where it is wrong as a whole", () => {
    const checked = checkContract(z.strictObject({}), null);
    expect(!checked.ok && checked.failure).toEqual({
      kind: "invalid",
      errors: [{ pointer: "", detail: "must be an object" }],
    });
  });

  test("is another kind of problem where nothing but unknown fields is wrong", () => {
    const kindOf = (value: unknown): unknown => {
      const checked = checkContract(z.strictObject({ x: level }), value);
      return checked.ok ? null : checked.failure.kind;
    };
    expect([kindOf({ x: 1, y: 1 }), kindOf({ x: 0, y: 1 }), kindOf({ x: 1 })]).toEqual([
      "unknown-field",
      "invalid",
      null,
    ]);
  });
});
