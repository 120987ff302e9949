import * as z from "zod/mini";
import { agencyCode, nameUpTo, textUpTo } from "../codes.ts";

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
});

/** See {@link newAgency}. */
export type NewAgency = z.infer<typeof newAgency>;

/** Answer of `POST /v1/agencies`. */
export const agency = z.strictObject({ code: agencyCode, name: z.string(), time_zone: z.string() });
