import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Form } from "../../shared/contract/form.ts";
import { formTexts } from "./form-faults.ts";
import type { FormsSay } from "../form-draft/forms-messages.ts";
import { actionButton, chooseField, faultNote, lineField } from "../ui/controls-template.ts";

/** A text that can be read aloud, in its language. */
export type Spoken = Pick<NonNullable<Form["audio"]>[number], "language" | "text">;

/** What recordings are drawn from. */
export type RecordingsView = {
  readonly say: FormsSay;
  readonly form: Form;
  readonly agency: string;
  readonly isBusy: boolean;
  /** A text that stands nowhere in the form. */
  readonly other: Spoken;
  readonly setOther: (change: Partial<Spoken>) => void;
  /** The text whose file was refused, and why. */
  readonly fault: { readonly of: string; readonly words: string } | null;
  readonly add: (spoken: Spoken, file: File) => void;
  readonly remove: (spoken: Spoken) => void;
};

/** Draws each text of the form in each language, with its recording or a field for one; then recordings of other texts. */
export function recordingsPart(view: RecordingsView): TemplateResult {
  const { say, form, isBusy, other, setOther } = view;
  const { audio = [] } = form;
  const ofForm = formTexts(form).flatMap(({ vi, en }): Spoken[] => [
    ...(vi.trim() === "" ? [] : [{ language: "vi" as const, text: vi }]),
    ...(en === undefined ? [] : [{ language: "en" as const, text: en }]),
  ]);
  // Texts may stand in a form twice; each has one recording.
  const all = new Map([...ofForm, ...audio].map((one) => [`${one.language} ${one.text}`, one]));
  const languages = (["vi", "en"] as const).map((one) => [one, say(`fo.${one}`)] as const);
  return html`<details id="recordings">
    <summary>${say("fo.audio", { n: audio.length })}</summary>
    <p class="soft">${say("fo.audio.hint")}</p>
    <p role="status">${isBusy ? say("fo.a.sending") : nothing}</p>
    ${[...all.values()].map((one, place) => recordingRow(view, one, `audio-${place}`))}
    <fieldset>
      <legend>${say("fo.a.other")}</legend>
      ${lineField({ id: "audio-text", label: say("fo.a.other.text"), value: other.text, most: 2000, typed: (text) => setOther({ text }) })}
      ${chooseField({ id: "audio-language", label: say("fo.a.language"), value: other.language, choices: languages, chosen: (one) => setOther({ language: one as Spoken["language"] }) })}
      ${other.text.trim() === "" ? nothing : recordingRow(view, { ...other, text: other.text.trim() }, "audio-other")}
    </fieldset>
  </details>`;
}

function recordingRow(view: RecordingsView, { language, text }: Spoken, id: string): TemplateResult {
  const { say, form, agency, fault, add, remove } = view;
  const spoken = { language, text };
  const has = form.audio?.find((one) => one.language === language && one.text === text);
  const chosen = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const [file] = field.files ?? [];
    if (file) add(spoken, file);
    // The same file can be chosen again after it was made smaller.
    field.value = "";
  };
  if (!has) {
    return html`<label for=${id} lang=${language}>${text}</label>
      <input id=${id} class="short" type="file" accept="audio/*" @change=${chosen} />
      ${fault?.of === text ? faultNote(fault.words) : nothing}`;
  }
  return html`<div class="recording">
    <b lang=${language}>${text}</b>
    <audio controls preload="none" aria-label=${text} src="/v1/agencies/${agency}/audio/${has.id}"></audio>
    ${actionButton(say("fo.a.remove"), { press: () => remove(spoken) })}
  </div>`;
}
