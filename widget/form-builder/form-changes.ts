import type { Form, Question, Reason } from "../../shared/contract/form.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import { channelWords, type FormsKey, type FormWords, levelWords } from "../form-draft/forms-messages.ts";
import { numberWords } from "../messages/messages.ts";

type Named = { readonly id: string; readonly text: LocalizedText };

/** What a version has and the one before had not, and the reverse, one sentence each; empty where they say the same. */
export function formChanges(was: Form, is: Form, words: FormWords): string[] {
  return [
    ...listChanges(was.questions, is.questions, { kind: "q", about: questionAbout, words }),
    ...pairs(was.questions, is.questions).flatMap(([old, now]) => questionChanges(old, now, words)),
    ...listChanges(was.reasons, is.reasons, { kind: "r", about: reasonAbout, words }),
    ...pairs(was.reasons, is.reasons).flatMap(([old, now]) => reasonChanges(old, now, words)),
    ...(was.comment === is.comment ? [] : [words.say(is.comment ? "fo.d.comment-on" : "fo.d.comment-off")]),
    ...kioskChanges(was, is, words),
    ...audioChanges(was, is, words),
    ...restChanges(was, is, words),
  ];
}

/** The items that both lists have, as they were and as they are. */
function pairs<T extends Named>(was: readonly T[], is: readonly T[]): [T, T][] {
  return is.flatMap((now): [T, T][] => {
    const old = was.find(({ id }) => id === now.id);
    return old ? [[old, now]] : [];
  });
}

type ListOf<T> = {
  readonly kind: "q" | "r" | "o";
  /** What is said of an item that came, beside its text. */
  readonly about: (item: T, words: FormWords) => string;
  readonly words: FormWords;
};

/** What came, what went, what it says now, and whether those that stayed have another order. */
function listChanges<T extends Named>(
  was: readonly T[],
  is: readonly T[],
  { kind, about, words }: ListOf<T>,
): string[] {
  const { say } = words;
  const has = (list: readonly T[], { id }: T): boolean => list.some((one) => one.id === id);
  const stayed = is.filter((item) => has(was, item));
  const before = was.filter((item) => has(is, item));
  const isMoved = stayed.some(({ id }, place) => before[place]?.id !== id);
  const key = (name: string): FormsKey => `fo.d.${kind}-${name}` as FormsKey;
  return [
    ...is
      .filter((item) => !has(was, item))
      .map((item) => say(key("added"), { text: item.text.vi, about: about(item, words) })),
    ...was.filter((item) => !has(is, item)).map((item) => say(key("removed"), { text: item.text.vi })),
    ...pairs(was, is).flatMap(([old, now]) => textChanges(old, now, { kind, words })),
    ...(isMoved ? [say(key("moved"), { list: stayed.map(({ text }) => `“${text.vi}”`).join(", ") })] : []),
  ];
}

function textChanges(
  { text: was }: Named,
  { text: is }: Named,
  { kind, words: { say } }: Pick<ListOf<Named>, "kind" | "words">,
): string[] {
  const none = say("fo.d.none");
  return [
    ...(was.vi === is.vi ? [] : [say(`fo.d.${kind}-text` as FormsKey, { was: was.vi, is: is.vi })]),
    ...(was.en === is.en ? [] : [say("fo.d.en", { text: is.vi, was: was.en ?? none, is: is.en ?? none })]),
  ];
}

function questionAbout(question: Question, { say }: FormWords): string {
  return question.type === "choice"
    ? say("fo.d.choice", { n: question.options.length })
    : say("fo.d.rating", { n: question.scale });
}

function questionChanges(was: Question, is: Question, words: FormWords): string[] {
  if (was.type !== "choice" || is.type !== "choice") return [];
  const found = listChanges(was.options, is.options, { kind: "o", about: () => "", words });
  return found.map((change) => words.say("fo.d.in", { text: is.text.vi, change }));
}

function reasonAbout({ levels, channels: only }: Reason, words: FormWords): string {
  return `${levelWords(levels, words)}; ${channelWords(only, words)}`;
}

function reasonChanges(was: Reason, is: Reason, words: FormWords): string[] {
  const { say } = words;
  const told: readonly (readonly [FormsKey, string, string])[] = [
    ["fo.d.r-levels", levelWords(was.levels, words), levelWords(is.levels, words)],
    ["fo.d.r-channels", channelWords(was.channels, words), channelWords(is.channels, words)],
    ["fo.d.r-picture", was.picture ?? say("fo.d.none"), is.picture ?? say("fo.d.none")],
  ];
  return told.flatMap(([key, old, now]) => (old === now ? [] : [say(key, { text: is.text.vi, was: old, is: now })]));
}

const kioskNames = ["idle_seconds", "countdown_seconds", "comment", "pressure_percent", "services"] as const;

function kioskChanges({ kiosk: was = {} }: Form, { kiosk: is = {} }: Form, { say, language }: FormWords): string[] {
  const worded = (value: string | number | readonly string[] | undefined): string => {
    if (value === undefined) return say("fo.d.usual");
    if (typeof value === "number") return numberWords(value, language);
    return typeof value === "string" ? say(`fo.k.comment.${value}` as FormsKey) : value.join(", ");
  };
  return kioskNames.flatMap((name) => {
    const [old, now] = [worded(was[name]), worded(is[name])];
    return old === now ? [] : [say("fo.d.kiosk", { name: say(`fo.k.${name}`), was: old, is: now })];
  });
}

function audioChanges({ audio: was = [] }: Form, { audio: is = [] }: Form, { say }: FormWords): string[] {
  const name = ({ language, text, id }: NonNullable<Form["audio"]>[number]): string => `${language} ${id} ${text}`;
  const [old, now] = [new Set(was.map(name)), new Set(is.map(name))];
  const added = [...now].filter((one) => !old.has(one)).length;
  const removed = [...old].filter((one) => !now.has(one)).length;
  return added + removed === 0 ? [] : [say("fo.d.audio", { added, removed })];
}

/** Fields of a form that this page knows nothing of. */
function restChanges(was: Form, is: Form, { say }: FormWords): string[] {
  const drawn = ["id", "questions", "reasons", "comment", "kiosk", "audio", "version", "created_at"];
  const rest = (form: Form): string =>
    JSON.stringify(
      Object.entries(form)
        .filter(([name]) => !drawn.includes(name))
        .sort(),
    );
  return rest(was) === rest(is) ? [] : [say("fo.d.rest")];
}
