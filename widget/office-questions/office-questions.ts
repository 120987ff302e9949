import type { AnyQuestion } from "../figures/question.ts";
import { when } from "./when.ts";
import { whichAreSilent } from "./which-are-silent.ts";
import { why } from "./why.ts";

/** What the office alone may ask. The board's page loads them with its key. */
export const officeQuestions: readonly AnyQuestion[] = [why, when, whichAreSilent];
