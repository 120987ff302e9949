import Combobox from "@github/combobox-nav";
import { AsyncDirective, directive } from "lit/async-directive.js";
import { ref } from "lit/directives/ref.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { type Language, numberWords } from "../messages/messages.ts";
import { pickOfficeUiMessages } from "./office-ui-messages.ts";
import { findOptions, type FoundOption } from "./find-options.ts";

/** A field to choose one of many in, by typing part of its name or its code. */
export type ComboField = {
  readonly id: string;
  readonly label: string;
  /** What is chosen; empty for nothing. */
  readonly value: string;
  /** Is called with what is chosen, or with nothing where the text is of none. */
  readonly chosen: (value: string) => void;
  /** Returns everything there is to choose; null if it cannot be had now. Is asked each time that the list opens. */
  readonly load: () => Promise<readonly FoundOption[] | null>;
  readonly language: Language;
  readonly hint?: string;
  /** What is wrong with what is chosen. */
  readonly fault?: string | null;
};

/** Most options that are shown at once; typing more narrows them down. */
const mostShown = 50;

/** The ARIA pattern of a combobox with a list below it, after `@github/combobox-nav`. */
class ComboboxDirective extends AsyncDirective {
  private field: ComboField | null = null;
  private options: readonly FoundOption[] | null = null;
  private isMissing = false;
  private isOpen = false;
  /** What stands in the field, if that is not the name of what is chosen. */
  private typed: string | null = null;
  private input: HTMLInputElement | null = null;
  private list: HTMLElement | null = null;
  private nav: Combobox | null = null;

  render(field: ComboField): TemplateResult {
    const isFirst = this.field === null;
    if (this.field && this.field.value !== field.value && field.value !== "") this.typed = null;
    this.field = field;
    if (isFirst) void this.load();
    return this.drawn(field);
  }

  protected override disconnected(): void {
    this.nav?.destroy();
    this.nav = null;
  }

  private async load(): Promise<void> {
    const options = (await this.field?.load()) ?? null;
    this.isMissing = options === null;
    if (options) this.options = options;
    this.redraw();
  }

  private redraw(): void {
    if (!this.field || !this.isConnected) return;
    this.setValue(this.drawn(this.field));
    if (this.isOpen) this.nav?.resetSelection();
  }

  private textOf({ value }: ComboField): string {
    const option = this.options?.find((one) => one.value === value);
    return option ? labelOf(option) : value;
  }

  private drawn(field: ComboField): TemplateResult {
    const { id, label, hint, language, value } = field;
    const isUnknown = this.typed !== null && this.typed.trim() !== "" && !this.isOpen && value === "";
    const unknown = isUnknown ? pickOfficeUiMessages(language)("ou.combo.unknown") : null;
    const fault = field.fault ?? unknown;
    const found = this.isOpen && this.options ? findOptions(this.options, this.typed ?? "") : [];
    return html`<label for=${id}>${label}</label>
      <div class="combo">${this.inputOf(field, fault)} ${this.listOf(field, found)}</div>
      ${hint ? html`<p class="soft" id="${id}-hint">${hint}</p>` : nothing}
      ${fault === null ? nothing : html`<p class="fault" id="${id}-fault">${fault}</p>`}
      <p class="soft told-count" role="status">${this.told(found.length)}</p>`;
  }

  private inputOf(field: ComboField, fault: string | null): TemplateResult {
    const { id, hint } = field;
    const described = [hint ? `${id}-hint` : "", fault === null ? "" : `${id}-fault`].filter((one) => one !== "");
    return html`<input
      id=${id}
      role="combobox"
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-controls="${id}-list"
      aria-expanded="false"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      maxlength="200"
      .value=${this.typed ?? this.textOf(field)}
      aria-invalid=${fault === null ? nothing : "true"}
      aria-describedby=${described.length > 0 ? described.join(" ") : nothing}
      ${ref((element) => {
        this.input = (element as HTMLInputElement | undefined) ?? null;
      })}
      @input=${this.wasTyped}
      @click=${this.wasClicked}
      @keydown=${this.wasPressed}
      @blur=${() => this.leave()}
    />`;
  }

  private listOf({ id, language }: ComboField, found: readonly FoundOption[]): TemplateResult {
    return html`<ul
      id="${id}-list"
      role="listbox"
      aria-label=${pickOfficeUiMessages(language)("ou.combo.list")}
      ?hidden=${!this.isOpen || found.length === 0}
      ${ref((element) => {
        this.list = (element as HTMLElement | undefined) ?? null;
      })}
      @mousedown=${(event: Event) => event.preventDefault()}
      @combobox-commit=${this.wasCommitted}
    >
      ${found.slice(0, mostShown).map(
        (option, place) =>
          html`<li role="option" lang="vi" id="${id}-option-${place}" data-value=${option.value}>
            ${option.name} <span class="soft">${option.note ?? option.value}</span>
          </li>`,
      )}
    </ul>`;
  }

  private told(count: number): string {
    const { language } = this.field as ComboField;
    const say = pickOfficeUiMessages(language);
    if (this.isMissing) return say("ou.combo.missing");
    if (!this.isOpen) return "";
    if (!this.options) return say("ou.combo.loading");
    const n = numberWords(count, language);
    if (count === 0) return say("ou.combo.none");
    return count > mostShown ? say("ou.combo.many", { n, shown: mostShown }) : say("ou.combo.found", { n });
  }

  private open(): void {
    if (this.isOpen || !this.input || !this.list) return;
    this.isOpen = true;
    this.nav ??= newNav(this.input, this.list);
    this.redraw();
    this.nav.start();
    void this.load();
  }

  private close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.nav?.stop();
    this.redraw();
  }

  /** Typing then replaces what was chosen. */
  private readonly wasClicked = (): void => {
    if (this.typed === null) this.input?.select();
    this.open();
  };

  private readonly wasTyped = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    this.typed = value;
    this.open();
    this.redraw();
  };

  private readonly wasPressed = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.isOpen) {
      // Else the dialog around it would close as well.
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "ArrowDown" && !this.isOpen) {
      event.preventDefault();
      this.open();
    } else if (event.key === "Enter" && this.typed !== null) {
      // Else the form around it would be sent with what was chosen before.
      event.preventDefault();
      if (this.options && findOptions(this.options, this.typed).length === 0) this.leave();
    }
  };

  private readonly wasCommitted = (event: Event): void => {
    this.choose((event.target as HTMLElement).dataset.value ?? "");
  };

  private choose(value: string): void {
    this.typed = null;
    this.isOpen = false;
    this.nav?.stop();
    this.field?.chosen(value);
    this.redraw();
  }

  /** What was typed is chosen if it is one option's whole code or name, or if only one is left. */
  private leave(): void {
    const typed = this.typed?.trim();
    if (typed === undefined) {
      this.close();
      return;
    }
    const found = typed === "" ? [] : findOptions(this.options ?? [], typed);
    const [only] = found.length === 1 ? found : found.filter(({ value, name }) => [value, name].includes(typed));
    if (only || typed === "") this.choose(only?.value ?? "");
    else {
      this.field?.chosen("");
      this.close();
    }
  }
}

/** Enter takes the first option. It would be none after each key, if the library's own listener came after ours. */
function newNav(input: HTMLInputElement, list: HTMLElement): Combobox {
  const nav = new Combobox(input, list, { tabInsertsSuggestions: false, firstOptionSelectionMode: "active" });
  nav.inputHandler = () => {};
  return nav;
}

function labelOf({ name, value }: FoundOption): string {
  return `${name} (${value})`;
}

/** Draws a {@link ComboField}. It keeps what is typed while the page draws itself anew. */
export const comboboxField: (field: ComboField) => unknown = directive(ComboboxDirective);
