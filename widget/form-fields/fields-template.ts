import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { Form } from "../../shared/contract/form.ts";
import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import type { Language } from "../messages/messages.ts";
import { lineField } from "../ui/controls-template.ts";
import { type AskedBefore, insertedAt, movedBy, textWith, withoutAt } from "../form-draft/form-draft.ts";
import type { FormsSay } from "../form-draft/forms-messages.ts";

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
  /** The kind of question that is added next: a scale, `choice`, or `=` and the id of one that was asked before. */
  readonly adding: string;
  readonly setAdding: (kind: string) => void;
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
  return html`<div class="short">
    ${lineField({
      ...{ id: controlId(at), label: say("fo.id"), value: id, most: 64, fault: view.faults.get(at) ?? null },
      ...(isBrief ? {} : { hint: say("fo.id.new") }),
      typed: (typed) => set(typed.trim()),
    })}
  </div>`;
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

/** An item of one of a form's lists. */
export type ListItem<T> = {
  /** Where the list is, such as `questions/1/options`. */
  readonly place: string;
  readonly list: readonly T[];
  readonly index: number;
  /** The first place that it can move to. */
  readonly first?: number;
  /** A form with this list changed. */
  readonly put: (form: Form, change: (list: readonly T[]) => T[]) => Form;
};

/**
 * Draws the buttons that move an item of a list up and down, or remove it. After a move the same button has the focus, at an
 * end of the list the other one.
 */
export function itemButtons<T extends { readonly text: LocalizedText }>(
  view: BuilderView,
  { place, list, index, first = 0, put }: ListItem<T>,
): TemplateResult {
  const { say, form } = view;
  const item = list[index] as T;
  const text = item.text.vi;
  const mover = (by: -1 | 1): (() => void) | null => {
    const to = index + by;
    if (to < first || to >= list.length) return null;
    const isAtEnd = to === (by === -1 ? first : list.length - 1);
    const focused = `${controlId(`${place}/${to}`)}-${(by === -1) === isAtEnd ? "down" : "up"}`;
    return () =>
      view.change(
        put(form, (all) => movedBy(all, index, by)),
        focused,
      );
  };
  const remove = (): void =>
    view.removed(
      put(form, (all) => withoutAt(all, index)),
      { text, restore: (now) => put(now, (all) => insertedAt(all, index, item)) },
    );
  const button = (name: "up" | "down" | "remove", press: (() => void) | null): TemplateResult => html`<button
    type="button"
    id="${controlId(`${place}/${index}`)}-${name}"
    aria-label=${say("fo.of", { act: say(`fo.${name}`), text: text.trim() || say("fo.untitled") })}
    aria-disabled=${press ? nothing : "true"}
    @click=${press}
  >
    ${say(`fo.${name}`)}
  </button>`;
  return html`<div class="row small">${button("up", mover(-1))} ${button("down", mover(1))} ${button("remove", remove)}</div>`;
}
