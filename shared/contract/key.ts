import * as z from "zod/mini";
import { calendarDay, nameUpTo, unitCode } from "../codes.ts";

/** What a key may do. */
export const scopes = [
  "config:write",
  "indices:read",
  "tallies:write",
  "feedback:read",
  "comments:read",
  "comments:write",
  "devices:write",
  "set-asides:write",
  "sealed:read",
  "sealed:write",
  "keys:write",
  "members:write",
  "audit:read",
] as const;

/** See {@link scopes}. */
export const scope = z.enum(scopes);

/** See {@link scopes}. */
export type Scope = z.infer<typeof scope>;

/** The last day of a key that is being made. */
const lastDay = z
  .optional(z.nullable(calendarDay))
  .check(
    z.describe(
      "The agency's last day on which the key works, at most five years ahead; `null` for a key without an end.",
    ),
  );

/**
 * Body of `POST …/keys`. `unit` is the root of the subtree that the key reaches. Without it the key reaches the whole
 * agency. Without `expires_on` the key ends after a year.
 */
export const newKey = z.strictObject({
  name: nameUpTo(200),
  scopes: z.array(scope).check(z.minLength(1), z.maxLength(scopes.length)),
  unit: z.optional(unitCode),
  expires_on: lastDay,
});

/** See {@link newKey}. */
export type NewKey = z.infer<typeof newKey>;

/** Most days for which a key and its successor both work. */
export const longestOverlap = 30;

/**
 * Body of `POST …/keys/{id}/rotate`. The old key works for `overlap_days` more, 7 if nothing is said. Without `expires_on`
 * the new key ends after a year, or has no end if the old one has none.
 */
export const keyRotation = z.strictObject({
  overlap_days: z.optional(z.int().check(z.minimum(0), z.maximum(longestOverlap))),
  expires_on: lastDay,
});

/** See {@link keyRotation}. */
export type KeyRotation = z.infer<typeof keyRotation>;

const keyFields = {
  id: z.string(),
  name: z.string(),
  scopes: z.array(scope),
  unit: z.string(),
  created_at: z.string(),
  /** The agency's last day on which the key works; null if it has no end. */
  expires_on: z.nullable(calendarDay),
  /** Whether it ends within 30 days, or has ended. */
  expires_soon: z.boolean(),
  /** The agency's day on which it was last used; null if it never was, or not since days are kept. */
  last_used_on: z.nullable(calendarDay),
  /** Id of the key that it was rotated to. */
  replaced_by: z.nullable(z.string()),
};

/** A key as `GET …/keys` lists it, without its secret. */
export const keyInfo = z.strictObject(keyFields);

/** See {@link keyInfo}. */
export type KeyInfo = z.infer<typeof keyInfo>;

/** Answer of `POST …/keys` and `POST …/keys/{id}/rotate`. The secret is shown only here. */
export const createdKey = z.strictObject({ ...keyFields, key: z.string() });

/** See {@link createdKey}. */
export type CreatedKey = z.infer<typeof createdKey>;
