import { howSatisfied } from "./how-satisfied.ts";
import { howWeKnow } from "./how-we-know.ts";
import type { AnyQuestion } from "./question.ts";

/** The questions that the board answers, in their order. */
export const allQuestions: readonly AnyQuestion[] = [howSatisfied, howWeKnow];
