import * as z from "zod/mini";
import { nameUpTo, unitCode } from "../codes.ts";

/** What a key may do. */
export const scopes = [
  "config:write",
  "indices:read",
  "tallies:write",
  "feedback:read",
  "comments:read",
  "comments:write",
  "devices:write",
  "sealed:read",
  "keys:write",
  "audit:read",
] as const;

/** See {@link scopes}. */
export const scope = z.enum(scopes);

/** See {@link scopes}. */
export type Scope = z.infer<typeof scope>;

/**
 * Body of `POST …/keys`. `unit` is the root of the subtree that the key reaches. Without it the key reaches the whole
 * agency.
 */
export const newKey = z.strictObject({
  name: nameUpTo(200),
  scopes: z.array(scope).check(z.minLength(1), z.maxLength(scopes.length)),
  unit: z.optional(unitCode),
});

/** See {@link newKey}. */
export type NewKey = z.infer<typeof newKey>;

const keyFields = {
  id: z.string(),
  name: z.string(),
  scopes: z.array(scope),
  unit: z.string(),
  created_at: z.string(),
};

/** A key as `GET …/keys` lists it, without its secret. */
export const keyInfo = z.strictObject(keyFields);

/** See {@link keyInfo}. */
export type KeyInfo = z.infer<typeof keyInfo>;

/** Answer of `POST …/keys`. The secret is shown only here. */
export const createdKey = z.strictObject({ ...keyFields, key: z.string() });

/** See {@link createdKey}. */
export type CreatedKey = z.infer<typeof createdKey>;
