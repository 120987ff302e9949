import * as z from "zod/mini";
import { agencyCode, calendarDay, nameUpTo, textUpTo, unitCode } from "../codes.ts";
import { type Scope, scopes } from "./key.ts";

/** What a member of an agency is. */
export const roles = ["administrator", "reform-office", "unit-editor", "moderator", "inspector", "reader"] as const;

/** See {@link roles}. */
export const role = z.enum(roles);

/** See {@link roles}. */
export type Role = z.infer<typeof role>;

/** What each role may do, on the subtree of the member's unit. */
export const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  administrator: scopes,
  "reform-office": [
    ...(["config:write", "indices:read", "tallies:write", "feedback:read", "comments:read", "comments:write"] as const),
    ...(["devices:write", "set-asides:write", "audit:read"] as const),
  ],
  "unit-editor": [
    ...(["config:write", "indices:read", "tallies:write", "comments:read", "comments:write", "devices:write"] as const),
  ],
  moderator: ["comments:read", "comments:write"],
  inspector: ["indices:read", "feedback:read", "comments:read", "audit:read"],
  reader: ["indices:read"],
};

/** Body of `POST …/members`: somebody who is invited. Without `unit` the role is on the whole agency. */
export const newMember = z.strictObject({ name: nameUpTo(200), role, unit: z.optional(unitCode) });

/** Body of `PATCH …/members/{id}`; what is absent stays. */
export const memberChange = z.strictObject({
  name: z.optional(nameUpTo(200)),
  role: z.optional(role),
  unit: z.optional(unitCode),
});

/** See {@link memberChange}. */
export type MemberChange = z.infer<typeof memberChange>;

const memberFields = {
  id: z.string(),
  name: z.string(),
  role,
  unit: z.string(),
  /** `invited` until the first invitation is taken; `lapsed` if that ended unused. */
  state: z.enum(["invited", "lapsed", "joined"]),
  /** How the member signs in; null before the invitation is taken. */
  signs_in_by: z.nullable(z.enum(["openid", "key"])),
  invited_at: z.iso.datetime(),
  joined_at: z.nullable(z.iso.datetime()),
  /** The agency's day on which the member was last signed in; null if never. */
  last_seen_on: z.nullable(calendarDay),
};

/** A member as `GET …/members` lists it. */
export const member = z.strictObject(memberFields);

/** See {@link member}. */
export type Member = z.infer<typeof member>;

/** Days for which an invitation's code works. */
export const invitationDays = 7;

/**
 * Answer of `POST …/members` and `POST …/members/{id}/invitation`. The code is shown only here; it works once. A page makes
 * a link of it that holds it in the fragment, which browsers send to no server: `/office/#invitation={code}&agency={agency}`.
 */
export const invitedMember = z.strictObject({ ...memberFields, invitation: z.string(), lapses_at: z.iso.datetime() });

/** See {@link invitedMember}. */
export type InvitedMember = z.infer<typeof invitedMember>;

/** Body of `POST /v1/invitations`. A code of any other form is unknown. */
export const takenInvitation = z.strictObject({ agency: agencyCode, code: textUpTo(200) });
