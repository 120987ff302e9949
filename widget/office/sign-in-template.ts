import { html, nothing, type TemplateResult } from "lit";
import { inLanguage, type Language } from "../messages/messages.ts";
import { kindOf } from "../office-ui/office-client.ts";
import { copyButton, problemWords } from "../office-ui/office-controls-template.ts";
import { actionButton, faultNote, lineField } from "../ui/controls-template.ts";
import { codeOf } from "./office-address.ts";
import { isOfficeKey, pickOfficeMessages } from "./office-messages.ts";
import type { SignInController } from "./sign-in-controller.ts";

/** Where signing in is drawn. */
export type SignInPlace = {
  readonly language: Language;
  /** Where the provider sends people back to. */
  readonly to: string;
  /** Over a page whose session has ended: the agency stands, and the provider opens in a tab of its own. */
  readonly isOverPage: boolean;
};

/** Draws what somebody needs to sign in: an invitation, a new own key, or the form. */
export function signInPage(control: SignInController, place: SignInPlace): TemplateResult {
  if (control.invitation) return invited(control, place);
  const say = pickOfficeMessages(place.language);
  return html`<h1 tabindex="-1">${say("of.sign-in-to")}</h1>${signInForm(control, place)}`;
}

/** Draws the form of signing in. The key stays in its field alone, and the field is emptied when it is exchanged. */
export function signInForm(control: SignInController, place: SignInPlace): TemplateResult {
  const { language, isOverPage } = place;
  const say = pickOfficeMessages(language);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector<HTMLInputElement>("#key");
    if (!field || field.value.trim() === "") return field?.focus();
    if (await control.send(field.value.trim())) field.value = "";
  };
  const provider = control.agency?.provider;
  const label = control.newName === null ? "of.sign-in" : "of.make";
  const byKey = html`${keyField(language)}
    <p class="soft" id="key-hint">${say("of.key.hint")}</p>
    ${newAgency(control, language)}${provider ? nothing : faults(control, language)}
    <div class="row">
      <button class="main" aria-disabled=${control.isBusy ? "true" : nothing}>${say(label)}</button>
      ${control.newName === null ? nothing : actionButton(say("of.make.none"), { press: control.makeNone })}
    </div>`;
  return html`<form @submit=${send}>
    ${isOverPage ? nothing : agencyField(control, language)}
    ${
      provider
        ? html`${faults(control, language)}${providerButton(control, place)}
            <details><summary>${say("of.by-key")}</summary>${byKey}</details>`
        : byKey
    }
  </form>`;
}

/** A password manager keeps it under the agency's code. */
function keyField(language: Language): TemplateResult {
  return html`<label for="key">${pickOfficeMessages(language)("of.key")}</label>
    <input
      id="key"
      type="password"
      maxlength="512"
      autocomplete="current-password"
      autocapitalize="off"
      spellcheck="false"
      aria-describedby="key-hint"
    />`;
}

function agencyField(control: SignInController, language: Language): TemplateResult {
  const say = pickOfficeMessages(language);
  const typed = (event: Event): void => void control.name((event.target as HTMLInputElement).value);
  const { agency, code } = control;
  const known = agency && (agency.name ?? say("of.agency.unknown", { code: codeOf(code) }));
  return html`<label for="agency">${say("of.agency")}</label>
    <input
      id="agency"
      .value=${code}
      maxlength="16"
      autocomplete="username"
      autocapitalize="characters"
      spellcheck="false"
      aria-describedby="agency-hint"
      @change=${typed}
    />
    <p class="soft" id="agency-hint" role="status">${known ?? say("of.agency.hint")}</p>`;
}

function providerButton(control: SignInController, { language, to, isOverPage }: SignInPlace): TemplateResult {
  const say = pickOfficeMessages(language);
  const { provider } = control.agency ?? {};
  const words = provider ? inLanguage(provider, language) : say("of.sign-in");
  // What is typed on the page below would be lost if the provider opened here.
  if (isOverPage) {
    return html`<p>${say("of.over-page")}</p>
      <p><a href=${`/office/${codeOf(control.code)}`} target="_blank" rel="noopener">${words}</a></p>`;
  }
  return html`<div class="row">
    ${actionButton(words, { press: () => void control.byProvider(to), kind: "main", isBusy: control.isBusy })}
  </div>`;
}

function newAgency(control: SignInController, language: Language): TemplateResult | typeof nothing {
  const { newName } = control;
  if (newName === null) return nothing;
  const say = pickOfficeMessages(language);
  return html`<div class="card">
    <h2>${say("of.make.title")}</h2>
    <p>${say("of.make.body")}</p>
    ${lineField({
      ...{ id: "new-name", label: say("of.make.name"), hint: say("of.make.name.hint"), value: newName },
      typed: (name) => {
        control.newName = name;
      },
    })}
  </div>`;
}

function faults({ problem, failed }: SignInController, language: Language): TemplateResult {
  const say = pickOfficeMessages(language);
  if (!problem) {
    const key = `of.failed.${failed ?? ""}`;
    return faultNote(failed === null ? null : say(isOfficeKey(key) ? key : "of.failed.other"));
  }
  const own = `of.e.${kindOf(problem)}`;
  return faultNote(isOfficeKey(own) ? say(own) : problemWords(problem, language));
}

function invited(control: SignInController, { language, to }: SignInPlace): TemplateResult {
  const say = pickOfficeMessages(language);
  const { agency, isBusy } = control;
  const take = (): void => void (agency?.provider ? control.byProvider(to) : control.take());
  const places = { agency: agency?.name ?? control.invitation?.agency ?? "" };
  const by = agency?.provider
    ? say("of.invited.provider", { provider: inLanguage(agency.provider, language) })
    : say("of.invited.key");
  return html`<h1 tabindex="-1">${say("of.invited.title")}</h1>
    <p>${say("of.invited.body", places)} ${agency ? by : ""}</p>
    ${faults(control, language)}
    <div class="row">
      ${actionButton(say("of.invited.take"), { press: take, kind: "main", isBusy: isBusy || !agency })}
      ${actionButton(say("of.invited.leave"), { press: control.declined })}
    </div>`;
}

/** Draws the own key of a new member. It is shown this once. */
export function ownKeyPage(
  key: string,
  { language, kept }: { readonly language: Language; readonly kept: () => void },
): TemplateResult {
  const say = pickOfficeMessages(language);
  return html`<h1 tabindex="-1">${say("of.own-key.title")}</h1>
    <p>${say("of.own-key.body")}</p>
    <p class="code" id="own-key">${key}</p>
    <p class="soft">${say("of.own-key.how")}</p>
    <div class="row">
      ${copyButton(key, language)} ${actionButton(say("of.own-key.kept"), { press: kept, kind: "main" })}
    </div>`;
}
