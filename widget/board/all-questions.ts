import { doWeAnswer } from "./do-we-answer.ts";
import { forWhom } from "./for-whom.ts";
import { howSatisfied } from "./how-satisfied.ts";
import { howWeKnow } from "./how-we-know.ts";
import { isItBetter } from "./is-it-better.ts";
import type { AnyQuestion } from "./question.ts";
import { when } from "./when.ts";
import { where } from "./where.ts";
import { whichAreSilent } from "./which-are-silent.ts";
import { why } from "./why.ts";

/** The questions that the board answers, in their order. */
export const allQuestions: readonly AnyQuestion[] = [
  howSatisfied,
  isItBetter,
  where,
  why,
  forWhom,
  when,
  whichAreSilent,
  doWeAnswer,
  howWeKnow,
];
