import type { Answer, Question, RatingQuestion } from "../../shared/contract/form.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { overallQuestion } from "../../shared/levels.ts";
import type { Language, Say } from "../messages/pick-messages.ts";
import { inLanguage } from "../messages/pick-messages.ts";
import type { MessageKey } from "../messages/vi.ts";
import type { Choice } from "./choices-template.ts";

// Words of each scale's levels, best first. Four levels are the five without their middle.
const five: readonly MessageKey[] = ["s5.5", "s5.4", "s5.3", "s5.2", "s5.1"];
const words: Readonly<Record<number, readonly MessageKey[]>> = {
  3: ["s5.5", "s5.4", "s3.1"],
  4: five.filter((key) => key !== "s5.3"),
  5: five,
};

/** One thing to choose, and the answer that it gives. */
export type AnswerChoice = Choice & { readonly answer: Answer };

type AskedForm = Pick<TouchpointConfig["form"], "questions" | "typed_questions">;

/** The language of the page, and its words. */
export type Speech = { readonly say: Say; readonly language: Language };

/** The questions that are asked after the face. Types that only a newer release knows are left out. */
export function askedQuestions({ questions, typed_questions = [] }: AskedForm): Question[] {
  return [...questions, ...typed_questions].filter(
    (question) => question.id !== overallQuestion && ("scale" in question || "options" in question),
  );
}

/** What a question offers: a rating's levels, best first (an 11-level one as the numbers 10 to 0), or a choice's options. */
export function questionChoices(
  question: Question,
  given: Answer | undefined,
  { say, language }: Speech,
): AnswerChoice[] {
  if (question.type === "choice") {
    return question.options.map(({ id, text }) => ({
      ...{ id, answer: id, word: inLanguage(text, language), isChosen: id === given },
    }));
  }
  // A server of the release before sends ratings without a type.
  const rating: RatingQuestion = question;
  return levelChoices(rating.scale, given, say);
}

function levelChoices(scale: number, given: Answer | undefined, say: Say): AnswerChoice[] {
  const levels = Array.from({ length: scale }, (_, index) => scale - index);
  return levels.map((answer, index) => {
    const shared = { id: String(answer), answer, isChosen: answer === given };
    if (scale === 11) return { ...shared, word: String(answer - 1), label: say("s11", { n: answer - 1 }) };
    const word = say((words[scale] as readonly MessageKey[])[index] as MessageKey);
    return { ...shared, word, label: say("x.opt", { word, i: answer, n: scale }) };
  });
}
