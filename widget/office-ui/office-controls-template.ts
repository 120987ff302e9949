import { html, nothing, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import { dayWords, type Language } from "../messages/messages.ts";
import { actionButton, faultNote } from "../ui/controls-template.ts";
import { copyController } from "./copy-controller.ts";
import type { ListController } from "./list-controller.ts";
import type { Problem } from "./office-client.ts";
import { pickOfficeUiMessages } from "./office-ui-messages.ts";
import { problemWords } from "./problem-words.ts";

export { levelName } from "./office-ui-messages.ts";
export { detailWords, problemWords } from "./problem-words.ts";
export { isLocal } from "./is-local.ts";
export {
  forgetNames,
  isWithin,
  knownServices,
  knownUnits,
  serviceField,
  type UnitRow,
  unitField,
  unitsOn,
} from "./unit-field-template.ts";

/** A day to choose. `typed` is called with `2026-12-05`, or with nothing. */
export type DayField = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly language: Language;
  readonly typed: (day: string) => void;
  readonly min?: string;
  readonly max?: string;
};

/** Draws a field for a day. Browsers show it in an order of their own, so the words below say what was understood. */
export function dayField({ id, label, value, language, typed, min, max }: DayField): TemplateResult {
  return html`<label for=${id}>${label}</label>
    <input
      id=${id}
      type="date"
      .value=${value}
      min=${min ?? nothing}
      max=${max ?? nothing}
      aria-describedby="${id}-understood"
      @change=${(event: Event) => typed((event.target as HTMLInputElement).value)}
    />
    <p class="understood" id="${id}-understood">${value === "" ? "" : understoodDay(value, language)}</p>`;
}

/** A day with its weekday: `05/12/2026, thứ Bảy`. */
export function understoodDay(day: string, language: Language): string {
  const weekday = new Date(`${day}T00:00:00Z`).toLocaleDateString(language, { weekday: "long", timeZone: "UTC" });
  return `${dayWords(day, language)}, ${weekday}`;
}

/** A dialog that asks before something happens. */
export type AskDialog = {
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly body: TemplateResult | string;
  readonly confirm: string;
  readonly isBusy: boolean;
  readonly fault: string | null;
  readonly language: Language;
  readonly confirmed: () => void;
  /** Escape, or the button. */
  readonly left: () => void;
  /** Where something cannot be undone: the name that must be typed, what is typed, and what keeps it. */
  readonly typeName?: { readonly name: string; readonly typed: string; readonly set: (typed: string) => void };
};

/** Draws a dialog while something is asked, and nothing for null. Focus goes back to what had it. */
export function askDialog(asked: AskDialog | null): TemplateResult | typeof nothing {
  if (!asked) return nothing;
  const { title, body, confirm, isBusy, fault, language, confirmed, left, typeName } = asked;
  const say = pickOfficeUiMessages(language);
  const isNamed = !typeName || typeName.typed.trim() === typeName.name;
  return modal(
    title,
    left,
    html`<p>${body}</p>
      ${
        typeName
          ? html`<label for="ask-name">${say("ou.type-name", { name: typeName.name })}</label>
              <input
                id="ask-name"
                autocomplete="off"
                .value=${typeName.typed}
                @input=${(event: Event) => typeName.set((event.target as HTMLInputElement).value)}
              />`
          : nothing
      }
      ${faultNote(fault)}
      <div class="row">
        ${actionButton(confirm, { press: confirmed, kind: "main", isBusy: isBusy || !isNamed })}
        ${actionButton(say("ou.cancel"), { press: left })}
      </div>`,
  );
}

/** Draws an open modal dialog. `left`: it was closed by Escape. Chrome 80 does not return the focus, so this does. */
export function modal(title: string, left: () => void, body: TemplateResult): TemplateResult {
  return html`<dialog
    aria-label=${title}
    ${ref(openModal)}
    @cancel=${(event: Event) => {
      event.preventDefault();
      left();
    }}
    @close=${(event: Event) => {
      left();
      stayOpen(event.currentTarget as HTMLDialogElement);
    }}
  >
    <h2 tabindex="-1">${title}</h2>
    ${body}
  </dialog>`;
}

/** What had the focus before each open dialog, the newest last. */
const cameFrom: (HTMLElement | null)[] = [];

function openModal(element: Element | undefined): void {
  if (!(element instanceof HTMLDialogElement)) {
    const before = cameFrom.pop();
    // While the dialog is still there, nothing else takes the focus. What the page gave it to when the dialog left keeps it.
    queueMicrotask(() => {
      if (before && !inFocus(before.getRootNode() as Document | ShadowRoot)?.matches(":not(body)")) before.focus();
    });
    return;
  }
  // The template is drawn before it is part of the page, and only then a dialog can open and knows what has the focus.
  queueMicrotask(() => {
    if (!element.isConnected || element.open) return;
    cameFrom.push(inFocus(element.getRootNode() as Document | ShadowRoot));
    element.showModal();
  });
}

/** What has the focus, also in an element's own tree. */
function inFocus({ activeElement }: DocumentOrShadowRoot): HTMLElement | null {
  const root = activeElement?.shadowRoot;
  return root?.activeElement ? inFocus(root) : (activeElement as HTMLElement | null);
}

/** Chrome closes a dialog at a second Escape, whatever it was told. One that is still drawn after that is open again. */
function stayOpen(dialog: HTMLDialogElement): void {
  requestAnimationFrame(() => {
    if (dialog.isConnected && !dialog.open) dialog.showModal();
  });
}

/** Draws the button for more rows of a list; nothing after the last page. */
export function moreButton(
  next: string | null,
  { language, isBusy, press }: { readonly language: Language; readonly isBusy: boolean; readonly press: () => void },
): TemplateResult | typeof nothing {
  if (next === null) return nothing;
  return html`<div class="row">${actionButton(pickOfficeUiMessages(language)("ou.more"), { press, isBusy })}</div>`;
}

/**
 * Draws a button that copies a text, and says on it that it has. Where the browser refuses, the text is there to be marked.
 * `what` names the text where a page has several.
 */
export function copyButton(text: string, language: Language, what: string = ""): TemplateResult {
  const say = pickOfficeUiMessages(language);
  const copy = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLButtonElement;
    const done = await copyController.copy(text);
    const told = button.querySelector("[role=status]");
    if (told) told.textContent = say(done ? "ou.copied" : "ou.not-copied");
  };
  const named = what === "" ? nothing : html`<span class="unseen">${what}</span>`;
  return html`<button type="button" @click=${copy}>${say("ou.copy")} ${named} <span role="status"></span></button>`;
}

/** Draws a heading with a part below it. */
export function part(title: string, body: TemplateResult): TemplateResult {
  return html`<section class="card"><h2>${title}</h2>${body}</section>`;
}

/** Draws the button that goes back to the list. */
export function backButton(word: string, press: () => void): TemplateResult {
  return html`<p>${actionButton(`‹ ${word}`, { press, kind: "plain" })}</p>`;
}

/** Draws that something is being loaded. */
export function loadingNote(language: Language): TemplateResult {
  return html`<p role="status">${pickOfficeUiMessages(language)("ou.loading")}</p>`;
}

/** Draws a list that is read page by page: its rows, that it is being loaded, or why it could not be. */
export function listTemplate<Row>(
  list: ListController<Row>,
  language: Language,
  rows: (rows: readonly Row[]) => TemplateResult,
): TemplateResult {
  const { problem, next, isBusy } = list;
  const again = (): void => void (list.rows ? list.more() : list.reload());
  return html`${list.rows ? rows(list.rows) : problem ? nothing : loadingNote(language)}
    ${problem ? loadFault(problem, language, again) : moreButton(next, { language, isBusy, press: again })}`;
}

/** Draws why something could not be loaded, with a button to try again; null: the server cannot be reached. */
export function loadFault(problem: Problem | null, language: Language, again: () => void): TemplateResult {
  const words = problemWords(problem ?? { type: "#unreachable", title: "", status: 503 }, language);
  return html`${faultNote(words)}
    <p>${actionButton(pickOfficeUiMessages(language)("ou.again"), { press: again })}</p>`;
}
