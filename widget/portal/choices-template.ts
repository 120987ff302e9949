import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { Choice } from "../visit/question-choices.ts";
import { checkMark } from "./face-scale-template.ts";

/** Chips of which several (checkboxes) or one (radios of that group name) may be chosen. */
export type Choices = {
  readonly head: string;
  readonly hint?: string;
  readonly group?: string;
  readonly choices: readonly Choice[];
  readonly chosen: (id: string, isChosen: boolean) => void;
};

/** A question with chips under it: native inputs, words always visible. */
export function choices({ head, hint, group, choices: all, chosen }: Choices): TemplateResult {
  return html`<fieldset>
    <legend class="head">${head}${hint ? html` <span class="soft">${hint}</span>` : ""}</legend>
    <div class="chips">
      ${all.map(
        ({ id, word, label, isChosen }) => html`<label class="chip">
          <input
            type=${group ? "radio" : "checkbox"}
            name=${group || id}
            value=${id}
            aria-label=${label || word}
            .checked=${isChosen}
            @change=${(event: Event) => chosen(id, (event.target as HTMLInputElement).checked)}
          />
          <span class="box" part=${isChosen ? "chip chosen" : "chip"}><span>${word}</span>${checkMark()}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}
