import { html, type TemplateResult } from "lit/html.js";
import type { Choice } from "../visit/asked-questions.ts";
import { checkPath } from "../../shared/levels.ts";

/** Chips of which several (checkboxes) or one (radios of that group name) may be chosen. */
export type Choices = {
  readonly head: string;
  readonly hint?: string;
  readonly group?: string;
  readonly choices: readonly Choice[];
  readonly chosen: (id: string) => void;
};

/** A question with chips under it: native inputs, words always visible. A level that is a number says of how many. */
export function choices({ head, hint, group, choices: all, chosen }: Choices): TemplateResult {
  return html`<fieldset>
    <legend class="head">${head} ${hint ? html`<span class="soft">${hint}</span>` : ""}</legend>
    <div class="chips">
      ${all.map(
        ({ id, word, label, isChosen }) => html`<label class="chip">
          <input
            type=${group ? "radio" : "checkbox"}
            name=${group || id}
            value=${id}
            aria-label=${label ?? word}
            .checked=${isChosen}
            @change=${() => chosen(id)}
          />
          <span class="box" part=${isChosen ? "chip chosen" : "chip"}
            ><span>${word}</span><svg class="tick" viewBox="0 0 12 12" aria-hidden="true"><path d=${checkPath} /></svg
          ></span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}
