import { html, type TemplateResult } from "lit/html.js";
import { redact } from "../../shared/redaction/redact.ts";
import { kindWords, pickWordsMessages } from "../messages/words-messages.ts";
import { pressButton } from "./press-button-template.ts";
import type { VisitView } from "./visit-view.ts";

/** Whether the server would mask something in a text. */
export function checkFinds(text: string): boolean {
  return redact(text).found.length > 0;
}

/** Draws what of a comment would be masked, before it is sent. Both buttons look alike. */
export function checkScreen({ language, visit, act }: VisitView): TemplateResult {
  const { words, found } = redact(visit.text);
  const say = pickWordsMessages(language);
  const kinds = kindWords([...new Set(found.map(({ kind }) => kind))], say);
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say("c.pii", { kinds })}</h1>
      <p class="sub" id="kept">${say("c.pii.kept")}</p>
    </div>
    <textarea class="field fill" readonly tabindex="-1" dir="auto" aria-labelledby="kept" .value=${words}></textarea>
    <div class="row">
      ${pressButton(say("c.pii.edit"), () => act({ kind: "back" }))}
      ${pressButton(say("c.pii.send"), () => act({ kind: "send" }))}
    </div>`;
}
