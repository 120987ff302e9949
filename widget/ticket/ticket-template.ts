import type { TemplateResult } from "lit/html.js";
import { html, nothing } from "lit/html.js";
import type { Ticket } from "../../shared/contract/ticket.ts";
import { actionButton, areLong, faultNote, lineField, qrCode, type QrEncode } from "../ui/controls-template.ts";
import { kindWords, type WordsSay } from "../messages/words-messages.ts";
import type { TicketMessageKey, TicketSay } from "../messages/ticket-messages.ts";
import { spacedTicket } from "../visit/ticket-code.ts";
import { dayWords } from "../ui/shown-words.ts";
import type { TicketController } from "./ticket-controller.ts";
import { ticketActs } from "./ticket-acts-template.ts";
import { spelledTicket } from "./typed-ticket.ts";

/** What the page is drawn from. */
export type ShownTicket = {
  readonly say: TicketSay;
  readonly sayWords: WordsSay;
  readonly control: TicketController;
  readonly server: string;
  readonly encode: QrEncode;
  readonly print: () => void;
};

/** What is to be seen now: the form, or where the comment stands. */
export function ticketScreen(shown: ShownTicket): TemplateResult {
  return shown.control.ticket ? found(shown, shown.control.ticket) : form(shown);
}

function form({ say, control }: ShownTicket): TemplateResult {
  const { fault, isBusy, typed } = control;
  const entered = (event: KeyboardEvent): void => {
    if (event.key === "Enter") void control.look();
  };
  return html`<div @keydown=${entered}>
      ${lineField({
        id: "code",
        label: say("l.field"),
        value: typed,
        most: 300,
        hint: say("l.field.hint"),
        typed: (text) => control.fill({ typed: text }),
      })}
    </div>
    ${faultNote(fault && say(fault))}
    <div class="row">
      ${actionButton(say(isBusy ? "l.busy" : "l.look"), { press: () => void control.look(), kind: "main", isBusy })}
    </div>`;
}

function found(shown: ShownTicket, ticket: Ticket): TemplateResult {
  const { say, control } = shown;
  return html`<div class="screen">
      <section class="card" aria-labelledby="state">
        <h2 id="state" tabindex="-1">${say(standing(ticket))}</h2>
        ${facts(shown, ticket)}
        ${ticket.not_a_comment ? html`<p>${say(`l.not.${ticket.not_a_comment}`)}</p>` : ""}
        ${ticket.hide_reason ? html`<p>${say("l.hide", { reason: say(`hide.${ticket.hide_reason}`) })}</p>` : ""}
      </section>
      ${faultNote(control.fault && say(control.fault))} ${words(shown, ticket)} ${answers(shown, ticket)}
      ${ticketActs(shown, ticket)} ${official(shown)}
    </div>
    ${slip(shown)}
    <div class="row screen">${actionButton(say("l.another"), { press: () => control.forget(), kind: "plain" })}</div>`;
}

function standing({ state, not_a_comment, is_overdue }: Ticket): TicketMessageKey {
  if (not_a_comment && state !== "withdrawn") return "st.not";
  return is_overdue ? "st.overdue" : `st.${state}`;
}

function facts({ say }: ShownTicket, ticket: Ticket): TemplateResult {
  const row = (name: string, value: string | TemplateResult): TemplateResult =>
    html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const isAnswered = ticket.replies.length > 0;
  return html`<dl>
    ${ticket.is_overdue ? row(say("l.state"), say(`st.${ticket.state}`)) : ""}
    ${row(say("l.unit"), html`<bdi>${ticket.unit.name}</bdi>`)} ${row(say("l.received"), dayWords(ticket.received_on))}
    ${ticket.due_on && !isAnswered ? row(say("l.due"), dayWords(ticket.due_on)) : ""}
    ${row(say("l.public"), say(ticket.is_published ? "l.public.yes" : "l.public.no"))}
  </dl>`;
}

function words({ say, sayWords }: ShownTicket, ticket: Ticket): TemplateResult {
  const kinds = ticket.masked.map(({ kind }) => kind);
  return html`<h2>${say("l.words")}</h2>
    ${
      ticket.words === null
        ? html`<p class="soft">${say("l.words.gone")}</p>`
        : html`<p
              class=${areLong(ticket.words) ? "said long" : "said"}
              tabindex=${areLong(ticket.words) ? "0" : nothing}
              dir="auto"
            >${ticket.words}</p>
            ${kinds.length > 0 ? html`<p class="soft">${say("l.masked", { kinds: kindWords(kinds, sayWords) })}</p>` : ""}`
    }`;
}

function answers({ say }: ShownTicket, { replies }: Ticket): TemplateResult | "" {
  if (replies.length === 0) return "";
  return html`<h2>${say("l.answers")}</h2>
    ${replies.map(
      ({ on, unit, words: answer, is_public }) => html`<article class="message">
        <h3><bdi>${say("l.answered", { unit: unit.name, day: dayWords(on) })}</bdi></h3>
        <p class="said" dir="auto">${answer}</p>
        ${is_public ? "" : html`<p class="soft">${say("l.answer.private")}</p>`}
      </article>`,
    )}`;
}

function official({ say, control }: ShownTicket): TemplateResult {
  const channel = control.official;
  return html`<p class="soft">
    ${say("l.notpetition")}
    ${channel ? html`${say("l.official")} <a href=${channel.url} rel="noopener noreferrer">${channel.name}</a>` : ""}
  </p>`;
}

/** What is printed, and kept: the code in groups, spelled for a voice, and as a QR code. */
function slip({ say, control, server, encode, print }: ShownTicket): TemplateResult {
  const code = control.code ?? "";
  return html`<section class="card slip" aria-labelledby="slip">
    <h2 id="slip">${say("k.slip")}</h2>
    <p class="code" aria-hidden="true" translate="no">${spacedTicket(code)}</p>
    <p class="unseen">${spelledTicket(code)}</p>
    ${qrCode(`${server}/ticket/#${code}`, say("k.qr"), encode)}
    <p class="soft">${say("k.keep")}</p>
    <p class="paper">${server}/ticket/</p>
    <div class="row screen">${actionButton(say("k.print"), { press: print })}</div>
  </section>`;
}
