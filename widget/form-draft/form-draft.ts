import type { Channel, ChoiceQuestion, Form, Question, Reason } from "../../shared/contract/form.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { AskedQuestion } from "../../shared/contract/question.ts";
import { overallQuestion, type Scale } from "../../shared/levels.ts";
import { madeId } from "./made-id.ts";

export { isId, madeId } from "./made-id.ts";

/** Channels in the order in which the page names them. */
export const channels: readonly Channel[] = ["portal", "kiosk", "counter", "qr"];

/** Fewest and most of what the contract takes. */
export const bounds = {
  questions: 20,
  options: { least: 2, most: 20 },
  reasons: 100,
  idle_seconds: { least: 5, most: 300 },
  countdown_seconds: { least: 3, most: 60 },
  pressure_percent: { least: 0, most: 100 },
} as const;

/** A form that is being written. Fields that the builder does not draw stay in it. `from`: the version that it began from, 0 for none. */
export type FormDraft = { readonly form: Form; readonly from: number };

/** What the agency has asked so far: it decides what a form may still change. */
export type AskedBefore = {
  /** Every question that some form has or had, by id. */
  readonly questions: ReadonlyMap<string, AskedQuestion>;
  /** Ids of reasons that this form has or had, and of those that others have. */
  readonly reasons: ReadonlySet<string>;
};

/** A list with an item at one place replaced. */
export function replacedAt<T>(list: readonly T[], index: number, item: T): T[] {
  return list.map((one, place) => (place === index ? item : one));
}

/** A list without the item at one place. */
export function withoutAt<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, place) => place !== index);
}

/** A list with one more item at a place, or at its end. */
export function insertedAt<T>(list: readonly T[], index: number, item: T): T[] {
  return [...list.slice(0, index), item, ...list.slice(index)];
}

/** A list in which an item has moved by one place, up (-1) or down (1). */
export function movedBy<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const item = list[index] as T;
  return insertedAt(withoutAt(list, index), index + by, item);
}

/** A text with one language changed. An empty English text is left out: readers then see the Vietnamese one. */
export function textWith(text: LocalizedText, language: "vi" | "en", words: string): LocalizedText {
  if (language === "vi") return { ...text, vi: words };
  const { en: _, ...rest } = text;
  return words === "" ? rest : { ...rest, en: words };
}

/** Ids that are taken beside one item of a list. */
export function takenBeside(
  list: readonly { readonly id: string }[],
  index: number,
  ever: Iterable<string>,
): Set<string> {
  return new Set([...ever, ...withoutAt(list, index).map(({ id }) => id)]);
}

/**
 * An item with another text. While it is new and its id is still the one that was made of its text, the id follows the text.
 * @param taken ids of others, now and before
 * @param ever ids that were saved before
 */
export function retold<T extends { readonly id: string; readonly text: LocalizedText }>(
  item: T,
  text: LocalizedText,
  {
    taken,
    isNew,
    otherwise,
  }: { readonly taken: ReadonlySet<string>; readonly isNew: boolean; readonly otherwise: string },
): T {
  const isMade = isNew && item.id === madeId(item.text.vi, taken, otherwise);
  return { ...item, text, ...(isMade ? { id: madeId(text.vi, taken, otherwise) } : {}) };
}

/** What ids are made of where a text has no letter. */
export const plainNames = { question: "cau-hoi", option: "y", reason: "ly-do", form: "phieu" } as const;

const noText: LocalizedText = { vi: "" };

/** A new question. A choice begins with two empty options. */
export function newQuestion(form: Form, before: AskedBefore, kind: Scale | "choice"): Question {
  const id = madeId("", takenBeside(form.questions, -1, before.questions.keys()), plainNames.question);
  if (kind !== "choice") return { id, scale: kind, text: noText };
  const options = ["y", "y-2"].map((option) => ({ id: option, text: noText }));
  return { id, type: "choice", options, text: noText };
}

/** A question that some form asks, to be asked here as well. Answers are counted together. */
export function knownAgain(known: AskedQuestion): Question {
  const text = known.text ?? noText;
  if (known.type === "rating") return { id: known.id, scale: known.scale, text };
  const options = known.options.filter(({ is_offered }) => is_offered).map(({ id, text }) => ({ id, text }));
  return { id: known.id, type: "choice", options, text };
}

/** A new question in place of one whose scale cannot change: the same text, another id. */
export function inPlaceOf({ text }: Question, form: Form, before: AskedBefore): Question {
  const taken = takenBeside(form.questions, -1, before.questions.keys());
  return { id: madeId(text.vi, taken, plainNames.question), scale: 5, text };
}

/** A new option of a choice. */
export function newOption({ id, options }: ChoiceQuestion, before: AskedBefore): ChoiceQuestion["options"][number] {
  return { id: madeId("", takenBeside(options, -1, optionsEver(before, id)), plainNames.option), text: noText };
}

/** Ids of options that a choice has or had. */
export function optionsEver({ questions }: AskedBefore, question: string): string[] {
  const known = questions.get(question);
  return known?.type === "choice" ? known.options.map(({ id }) => id) : [];
}

/** A new reason, offered after all levels. */
export function newReason({ reasons }: Form, before: AskedBefore): Reason {
  const id = madeId("", takenBeside(reasons, -1, before.reasons), plainNames.reason);
  return { id, levels: [1, 2, 3], text: noText };
}

/** Whether this is the question that every touchpoint asks first, by five faces. */
export function isOverall({ id }: Pick<Question, "id">): boolean {
  return id === overallQuestion;
}

/** Whether a question was asked before: then its id, type and scale stay. */
export function isAskedBefore({ id }: Question, { questions }: AskedBefore): boolean {
  return questions.has(id);
}

/** Whether an option was offered before: then its id stays. */
export function isOfferedBefore(question: string, option: string, before: AskedBefore): boolean {
  return optionsEver(before, question).includes(option);
}
