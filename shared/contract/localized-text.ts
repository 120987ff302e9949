import * as z from "zod/mini";
import { textUpTo } from "../codes.ts";

/** A text in Vietnamese, and perhaps in English. A missing English text falls back to Vietnamese. */
export const localizedText = z.strictObject({ vi: textUpTo(2000), en: z.optional(textUpTo(2000)) });

/** See {@link localizedText}. */
export type LocalizedText = z.infer<typeof localizedText>;
