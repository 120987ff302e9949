import * as z from "zod/mini";
import { calendarDay, nameUpTo, serviceId, slug, touchpointId, unitCode } from "../codes.ts";
import { officialChannel } from "./agency.ts";
import { channel, choiceQuestion, ratingQuestion, versionedForm } from "./form.ts";
import { localizedText } from "./localized-text.ts";

/**
 * How often one client, that is one address, may rate at a touchpoint without a device: so many at once, then so many a minute.
 */
export const clientLimit = z.strictObject({
  at_once: z.int().check(z.minimum(1), z.maximum(200)),
  per_minute: z.int().check(z.minimum(1), z.maximum(120)),
});

/** See {@link clientLimit}. */
export type ClientLimit = z.infer<typeof clientLimit>;

const binding = {
  unit: unitCode,
  service: z.optional(z.nullable(serviceId)),
  channel,
  form: z.optional(slug),
  name: nameUpTo(200),
  from: z.optional(calendarDay),
  /** Whether everybody may read approved comments from here; `off` where it is absent. */
  comments: z.optional(z.enum(["off", "published"])),
  /** For a place where many people share one address; the usual limit where it is absent or null. */
  client_limit: z.optional(z.nullable(clientLimit)),
  /** Whether the touchpoint is closed from `from` on, until a later binding without it: answers of those days are refused. */
  closed: z.optional(z.boolean()),
};

/** A place that asks for feedback, bound to a unit, service and form from a day on. Without an id the server makes one. */
export const newTouchpoint = z.strictObject({ id: z.optional(touchpointId), ...binding });

/** See {@link newTouchpoint}. */
export type NewTouchpoint = z.infer<typeof newTouchpoint>;

/** Body of `PUT …/touchpoints`: upsert by id and `from`. */
export const putTouchpoints = z.strictObject({
  touchpoints: z.array(newTouchpoint).check(z.minLength(1), z.maxLength(1000)),
});

/** A touchpoint with its unit, service and form of today. */
export const touchpoint = z.strictObject({
  id: touchpointId,
  unit: unitCode,
  service: z.nullable(serviceId),
  channel,
  form: slug,
  name: z.string(),
  from: calendarDay,
  comments: z.optional(z.literal("published")),
  client_limit: z.optional(clientLimit),
  /** Present where it is closed. */
  closed: z.optional(z.literal(true)),
  /** The day from which it will be closed; absent where none is set, or where it is closed already. */
  closes_on: z.optional(calendarDay),
  /** The day from which a closed one will be open again; absent where none is set. */
  opens_on: z.optional(calendarDay),
  /** Present where a device is or was: ratings must be signed by a device, until the touchpoint is opened. */
  signed_only: z.optional(z.literal(true)),
});

/** See {@link touchpoint}. */
export type Touchpoint = z.infer<typeof touchpoint>;

/** Answer of `GET /v1/touchpoints/{id}`: what the element needs to draw itself. */
export const touchpointConfig = z.strictObject({
  id: touchpointId,
  name: z.string(),
  channel,
  agency: z.strictObject({ code: z.string(), name: z.string() }),
  unit: z.strictObject({ code: z.string(), name: z.string() }),
  service: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
  /**
   * `questions` are the ratings. Questions of other types are in `typed_questions`, since kiosks and elements of the releases
   * before would ask them without answers.
   */
  form: z.extend(versionedForm, {
    questions: z.array(ratingQuestion),
    typed_questions: z.optional(z.array(choiceQuestion)),
  }),
  /** The services in the form's `kiosk.services`, in its order; absent where the form has none. */
  services: z.optional(z.array(z.strictObject({ id: z.string(), name: z.string() }))),
  texts: z.record(z.string(), localizedText),
  theme: z.enum(["auto", "light", "dark"]),
  privacy: z.strictObject({ text: localizedText, url: z.string() }),
  official_channel: z.nullable(officialChannel),
  /** Present where everybody may read approved comments from here. */
  comments: z.optional(z.literal("published")),
  /** Who reads sealed reports, and the page for them; null or absent where the agency takes none. */
  sealed: z.optional(z.nullable(z.strictObject({ recipient: z.string(), url: z.string(), text: localizedText }))),
  /** Present where it is closed: only comments that follow earlier ratings are taken. */
  closed: z.optional(z.literal(true)),
  /** Present where a device is or was: only its ratings are taken, and comments that follow them. */
  signed_only: z.optional(z.literal(true)),
  /** Present where all figures of the agency are simulated. */
  sample: z.optional(z.literal(true)),
});

/** See {@link touchpointConfig}. */
export type TouchpointConfig = z.infer<typeof touchpointConfig>;
