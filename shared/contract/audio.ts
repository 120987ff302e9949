import * as z from "zod/mini";
import { shownTextUpTo } from "../codes.ts";

/** Media types that a recording may have. */
export const audioTypes = ["audio/mpeg", "audio/ogg", "audio/webm", "audio/mp4", "audio/wav"] as const;

/** Largest recording in bytes: about 33 seconds of speech at 48 kbit/s. */
export const mostAudioBytes = 200_000;

/** See {@link audioTypes}. */
export type AudioType = (typeof audioTypes)[number];

/** Id of a recording: the SHA-256 of its bytes in hex, as `sha256sum` prints it. */
export const audioId = z.string().check(z.regex(/^[0-9a-f]{64}$/, "must be 64 digits from 0 to f"));

/** A recording as the agency keeps it. `is_used`: the newest version of some form names it. */
export const audioFile = z.strictObject({
  id: audioId,
  type: z.enum(audioTypes),
  bytes: z.int(),
  is_used: z.boolean(),
});

/** See {@link audioFile}. */
export type AudioFile = z.infer<typeof audioFile>;

/**
 * The recording of a text that a kiosk shows: a text of the form, or one of the kiosk's own. It is played for exactly this text, so
 * that nobody hears other words than are shown.
 */
export const recordedText = z.strictObject({ language: z.enum(["vi", "en"]), text: shownTextUpTo(2000), id: audioId });
