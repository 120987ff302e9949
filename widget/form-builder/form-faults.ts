import type { Channel, Form, Question } from "../../shared/contract/form.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { type AskedBefore, bounds, channels, isId } from "../form-draft/form-draft.ts";
import type { FormsKey } from "../form-draft/forms-messages.ts";

/** Something that is wrong at a place of a form, such as `questions/1/scale`: the server points at the same places. */
export type FormFault = {
  readonly place: string;
  readonly key: FormsKey;
  readonly words?: Readonly<Record<string, string | number>>;
};

/** More reasons than this after one level are too many to be read on a kiosk: the product's wording table. */
const manyReasons = 8;

/** Why a form cannot be saved; empty if it can. It names all that would break earlier answers. */
export function formFaults(form: Form, before: AskedBefore): FormFault[] {
  const { questions, reasons } = form;
  return [
    ...(questions.length === 0 ? [{ place: "questions", key: "fo.f.none" as const }] : []),
    ...(questions.length > bounds.questions
      ? [{ place: "questions", key: "fo.f.many" as const, words: { n: 20 } }]
      : []),
    ...(reasons.length > bounds.reasons ? [{ place: "reasons", key: "fo.f.many" as const, words: { n: 100 } }] : []),
    ...questions.flatMap((question, index) => questionFaults(question, `questions/${index}`, before)),
    ...idFaults(questions, "questions"),
    ...reasons.flatMap(({ text, levels }, index) => [
      ...blank(text.vi, `reasons/${index}`),
      ...(levels.length === 0 ? [{ place: `reasons/${index}/levels`, key: "fo.f.levels" as const }] : []),
    ]),
    ...idFaults(reasons, "reasons"),
    ...kioskFaults(form),
  ];
}

function blank(vi: string, place: string): FormFault[] {
  return vi.trim() === "" ? [{ place: `${place}/text/vi`, key: "fo.f.blank" }] : [];
}

function questionFaults(question: Question, place: string, before: AskedBefore): FormFault[] {
  return [
    ...blank(question.text.vi, place),
    ...fixedFaults(question, place, before),
    ...(question.type === "choice" ? optionFaults(question, place, before) : []),
  ];
}

/** A question keeps its type and scale for ever: earlier answers were given in it. */
function fixedFaults(question: Question, place: string, { questions }: AskedBefore): FormFault[] {
  const known = questions.get(question.id);
  if (!known) return [];
  if (known.type !== (question.type ?? "rating")) return [{ place: `${place}/id`, key: "fo.f.type" }];
  if (known.type !== "rating" || question.type === "choice" || known.scale === question.scale) return [];
  return [{ place: `${place}/scale`, key: "fo.f.scale", words: { was: known.scale } }];
}

function optionFaults(
  { id, options }: Extract<Question, { type: "choice" }>,
  place: string,
  before: AskedBefore,
): FormFault[] {
  const known = before.questions.get(id);
  const gone = known?.type === "choice" ? known.options.filter(({ is_offered }) => !is_offered) : [];
  const { least, most } = bounds.options;
  const isFew = options.length < least || options.length > most;
  return [
    ...(isFew ? [{ place: `${place}/options`, key: "fo.f.options" as const, words: { least, most } }] : []),
    ...options.flatMap((option, index): FormFault[] => [
      ...blank(option.text.vi, `${place}/options/${index}`),
      ...(gone.some((other) => other.id === option.id)
        ? [{ place: `${place}/options/${index}/id`, key: "fo.f.option-gone" as const }]
        : []),
    ]),
    ...idFaults(options, `${place}/options`),
  ];
}

function idFaults(list: readonly { readonly id: string }[], place: string): FormFault[] {
  return list.flatMap(({ id }, index): FormFault[] => {
    if (!isId(id)) return [{ place: `${place}/${index}/id`, key: "fo.f.id" }];
    const isTwice = list.findIndex((other) => other.id === id) < index;
    return isTwice ? [{ place: `${place}/${index}/id`, key: "fo.f.id-twice" }] : [];
  });
}

function kioskFaults({ kiosk = {} }: Form): FormFault[] {
  return (["idle_seconds", "countdown_seconds", "pressure_percent"] as const).flatMap((name) => {
    const value = kiosk[name];
    const { least, most } = bounds[name];
    const isRight = value === undefined || (Number.isInteger(value) && value >= least && value <= most);
    return isRight ? [] : [{ place: `kiosk/${name}`, key: "fo.f.range" as const, words: { least, most } }];
  });
}

/** What a form may do, but its people may not want. */
export type FormHint = { readonly key: FormsKey; readonly words?: Readonly<Record<string, string | number>> };

/** The texts of a form's questions, options and reasons. */
export function formTexts({ questions, reasons }: Form): LocalizedText[] {
  return [
    ...questions.map(({ text }) => text),
    ...questions.flatMap((one) => (one.type === "choice" ? one.options.map(({ text }) => text) : [])),
    ...reasons.map(({ text }) => text),
  ];
}

/** What the reform office should know before it saves. */
export function formHints(form: Form): FormHint[] {
  const { questions } = form;
  const texts = formTexts(form);
  const noEnglish = texts.filter(({ en }) => en === undefined).length;
  const spoken = new Set(texts.flatMap(({ vi, en }) => [vi, en]));
  const unspoken = (form.audio ?? []).filter(({ text }) => !spoken.has(text)).length;
  return [
    ...(questions.some(({ id }) => id === overallQuestion) ? [] : [{ key: "fo.h.overall" as const }]),
    ...(noEnglish > 0 ? [{ key: "fo.h.english" as const, words: { n: noEnglish } }] : []),
    ...(unspoken > 0 ? [{ key: "fo.h.audio" as const, words: { n: unspoken } }] : []),
    ...channels.flatMap((channel) => reasonHints(form, channel)),
  ];
}

/** `{channel}` of the words is a key of messages, to be said by whoever shows the hint. */
function reasonHints({ reasons, comment }: Form, channel: Channel): FormHint[] {
  const counts = [1, 2, 3, 4, 5].map(
    (level) =>
      reasons.filter(({ levels, channels: only }) => levels.includes(level) && (!only || only.includes(channel)))
        .length,
  );
  const most = Math.max(...counts);
  const bare = counts.flatMap((count, place) => (count === 0 ? [place + 1] : []));
  const where = { channel: `fo.c.${channel}` };
  const isBare = most > 0 && bare.length > 0;
  const isBarred = isBare && !comment && (channel === "kiosk" || channel === "counter");
  return [
    ...(isBare
      ? [
          {
            key: isBarred ? ("fo.h.barred" as const) : ("fo.h.bare" as const),
            words: { ...where, levels: bare.join(", ") },
          },
        ]
      : []),
    ...(most > manyReasons ? [{ key: "fo.h.many" as const, words: { ...where, n: most } }] : []),
  ];
}
