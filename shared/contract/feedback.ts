import * as z from "zod/mini";
import { instant, isCleanText, serviceId, slug, textUpTo, ticketCode, touchpointId, uuidV7 } from "../codes.ts";
import { answer } from "./form.ts";

/** Longest comment, in code points after NFC. */
export const commentMaxCodePoints = 4000;
/** Longest comment, in bytes of UTF-8. */
export const commentMaxBytes = 12_000;
/** Most items in one batch. */
export const batchMaxItems = 100;
/** Largest body of `POST /v1/feedback`, in bytes. */
export const batchMaxBytes = 256 * 1024;
/** Longest time from the first tap to a revision, by the person's clock. */
export const reviseWithinMs = 15 * 60 * 1000;
/** A comment may follow a rating at a kiosk for this long, in milliseconds. */
export const followWithinMs = 7 * 24 * 60 * 60 * 1000;

/** Returns the bytes of a text in UTF-8. `TextEncoder` is not part of the language. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function fitsComment(text: string): boolean {
  if (text.length <= commentMaxBytes / 4 && text.length <= commentMaxCodePoints / 3) return true;
  const normal = text.normalize("NFC");
  return [...normal].length <= commentMaxCodePoints && utf8Bytes(normal) <= commentMaxBytes;
}

const comment = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(4 * commentMaxCodePoints),
    z.refine<string>(isCleanText, "must be whole Unicode text without control characters"),
    z.refine(fitsComment, "must be at most 4,000 code points after NFC and 12,000 bytes"),
  );

/** Signs that the browser itself noticed; each becomes a flag and takes nothing out of any index (methods §6). */
export const itemSigns = ["drumming", "clock"] as const;

/** Answers to "Did anyone ask you to give this rating?". */
export const pressureAnswers = ["no", "office", "other", "unsaid"] as const;

/** One revision of one person's submission: always the whole snapshot. */
export const feedbackItem = z.strictObject({
  id: uuidV7,
  revision: z.int().check(z.minimum(1), z.maximum(1000)),
  amend_key: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/, "must be 22 url-safe characters")),
  touchpoint: touchpointId,
  answered_at: instant,
  revised_at: z.optional(instant),
  age_ms: z.optional(z.int().check(z.minimum(0))),
  level: z.nullable(z.int().check(z.minimum(1), z.maximum(5))),
  answers: z.optional(z.record(slug, answer)),
  reasons: z.optional(z.array(slug).check(z.maxLength(50))),
  comment: z.optional(comment),
  ticket: z.optional(ticketCode),
  form_version: z.optional(z.int().check(z.minimum(1))),
  dossier: z.optional(textUpTo(64)),
  service: z.optional(serviceId),
  page: z.optional(textUpTo(200)),
  follows: z.optional(uuidV7),
  locale: z.optional(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language tag"))),
  sequence: z.optional(z.int().check(z.minimum(1))),
  /** `clock`: the device's clock was wrong, and the time was placed between its neighbours' by sequence. */
  signs: z.optional(z.array(z.enum(itemSigns)).check(z.maxLength(itemSigns.length))),
  /** A random key that the browser made and keeps, by which the sign `repeat` tells several ratings of one browser. Never stored. */
  browser_key: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_.-]{8,64}$/, "must be 8 to 64 url-safe characters"))),
  /** Given where the person was asked; `unsaid` where they would rather not say. Not for the unit's eyes. */
  pressure: z.optional(z.enum(pressureAnswers)),
  /** A technician's test: it gets a receipt, and is never counted or stored as feedback. */
  test: z.optional(z.literal(true)),
});

/** See {@link feedbackItem}. */
export type FeedbackItem = z.infer<typeof feedbackItem>;

/** Envelope of `POST /v1/feedback`. Items are checked one by one, so a wrong one does not affect the others. */
export const feedbackBatch = z.strictObject({
  sent_at: instant,
  feedback: z.array(z.unknown()).check(z.minLength(1), z.maxLength(batchMaxItems)),
});

/** What a browser sends. */
export type FeedbackBatch = { sent_at: string; feedback: FeedbackItem[] };
