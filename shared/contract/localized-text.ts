import * as z from "zod/mini";
import { shownTextUpTo } from "../codes.ts";

/** A text in Vietnamese, and perhaps in English. A missing English text falls back to Vietnamese. */
export const localizedText = z.strictObject({ vi: shownTextUpTo(2000), en: z.optional(shownTextUpTo(2000)) });

/** See {@link localizedText}. */
export type LocalizedText = z.infer<typeof localizedText>;
