import { html, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { Found } from "../../shared/redaction/redact.ts";
import type { DrawnConfig } from "../config/touchpoint-config.ts";
import type { Language } from "../messages/messages.ts";
import { kindWords, type WordsSay } from "../messages/words-messages.ts";
import { charactersLeft } from "../visit/comment.ts";

/** What the comment box shows. */
export type CommentBox = {
  readonly say: WordsSay;
  readonly language: Language;
  readonly text: string;
  /** Where to turn for a decision in law. */
  readonly official: DrawnConfig["official_channel"];
  /** Whether there is something else to send. */
  readonly isOptional: boolean;
  readonly typed: (text: string) => void;
};

/** Draws the comment box with its count and its hint. Drawing again doesn't change a field in which somebody types. */
export function commentBox({ say, language, text, official, isOptional, typed }: CommentBox): TemplateResult {
  const left = charactersLeft(text);
  return html`<div>
    <label class="head" for="comment">${say("c.label")} ${isOptional ? html`<span class="soft">${say("c.optional")}</span>` : ""}</label>
    <textarea
      id="comment"
      part="field"
      aria-describedby="hint count"
      aria-invalid=${left < 0}
      .value=${live(text)}
      @input=${(event: Event) => typed((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <div class="hint">
      <span id="hint">${say("c.hint")}</span>
      <span id="count"
        >${say(left < 0 ? "e.long" : "c.count", { n: Math.abs(left).toLocaleString(language) })}</span
      >
    </div>
    <p class="foot" part="foot">
      ${say("l.notpetition")} ${
        official
          ? html`${say("l.official")}
            <a href=${official.url} target="_blank" rel="noreferrer">${official.name}</a>`
          : ""
      }
    </p>
  </div>`;
}

/** A question about words before they are sent, in place of the buttons below the box. */
export type WordsQuestion =
  | { readonly kind: "font"; readonly converted: string }
  | { readonly kind: "masks"; readonly words: string; readonly found: readonly Found[] };

/** What a person may do about it. */
export type QuestionActs = {
  readonly say: WordsSay;
  readonly edit: () => void;
  readonly send: () => void;
  readonly use: (converted: string) => void;
  readonly keep: () => void;
  /** The link to sealed reports, if there is one. */
  readonly sealed: TemplateResult | "";
};

/** Asks about the words: one paragraph and two buttons. */
export function wordsQuestion(
  asked: WordsQuestion,
  { say, edit, send, use, keep, sealed }: QuestionActs,
): TemplateResult {
  if (asked.kind === "font") {
    const { converted } = asked;
    return html`<p class="ask" id="asked" tabindex="-1">${say("c.legacy")}</p>
      ${quoted(say("c.legacy"), converted)}
      <div class="row">${button(say("c.legacy.keep"), keep)}${button(say("c.legacy.use"), () => use(converted), "main")}</div>`;
  }
  const kinds = kindWords([...new Set(asked.found.map(({ kind }) => kind))], say);
  return html`<p class="ask" id="asked" tabindex="-1">${say("c.pii.marked", { kinds })} ${marked(asked)}</p>
    <div class="row">${button(say("c.pii.edit"), edit)}${button(say("c.pii.send"), send)}</div>
    ${sealed}`;
}

/** Returns the words with what was found highlighted. Words far from it are left out. */
function marked({ words, found }: Extract<WordsQuestion, { kind: "masks" }>): unknown[] {
  let at = 0;
  const parts = [...found]
    .sort((one, other) => one.from - other.from)
    .map(({ from, to }) => {
      const before = shortened(words.slice(at, from));
      at = to;
      return html`${before}<mark>${words.slice(from, to)}</mark>`;
    });
  return ["“", ...parts, shortened(words.slice(at)), "”"];
}

function shortened(words: string): string {
  return words.length > 120 ? `${words.slice(0, 50)} … ${words.slice(-50)}` : words;
}

/** Draws somebody's words as plain text in a read-only field, which has its styles already. */
export function quoted(label: string, words: string): TemplateResult {
  return html`<textarea readonly dir="auto" part="field" aria-label=${label} .value=${words}></textarea>`;
}

/** A button of the element; never one of the host page's form. */
export function button(word: string, pressed: () => void, kind: "main" | "" = ""): TemplateResult {
  return html`<button type="button" class=${kind} part=${`button ${kind}`} @click=${pressed}>${word}</button>`;
}
