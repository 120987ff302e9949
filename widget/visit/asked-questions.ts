import type { Answer, Channel, KioskSettings, Question, RatingQuestion, Reason } from "../../shared/contract/form.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { inLanguage, type Language } from "../messages/messages.ts";
import type { WordsSay } from "../messages/words-messages.ts";
import type { VisitPlan } from "./visit.ts";

/** Reasons offered after a level on a channel, in the form's order. */
export function offeredReasons(reasons: readonly Reason[], level: number, channel: Channel): Reason[] {
  return reasons.filter(({ levels, channels }) => levels.includes(level) && (!channels || channels.includes(channel)));
}

/** The questions that are asked after the face. Types that only a newer release knows are left out. */
export function askedQuestions(form: Pick<TouchpointConfig["form"], "questions" | "typed_questions">): Question[] {
  const ratings = form.questions.filter(({ id }) => id !== overallQuestion);
  return [...ratings, ...(form.typed_questions ?? []).filter(({ type }) => type === "choice")];
}

/** One thing to choose. `label`: for a screen reader, where the word alone is a bare number. */
export type Choice = {
  readonly id: string;
  readonly word: string;
  readonly label?: string;
  readonly isChosen: boolean;
};

/** Words of each scale's levels, best first. */
const words: Readonly<Record<number, readonly Parameters<WordsSay>[0][]>> = {
  3: ["s5.5", "s5.4", "s3.1"],
  4: ["s5.5", "s5.4", "s5.2", "s5.1"],
  5: ["s5.5", "s5.4", "s5.3", "s5.2", "s5.1"],
};

/** The language of the page, and its words. */
export type Speech = { readonly say: WordsSay; readonly language: Language };

/** What a question offers: a rating's levels, best first (an 11-level one as the numbers 10 to 0), or a choice's options. */
export function questionChoices(question: Question, given: Answer | undefined, { say, language }: Speech): Choice[] {
  if (question.type === "choice") return namedChoices(question.options, language, [given]);
  // A new type does not compile before it is drawn above.
  const { scale }: RatingQuestion = question;
  return Array.from({ length: scale }, (_, index) => {
    const level = scale - index;
    const key = words[scale]?.[index];
    const word = key ? say(key) : String(level - 1);
    return { id: String(level), word, ...(key ? {} : { label: say("s11", { n: word }) }), isChosen: level === given };
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

/** The answer of a choice's id: a level's number or an option's id, which never begins with a digit. */
export function answerOf(id: string): Answer {
  return Number(id) || id;
}

/** How a kiosk asks, with the contract's defaults filled in; times in milliseconds. */
export type AskingSettings = {
  readonly idleMs: number;
  readonly countdownMs: number;
  readonly isTyped: boolean;
  readonly isByPhone: boolean;
  /** 0 to 100. */
  readonly pressurePercent: number;
};

/** Returns a form's settings with the defaults. If the form has no comment, a kiosk asks for none. */
export function kioskSettings(given: KioskSettings | undefined, hasComment: boolean): AskingSettings {
  const { idle_seconds = 20, countdown_seconds = 10, comment = "both", pressure_percent = 20 } = given ?? {};
  return {
    idleMs: idle_seconds * 1000,
    countdownMs: countdown_seconds * 1000,
    isTyped: hasComment && (comment === "both" || comment === "keyboard"),
    isByPhone: hasComment && (comment === "both" || comment === "phone"),
    pressurePercent: pressure_percent,
  };
}

/**
 * Returns what a kiosk asks after the tap, the same for every level. If no comment is asked for and some level has no reasons,
 * reasons are left out for all levels: a bad rating must not cost one touch more than a good one.
 * @param chance from 0 to below 1: decides whether this person is asked about pressure
 */
export function kioskPlan({ form, channel }: TouchpointConfig, chance: number): VisitPlan {
  const { isTyped, isByPhone, pressurePercent } = kioskSettings(form.kiosk, form.comment);
  const haveAllReasons = [1, 2, 3, 4, 5].every((level) => offeredReasons(form.reasons, level, channel).length > 0);
  return {
    hasMore: isTyped || isByPhone || haveAllReasons,
    questions: askedQuestions(form).map(({ id }) => id),
    asksPressure: chance * 100 < pressurePercent,
  };
}
