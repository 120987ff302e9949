import { html, nothing, type TemplateResult } from "lit";
import { dayWords, type Language } from "../messages/messages.ts";
import { copyButton, modal, problemWords } from "../office-ui/office-controls-template.ts";
import { actionButton, faultNote } from "../ui/controls-template.ts";
import type { OwnKeyController } from "./own-key-controller.ts";
import { pickTodayMessages } from "./today-messages.ts";

/** Draws the dialog in which a member makes a new key, while it is open. Escape does not throw a new key away. */
export function ownKeyDialog(control: OwnKeyController, language: Language): TemplateResult | typeof nothing {
  if (!control.isOpen) return nothing;
  const say = pickTodayMessages(language);
  const { made, close } = control;
  const body = made ? newKey(made, { close, language }) : form(control, language);
  return modal(say("to.own-key.title"), made ? () => {} : close, body);
}

/** The typed key is kept in its field alone. */
function form(control: OwnKeyController, language: Language): TemplateResult {
  const say = pickTodayMessages(language);
  const { deed, isWrong } = control;
  const send = (event: Event): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector<HTMLInputElement>("#own-key");
    const key = field?.value.trim() ?? "";
    if (key === "") field?.focus();
    else void control.make(key);
  };
  return html`<form @submit=${send}>
    <p>${say("to.own-key.body")}</p>
    <label for="own-key">${say("to.own-key.now")}</label>
    <input
      id="own-key"
      type="password"
      maxlength="512"
      autocomplete="current-password"
      autocapitalize="off"
      spellcheck="false"
      aria-describedby=${isWrong ? "own-key-fault" : nothing}
      aria-invalid=${isWrong ? "true" : nothing}
    />
    ${isWrong ? html`<p class="fault" id="own-key-fault">${say("to.own-key.wrong")}</p>` : nothing}
    ${deed.problem && !isWrong ? faultNote(problemWords(deed.problem, language)) : nothing}
    <div class="row">
      <button class="main" aria-disabled=${deed.isBusy ? "true" : nothing}>${say("to.own-key.make")}</button>
      ${actionButton(say("to.own-key.cancel"), { press: control.close, kind: "plain" })}
    </div>
  </form>`;
}

type Shown = { readonly close: () => void; readonly language: Language };

function newKey(
  { key, key_expires_on: day, before_expires_on: before }: NonNullable<OwnKeyController["made"]>,
  { close, language }: Shown,
): TemplateResult {
  const say = pickTodayMessages(language);
  const days = { day: dayWords(day, language), before: dayWords(before, language) };
  return html`<h3 class="made-once" tabindex="-1">${say("to.own-key.made")}</h3>
    <p>${say("to.own-key.once", days)}</p>
    <p class="code" id="new-key">${key}</p>
    <p class="soft">${say("to.own-key.how")}</p>
    <div class="row">
      ${copyButton(key, language)} ${actionButton(say("to.own-key.kept"), { press: close, kind: "main" })}
    </div>`;
}
