import * as z from "zod/mini";
import { agencyCode, calendarDay, nameUpTo, textUpTo, unitCode } from "../codes.ts";
import { localizedText } from "./localized-text.ts";

const httpAddress = z.string().check(z.regex(/^https?:\/\/\S{1,500}$/, "must be an http or https address"));

/** Where people turn who want a legal decision. Shown next to the comment field. */
export const officialChannel = z.strictObject({ name: nameUpTo(200), url: httpAddress });

/** Minimum group size for publication, unless the agency sets another. */
export const usualThreshold = 10;

/** Body of `POST /v1/agencies`. The element shows the channel and the notice if they are given. */
export const newAgency = z.strictObject({
  code: agencyCode,
  name: nameUpTo(200),
  time_zone: z._default(textUpTo(64), "Asia/Ho_Chi_Minh"),
  official_channel: z.optional(officialChannel),
  privacy_url: z.optional(httpAddress),
  /** Months that a ticket can still be opened after its comment was closed; 24 by default. */
  ticket_months: z.optional(z.int().check(z.minimum(1), z.maximum(600))),
  publication_threshold: z.optional(z.int().check(z.minimum(5), z.maximum(1000))),
  /** Whether all its figures are simulated, to try the product with. It stays so. */
  sample: z.optional(z.boolean()),
});

/** See {@link newAgency}. */
export type NewAgency = z.infer<typeof newAgency>;

/** Answer of `POST /v1/agencies`. */
export const agency = z.strictObject({ code: agencyCode, name: z.string(), time_zone: z.string() });

const something = z.refine<object>((given) => Object.keys(given).length > 0, "must have at least one field");
const phone = nameUpTo(100);
const email = z.string().check(z.regex(/^[^\s@]{1,64}@[^\s@]{1,190}$/, "must be an e-mail address"));

/** How people reach the agency: at least one of both. */
export const agencyContact = z.strictObject({ phone: z.optional(phone), email: z.optional(email) }).check(something);

/** Who answers questions about personal data, such as a department: at least one field. */
export const privacyContact = z
  .strictObject({ name: z.optional(nameUpTo(200)), phone: z.optional(phone), email: z.optional(email) })
  .check(something);

/** A value that the agency wants to reach by a method, from a day on until the next target's. `source` names the decision. */
export const target = z.strictObject({
  method: textUpTo(64),
  value: z.number(),
  from: calendarDay,
  source: nameUpTo(200),
});

/** See {@link target}. */
export type Target = z.infer<typeof target>;

/** Something that happened in a unit and may explain its figures, such as a campaign. Marked on the board's trend. */
export const milestone = z.strictObject({ on: calendarDay, unit: unitCode, text: localizedText });

/** Under which the agency's open data may be used. */
export const licence = z.strictObject({ name: nameUpTo(100), url: httpAddress });

/** See {@link licence}. */
export type Licence = z.infer<typeof licence>;

const mostChannels = 10;
const mostTargets = 50;
const mostMilestones = 500;

/** Body of `PUT /v1/agencies/{agency}`. What is left out stays as it is; `null` or an empty list takes a fact away. */
export const putAgency = z.strictObject({
  /** From today on; earlier figures keep the name of their time. */
  name: z.optional(nameUpTo(200)),
  address: z.optional(z.nullable(nameUpTo(500))),
  contact: z.optional(z.nullable(agencyContact)),
  privacy_contact: z.optional(z.nullable(privacyContact)),
  /** The element shows the first one beside the comment field. */
  official_channels: z.optional(z.array(officialChannel).check(z.maxLength(mostChannels))),
  /** The agency's own privacy notice; without it the server's page `/privacy/{agency}`. */
  privacy_url: z.optional(z.nullable(httpAddress)),
  targets: z.optional(z.array(target).check(z.maxLength(mostTargets))),
  milestones: z.optional(z.array(milestone).check(z.maxLength(mostMilestones))),
  licence: z.optional(z.nullable(licence)),
});

/** See {@link putAgency}. */
export type PutAgency = z.infer<typeof putAgency>;

/** What everybody may know of an agency; null or empty where it has set nothing. */
export const publicAgency = z.strictObject({
  ...{ code: agencyCode, name: z.string(), time_zone: z.string() },
  address: z.nullable(z.string()),
  contact: z.nullable(agencyContact),
  privacy_contact: z.nullable(privacyContact),
  official_channels: z.array(officialChannel),
  privacy_url: z.nullable(z.string()),
  /** Minimum group size: the fewest people whose figures the public, and keys of a unit, see. */
  publication_threshold: z.int(),
  targets: z.array(target),
  milestones: z.array(milestone),
  licence: z.nullable(licence),
  /** Whether all its figures are simulated. */
  sample: z.boolean(),
});

/** See {@link publicAgency}. */
export type PublicAgency = z.infer<typeof publicAgency>;

/** Facts that came after agencies were first made; each is absent where it was never set. */
export type LaterFacts = {
  readonly [Fact in
    | "address"
    | "contact"
    | "privacy_contact"
    | "official_channels"
    | "targets"
    | "milestones"
    | "licence"
    | "sample"]?: PublicAgency[Fact] | undefined;
};

/** Answer of `POST /v1/agencies/{agency}/sample`: first and last simulated day, and how many ratings people gave. */
export const sampleProvince = z.strictObject({ from: calendarDay, to: calendarDay, ratings: z.int() });

/** See {@link sampleProvince}. */
export type SampleProvince = z.infer<typeof sampleProvince>;
