import type { AnyQuestion } from "../figures/question.ts";
import { forWhom } from "./for-whom.ts";
import { howSatisfied } from "./how-satisfied.ts";
import { howWeKnow } from "./how-we-know.ts";
import { isItBetter } from "./is-it-better.ts";
import { where } from "./where.ts";

export { default as questionStyles } from "./units.css?inline";

/** What everybody may ask of an agency's figures. */
export const publicQuestions: readonly AnyQuestion[] = [howSatisfied, isItBetter, where, forWhom, howWeKnow];
