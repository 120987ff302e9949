import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";

/** A choice among few. */
export type ChooseField = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, word: string])[];
  readonly chosen: (value: string) => void;
};

/** A native list to choose from. */
export function chooseField({ id, label, value, choices, chosen }: ChooseField): TemplateResult {
  return html`<label for=${id}>${label}</label>
    <select id=${id} @change=${(event: Event) => chosen((event.target as HTMLSelectElement).value)}>
      ${choices.map(([key, word]) => html`<option value=${key} ?selected=${key === value}>${word}</option>`)}
    </select>`;
}

/** A box to tick. */
export function checkField({ id, label, isOn, set }: CheckField): TemplateResult {
  return html`<label class="check" for=${id}
    ><input
      id=${id}
      type="checkbox"
      .checked=${isOn}
      @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
    /><span>${label}</span></label
  >`;
}

/** What {@link checkField} draws. */
export type CheckField = {
  readonly id: string;
  readonly label: string;
  readonly isOn: boolean;
  readonly set: (isOn: boolean) => void;
};
