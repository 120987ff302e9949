import { howSatisfied } from "./how-satisfied.ts";
import { howWeKnow } from "./how-we-know.ts";
import { isItBetter } from "./is-it-better.ts";
import type { AnyQuestion } from "./question.ts";
import { where } from "./where.ts";

/** The questions that the board answers, in their order. */
export const allQuestions: readonly AnyQuestion[] = [howSatisfied, isItBetter, where, howWeKnow];
