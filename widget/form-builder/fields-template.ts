import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { Form } from "../../shared/contract/form.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { Language } from "../messages/messages.ts";
import { type AskedBefore, textWith } from "./form-draft.ts";
import type { FormsSay } from "./forms-messages.ts";

/** What the fields of a form are drawn from, and who hears of changes. */
export type BuilderView = {
  readonly say: FormsSay;
  readonly language: Language;
  readonly form: Form;
  readonly before: AskedBefore;
  /** Words of what is wrong, by the place that it is at. */
  readonly faults: ReadonlyMap<string, string>;
  /** Takes the changed form. `focus`: id of the control that gets the focus then. */
  readonly change: (form: Form, focus?: string) => void;
  /** Takes the form without something, which can be brought back by `restore`. */
  readonly removed: (form: Form, what: { readonly text: string; readonly restore: (form: Form) => Form }) => void;
  /** The level whose reasons are listed; 0 for all. */
  readonly level: number;
  readonly showLevel: (level: number) => void;
  readonly tell: (words: string) => void;
};

/** Id of the control at a place of the form, such as `questions/1/text/vi`. */
export function controlId(place: string): string {
  return `at-${place.replace(/\//g, "-")}`;
}

/** Draws what is wrong at a place; nothing where all is well. */
export function faultAt({ faults }: Pick<BuilderView, "faults">, place: string): TemplateResult | typeof nothing {
  const words = faults.get(place);
  return words ? html`<p class="fault" id="${controlId(place)}-fault">${words}</p>` : nothing;
}

/** Attributes of a control say whether it is wrong, and why. */
function describedBy({ faults }: Pick<BuilderView, "faults">, place: string, hint: string): string | typeof nothing {
  return [faults.has(place) ? `${controlId(place)}-fault` : "", hint].filter(Boolean).join(" ") || nothing;
}

/** A text in both languages, at a place of the form. */
export type TextPair = {
  readonly place: string;
  readonly text: LocalizedText;
  readonly set: (text: LocalizedText) => void;
};

/** Draws a text in Vietnamese and in English side by side. */
export function textPair(view: BuilderView, { place, text, set }: TextPair): TemplateResult {
  const field = (language: "vi" | "en"): TemplateResult => {
    const at = `${place}/text/${language}`;
    return html`<div>
      <label for=${controlId(at)}>${view.say(`fo.${language}`)}</label>
      <textarea
        id=${controlId(at)}
        lang=${language}
        rows="2"
        maxlength="2000"
        autocomplete="off"
        aria-invalid=${view.faults.has(at)}
        aria-describedby=${describedBy(view, at, "")}
        .value=${live(text[language] ?? "")}
        @input=${(event: Event) => set(textWith(text, language, (event.target as HTMLTextAreaElement).value))}
      ></textarea>
      ${faultAt(view, at)}
    </div>`;
  };
  return html`<div class="pair">${field("vi")}${field("en")}</div>`;
}

/** An id at a place of the form. Without `set` it is fixed. */
export type IdField = {
  readonly place: string;
  readonly id: string;
  readonly set?: (id: string) => void;
  /** Without the words on what ids are for, which stand beside the question. */
  readonly isBrief?: boolean;
};

/** Draws an id: a field until the first save, then words. */
export function idField(view: BuilderView, { place, id, set, isBrief = false }: IdField): TemplateResult {
  const at = `${place}/id`;
  const { say } = view;
  if (!set) {
    return html`<p class="soft">${say("fo.id")}: <code>${id}</code>${isBrief ? "" : `. ${say("fo.id.fixed")}`}</p>
      ${faultAt(view, at)}`;
  }
  return html`<label for=${controlId(at)}>${say("fo.id")}</label>
    <input
      id=${controlId(at)}
      class="short"
      maxlength="64"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-invalid=${view.faults.has(at)}
      aria-describedby=${describedBy(view, at, isBrief ? "" : `${controlId(at)}-hint`)}
      .value=${live(id)}
      @input=${(event: Event) => set((event.target as HTMLInputElement).value.trim())}
    />
    ${faultAt(view, at)}
    ${isBrief ? nothing : html`<p class="soft" id="${controlId(at)}-hint">${say("fo.id.new")}</p>`}`;
}

/** A whole number that may be left out. */
export type NumberField = {
  readonly place: string;
  readonly label: string;
  readonly value: number | undefined;
  readonly usual: string;
  readonly set: (value: number | undefined) => void;
};

/** Draws a field for a number. */
export function numberField(view: BuilderView, { place, label, value, usual, set }: NumberField): TemplateResult {
  const typed = (event: Event): void => {
    const words = (event.target as HTMLInputElement).value.trim();
    set(words === "" ? undefined : Number(words));
  };
  const hint = `${controlId(place)}-hint`;
  return html`<label for=${controlId(place)}>${label}</label>
    <input
      id=${controlId(place)}
      class="short"
      inputmode="numeric"
      maxlength="4"
      autocomplete="off"
      aria-invalid=${view.faults.has(place)}
      aria-describedby=${describedBy(view, place, hint)}
      .value=${value === undefined ? "" : String(value)}
      @change=${typed}
    />
    ${faultAt(view, place)}
    <p class="soft" id=${hint}>${view.say("fo.k.usual", { value: usual })}</p>`;
}

/** An item of a list, and what its buttons do. */
export type Movable = {
  readonly place: string;
  readonly text: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Moves it up (-1) or down (1). `focus`: the button that has the focus afterwards. */
  readonly move: (by: -1 | 1) => void;
  /** Left out where it cannot be removed. */
  readonly remove?: () => void;
};

/** Draws the buttons that move an item of a list up and down, or remove it. */
export function moveButtons({ say }: BuilderView, item: Movable): TemplateResult {
  const text = item.text.trim() || say("fo.untitled");
  const button = (name: "up" | "down" | "remove", press: (() => void) | null): TemplateResult => html`<button
    type="button"
    id="${controlId(item.place)}-${name}"
    aria-label=${say("fo.of", { act: say(`fo.${name}`), text })}
    aria-disabled=${press ? nothing : "true"}
    @click=${press}
  >
    ${say(`fo.${name}`)}
  </button>`;
  return html`<div class="row small">
    ${button("up", item.isFirst ? null : () => item.move(-1))}
    ${button("down", item.isLast ? null : () => item.move(1))}
    ${item.remove ? button("remove", item.remove) : nothing}
  </div>`;
}

/** Which way an item has moved, and the ends of its list. */
export type Moved = { readonly by: -1 | 1; readonly last: number; readonly first?: number };

/** Where the focus goes after a move: the same button of the item at its new place; the other one at an end of the list. */
export function movedFocus(list: string, to: number, { by, last, first = 0 }: Moved): string {
  const isAtEnd = by === -1 ? to === first : to === last;
  const name = by === -1 ? (isAtEnd ? "down" : "up") : isAtEnd ? "up" : "down";
  return `${controlId(`${list}/${to}`)}-${name}`;
}
