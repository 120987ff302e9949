import type { Language } from "../messages/messages.ts";
import { pickOfficeUiMessages } from "./office-ui-messages.ts";

/** Why a call failed: a problem of the server, or kind `unreachable`. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
};

/** The name of a problem's reason, such as `unknown-unit`, `session-ended` or `unreachable`. */
export function kindOf(problem: Problem): string {
  return problem.type.split("#")[1] ?? "internal";
}

/** The words for refusals. Most visits never need them. */
let loaded: typeof import("./refusal-words.ts") | null = null;

/** Loads the words for refusals; the client does it with the first one. Without them the server's own words are shown. */
export async function loadRefusals(): Promise<void> {
  loaded ??= await import("./refusal-words.ts").catch(() => null);
}

/** Most places of a problem that are told at once. */
const mostTold = 3;

/** What a problem says to people: our words for its reason, and what is wrong where it names places. */
export function problemWords(problem: Problem, language: Language): string {
  const { title, detail = "", errors = [] } = problem;
  const kind = kindOf(problem);
  if (kind === "unreachable") return pickOfficeUiMessages(language)("ou.unreachable");
  const words = loaded?.refusalWords(kind, language) ?? `${title}.`;
  if (kind !== "invalid") return words.startsWith(title) ? `${words} ${detail}`.trim() : words;
  const places = errors.slice(0, mostTold);
  return [words, ...places.map((one) => `${one.pointer.slice(1)}: ${detailWords(one.detail, language)}`)].join(" ");
}

/** Says the detail of an error in the reader's language; in the server's English words where we have none. */
export function detailWords(detail: string, language: Language): string {
  return loaded?.detailWords(detail, language) ?? detail;
}
