import { fail } from "../../shared/result.ts";
import type { AnyQuestion } from "../figures/question.ts";
import { doWeAnswer } from "../office-questions/do-we-answer.ts";
import type { officeQuestions } from "../office-questions/office-questions.ts";
import { publicQuestions } from "../questions/public-questions.ts";

const { howSatisfied, isItBetter, where, forWhom, howWeKnow } = publicQuestions;

/** The questions that the board answers, in their order. */
export const allQuestions: readonly AnyQuestion[] = [
  howSatisfied,
  isItBetter,
  where,
  forTheOffice("why", { id: "why", title: "q.why" }),
  forWhom,
  forTheOffice("when", { id: "when", title: "q.when" }),
  forTheOffice("whichAreSilent", { id: "silent", title: "q.silent" }),
  doWeAnswer,
  howWeKnow,
];

/** A question for the office alone, whose code comes when it is first asked. If it can't come, the server can't be reached. */
function forTheOffice(name: keyof typeof officeQuestions, head: Pick<AnyQuestion, "id" | "title">): AnyQuestion {
  let asked: AnyQuestion | null = null;
  return {
    ...head,
    isAsked: ({ isOffice }) => isOffice,
    async load(view) {
      const brought = await import("../office-questions/office-questions.ts").catch(() => null);
      asked = brought?.officeQuestions[name] ?? asked;
      return asked?.load(view) ?? fail("unreachable");
    },
    template(loaded, view) {
      if (!asked) throw new Error("a question is drawn after it was loaded");
      return asked.template(loaded, view);
    },
  };
}
