import { html, nothing, type TemplateResult } from "lit/html.js";
import type { KioskSettings } from "../../shared/contract/form.ts";
import { checkField, chooseField } from "../ui/controls-template.ts";
import { type BuilderView, controlId, faultAt, numberField } from "./fields-template.ts";

const kioskComments = ["both", "keyboard", "phone", "off"] as const;

/** Draws whether comments are asked, and how kiosks ask. */
export function settingsSection(view: BuilderView): TemplateResult {
  const { say, form } = view;
  const { kiosk = {} } = form;
  const set = (change: Partial<KioskSettings>): void => {
    const next = withoutUndefined({ ...kiosk, ...change });
    const { kiosk: _, ...rest } = form;
    view.change(Object.keys(next).length === 0 ? rest : { ...rest, kiosk: next });
  };
  const choices = kioskComments.map((one) => [one, say(`fo.k.comment.${one}`)] as const);
  const number = (name: "idle_seconds" | "countdown_seconds" | "pressure_percent", usual: string): TemplateResult =>
    numberField(view, {
      place: `kiosk/${name}`,
      label: say(`fo.k.${name}`),
      value: kiosk[name],
      usual,
      set: (value) => set({ [name]: value }),
    });
  return html`<section aria-labelledby="settings-head">
    <h2 id="settings-head" tabindex="-1">${say("fo.comment")}</h2>
    ${checkField({
      id: controlId("comment"),
      label: say("fo.comment.ask"),
      isOn: form.comment,
      set: (comment) => view.change({ ...form, comment }),
    })}
    ${
      form.comment
        ? html`<div class="short">
            ${chooseField({ id: controlId("kiosk/comment"), label: say("fo.k.comment"), value: kiosk.comment ?? "both", choices, chosen: (one) => set({ comment: one as (typeof kioskComments)[number] }) })}
          </div>`
        : nothing
    }
    ${number("idle_seconds", "20")} ${number("countdown_seconds", "10")} ${number("pressure_percent", "20%")}
    ${servicesField(view, kiosk, set)}
  </section>`;
}

function withoutUndefined(kiosk: KioskSettings): KioskSettings {
  return Object.fromEntries(Object.entries(kiosk).filter(([, value]) => value !== undefined));
}

function servicesField(
  view: BuilderView,
  { services = [] }: KioskSettings,
  set: (change: Partial<KioskSettings>) => void,
): TemplateResult {
  const { say } = view;
  const typed = (words: string): void => {
    const ids = words.split(/[\s,;]+/).filter((id) => id !== "");
    set({ services: ids.length === 0 ? undefined : ids });
  };
  return html`<details>
    <summary>${say("fo.k.services")} (${services.length})</summary>
    <p class="soft">${say("fo.k.services.hint")}</p>
    <label for=${controlId("kiosk/services")}>${say("fo.k.services")}</label>
    <textarea
      id=${controlId("kiosk/services")}
      rows="4"
      maxlength="8000"
      autocomplete="off"
      spellcheck="false"
      .value=${services.join("\n")}
      @change=${(event: Event) => typed((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    ${servicesFault(view)}
  </details>`;
}

function servicesFault(view: BuilderView): TemplateResult | typeof nothing {
  const place = [...view.faults.keys()].find((at) => at.startsWith("kiosk/services"));
  return place ? faultAt(view, place) : nothing;
}
