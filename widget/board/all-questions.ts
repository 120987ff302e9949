import type { AnyQuestion } from "../figures/question.ts";
import { doWeAnswer } from "../office-questions/do-we-answer.ts";
import { publicQuestions } from "../questions/public-questions.ts";

/** The questions that the board answers to everybody; the office's own are added with its key. */
export const allQuestions: readonly AnyQuestion[] = [...publicQuestions, doWeAnswer];

/** The order of all questions. */
export const questionOrder: readonly AnyQuestion["id"][] = [
  ...(["satisfied", "better", "where", "why"] as const),
  ...(["whom", "when", "silent", "answers", "know"] as const),
];
