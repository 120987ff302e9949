import { howSatisfied } from "./how-satisfied.ts";
import { howWeKnow } from "./how-we-know.ts";
import type { AnyQuestion, Question } from "./question.ts";

/** The questions that the board answers to everybody, in their order; the office's own are in `office-questions.ts`. */
export const allQuestions: readonly AnyQuestion[] = [howSatisfied, howWeKnow];

/** The order of all questions. */
export const questionOrder: readonly Question<unknown>["id"][] = [
  ...(["satisfied", "better", "where", "why"] as const),
  ...(["whom", "when", "answers", "know"] as const),
];
