import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { Say } from "../messages/messages.ts";
import type { Link } from "./foot-note-template.ts";
import { footNote } from "./foot-note-template.ts";

/** What the comment box shows. */
export type CommentBox = {
  readonly say: Say;
  /** Text to start with. Bound once: the field is never written to while somebody types in it. */
  readonly text: string;
  /** Characters that still fit; negative: too many. */
  readonly left: number;
  readonly language: string;
  /** Where to turn for a decision in law. */
  readonly official: Link | null;
  readonly typed: (text: string) => void;
};

/** The comment box, with its live count and what not to write. */
export function commentBox({ say, text, left, language, official, typed }: CommentBox): TemplateResult {
  return html`<div>
    <label class="head" for="comment">${say("c.label")} <span class="soft">${say("c.optional")}</span></label>
    <textarea
      id="comment"
      part="field"
      aria-describedby="hint count"
      aria-invalid=${left < 0}
      .value=${text}
      @input=${(event: Event) => typed((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <div class="hint">
      <span id="hint">${say("c.hint")}</span>
      <span id="count"
        >${say(left < 0 ? "e.long" : "c.count", { n: Math.abs(left).toLocaleString(language) })}</span
      >
    </div>
    <div id="advice"></div>
    ${
      official
        ? footNote(`${say("l.notpetition")} ${say("l.official")} `, official)
        : html`<p class="foot" part="foot">${say("l.notpetition")}</p>`
    }
  </div>`;
}
