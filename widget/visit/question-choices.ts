import type { Answer, Question, RatingQuestion } from "../../shared/contract/form.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { inLanguage, type Language, type MessageKey, type Say } from "../messages/messages.ts";

/** One thing to choose. */
export type Choice = {
  readonly id: string;
  readonly word: string;
  readonly label?: string;
  readonly isChosen: boolean;
};

// Words of each scale's levels, best first. Four levels are the five without their middle.
const five: readonly MessageKey[] = ["s5.5", "s5.4", "s5.3", "s5.2", "s5.1"];
const words: Readonly<Record<number, readonly MessageKey[]>> = {
  3: ["s5.5", "s5.4", "s3.1"],
  4: five.filter((key) => key !== "s5.3"),
  5: five,
};

/** The language of the page, and its words. */
export type Speech = { readonly say: Say; readonly language: Language };

/** The questions that are asked after the face. Types that only a newer release knows are left out. */
export function askedQuestions({
  questions,
  typed_questions = [],
}: Pick<TouchpointConfig["form"], "questions" | "typed_questions">): Question[] {
  return [
    ...questions.filter(({ id }) => id !== overallQuestion),
    ...typed_questions.filter(({ type }) => type === "choice"),
  ];
}

/** What a question offers: a rating's levels, best first (an 11-level one as the numbers 10 to 0), or a choice's options. */
export function questionChoices(question: Question, given: Answer | undefined, { say, language }: Speech): Choice[] {
  if (question.type === "choice") {
    return namedChoices(question.options, language, [given]);
  }
  // A new type does not compile before it is drawn above.
  const { scale }: RatingQuestion = question;
  return Array.from({ length: scale }, (_, index) => {
    const level = scale - index;
    const key = words[scale]?.[index];
    const word = key ? say(key) : String(level - 1);
    const label = key ? say("x.opt", { word, i: level, n: scale }) : say("s11", { n: word });
    return { id: String(level), word, label, isChosen: level === given };
  });
}

/** Things to choose that have an id and a text, such as options or reasons. */
export function namedChoices(
  all: readonly { readonly id: string; readonly text: LocalizedText }[],
  language: Language,
  chosen: readonly unknown[],
): Choice[] {
  return all.map(({ id, text }) => ({ id, word: inLanguage(text, language), isChosen: chosen.includes(id) }));
}

/** The answer that a thing to choose gives: a level has its number as id, and no option's id begins with a digit. */
export function answerOf(id: string): Answer {
  return Number(id) || id;
}
