import { html, type TemplateResult } from "lit/html.js";
import { charactersLeft } from "../visit/comment.ts";
import { commentRows, keyboard } from "./keyboard-template.ts";
import { pressButton } from "./press-button-template.ts";
import type { VisitView } from "./visit-view.ts";

/** Draws the comment's field and a keyboard for it. The system's keyboard does not open; a plugged-in one works. */
export function commentScreen(view: VisitView): TemplateResult {
  const { say, language, visit, act, typed, isCapital } = view;
  const left = charactersLeft(visit.text);
  const count = say(left < 0 ? "e.long" : "c.count", { n: Math.abs(left).toLocaleString(language) });
  return html`<div class="head">
      <h1><label for="comment">${say("c.label")}</label></h1>
      <p class="sub" id="hint">${say("c.hint")}</p>
    </div>
    <textarea
      id="comment"
      class="field fill"
      inputmode="none"
      autocomplete="off"
      autocapitalize="off"
      autocorrect="off"
      spellcheck="false"
      aria-describedby="hint count"
      aria-invalid=${left < 0}
      .value=${visit.text}
      @beforeinput=${(event: InputEvent) => byKeyboard(event, typed)}
      @input=${(event: Event) => act({ kind: "type", text: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
    <div class="row">
      ${pressButton(say("b.back"), () => act({ kind: "back" }))}
      ${pressButton(say("b.send"), () => act({ kind: "send" }), "main")}
    </div>
    <p class="sub hints"><span>${language === "vi" ? say("c.telex") : ""}</span> <span id="count">${count}</span></p>
    ${keyboard({ say, rows: commentRows(language === "vi"), isCapital, pressed: typed })}`;
}

/** Passes a plugged-in keyboard's letters through Telex. What a system's Vietnamese keyboard composes stays as it is. */
function byKeyboard(event: InputEvent, typed: (key: string) => void): void {
  const { inputType, data, isComposing } = event;
  if (inputType !== "insertText" || isComposing || !data || !/^[A-Za-z]$/.test(data)) return;
  event.preventDefault();
  typed(data);
}
