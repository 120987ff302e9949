import * as z from "zod/mini";
import { nameUpTo, shownTextUpTo, slug, unitCode } from "../codes.ts";
import { commentMaxCodePoints } from "./feedback.ts";

/** Most templates of one unit. */
export const mostTemplates = 50;

/**
 * A beginning that a unit's answers to comments may start from. `unit`: who may use it, with the units below; the agency's
 * code: everybody. In `words` a place in square brackets, such as `[việc đã làm]`, must be filled in before an answer is sent.
 */
export const answerTemplate = z.strictObject({
  id: slug,
  unit: unitCode,
  title: nameUpTo(100),
  words: shownTextUpTo(commentMaxCodePoints),
});

/** See {@link answerTemplate}. */
export type AnswerTemplate = z.infer<typeof answerTemplate>;

/** Body of `PUT …/answer-templates`: upserts by id. A template whose `words` are null is removed. */
export const putAnswerTemplates = z.strictObject({
  templates: z
    .array(z.extend(answerTemplate, { words: z.nullable(answerTemplate.shape.words) }))
    .check(z.minLength(1), z.maxLength(mostTemplates)),
});

/** See {@link putAnswerTemplates}. */
export type PutAnswerTemplates = z.infer<typeof putAnswerTemplates>;
