import type { AnyQuestion } from "../figures/question.ts";
import { when } from "./when.ts";
import { whichAreSilent } from "./which-are-silent.ts";
import { why } from "./why.ts";

/** What the office alone may ask. Loaded when it does, since most readers never need it. */
export const officeQuestions: Readonly<Record<"why" | "when" | "whichAreSilent", AnyQuestion>> = {
  why,
  when,
  whichAreSilent,
};
