import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "../messages/messages.ts";
import { modal, problemWords } from "../office-ui/office-controls-template.ts";
import { actionButton, faultNote } from "../ui/controls-template.ts";
import { pickOfficeMessages } from "./office-messages.ts";
import type { OwnSessionsController } from "./own-sessions-controller.ts";

/** Draws the list of where somebody is signed in, each with a button that ends it, but for this one. */
export function ownSessions(control: OwnSessionsController, language: Language): TemplateResult | typeof nothing {
  if (!control.isOpen) return nothing;
  const say = pickOfficeMessages(language);
  const { rows, problem } = control;
  const time = (instant: string): string =>
    new Date(instant).toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
  const row = ({ id, begun_at, last_seen_at, is_this }: NonNullable<typeof rows>[number]): TemplateResult => {
    const words = say("of.session", { begun: time(begun_at), seen: time(last_seen_at) });
    const end = html`<button type="button" aria-label=${`${say("of.session.end")}: ${words}`} @click=${() => void control.end(id)}>${say("of.session.end")}</button>`;
    return html`<li>${words} ${is_this ? html`<b>${say("of.session.this")}</b>` : end}</li>`;
  };
  return modal(
    say("of.sessions"),
    control.close,
    html`<p>${say("of.sessions.body")}</p>
      ${faultNote(problem && problemWords(problem, language))}
      ${rows ? html`<ul>${rows.map(row)}</ul>` : html`<p role="status">${problem ? "" : say("of.loading")}</p>`}
      <div class="row">${actionButton(say("of.close"), { press: control.close })}</div>`,
  );
}
