import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import { faceFeatures } from "../../shared/levels.ts";
import { drawing } from "../ui/controls-template.ts";
import type { MessageKey, Say } from "../messages/messages.ts";

export { faceFeatures };

const levels = [5, 4, 3, 2, 1] as const;

/** The check mark of whatever is chosen, so that colour never stands alone. */
export function checkMark(): TemplateResult {
  return html`<svg class="tick" viewBox="0 0 12 12" aria-hidden="true"><path d="M2 6.5 5 9.5 10 3" /></svg>`;
}

/** What the scale shows, and whom it tells. */
export type FaceScale = {
  readonly say: Say;
  readonly question: string;
  /** 1 to 5, or null while nothing is chosen. */
  readonly level: number | null;
  readonly chosen: (level: number) => void;
};

/** The five faces, best first, as one native radio group: same size, same line, same number of touches for all. */
export function faceScale({ say, question, level, chosen }: FaceScale): TemplateResult {
  const group = say("x.group", { n: levels.length });
  return html`<fieldset aria-label=${`${question} ${group}`}>
    <legend class="question" part="question">${question}</legend>
    <div class="faces">
      ${levels.map((one) => {
        const word = say(`s5.${one}` as MessageKey);
        return html`<label class="face">
          <input
            type="radio"
            name="level"
            value=${one}
            aria-label=${say("x.opt", { word, i: one, n: levels.length })}
            .checked=${one === level}
            @change=${() => chosen(one)}
          />
          <span class="box" part=${one === level ? "face chosen" : "face"}>
            ${drawing(faceFeatures[one])}<span>${word}</span>${checkMark()}
          </span>
        </label>`;
      })}
    </div>
  </fieldset>`;
}
