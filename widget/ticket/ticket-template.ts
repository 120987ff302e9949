import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Reply } from "../../shared/contract/comment.ts";
import type { Ticket } from "../../shared/contract/ticket.ts";
import { dayWords, type Language } from "../messages/messages.ts";
import type { TicketMessageKey, TicketSay } from "../messages/ticket-messages.ts";
import { kindWords, type WordsSay } from "../messages/words-messages.ts";
import { actionButton, areLong, faultNote, lineField, qrCode, type QrEncode } from "../ui/controls-template.ts";
import { spacedTicket } from "../visit/comment.ts";
import { ticketActs } from "./ticket-acts-template.ts";
import type { TicketController } from "./ticket-controller.ts";
import { spelledTicket } from "./typed-ticket.ts";

/** What the page is drawn from. */
export type ShownTicket = {
  readonly say: TicketSay;
  readonly sayWords: WordsSay;
  readonly language: Language;
  readonly control: TicketController;
  readonly server: string;
  readonly encode: QrEncode;
  readonly print: () => void;
};

/** The form for a code, or the comment that was found. */
export function ticketScreen(shown: ShownTicket): TemplateResult {
  return shown.control.ticket ? found(shown, shown.control.ticket) : form(shown);
}

function form({ say, control }: ShownTicket): TemplateResult {
  const { fault, isBusy, typed } = control;
  const entered = (event: KeyboardEvent): void => {
    if (event.key === "Enter") void control.look();
  };
  return html`<h1>${say("l.title")}</h1>
    <div @keydown=${entered}>
      ${lineField({
        ...{ id: "code", label: say("l.field"), value: typed, most: 300, hint: say("l.field.hint") },
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
  const { agency, unit, service } = ticket;
  return html`<p class="soft screen">${say("l.whom")}</p>
    <h1><bdi>${unit.name}</bdi></h1>
    ${service ? html`<p class="whom"><bdi>${service.name}</bdi></p>` : ""}
    ${agency.code === unit.code ? "" : html`<p class="whom"><bdi>${agency.name}</bdi></p>`}
    <div class="screen">
      <section class="card" aria-labelledby="state">
        <h2 id="state" tabindex="-1">${say(standing(ticket))}</h2>
        ${ticket.not_a_comment ? html`<p>${say(`l.not.${ticket.not_a_comment}`)}</p>` : ""}
        ${ticket.hide_reason ? html`<p>${say("l.hide", { reason: say(`hide.${ticket.hide_reason}`) })}</p>` : ""}
        ${timeline(shown, ticket)}
        ${ticket.hide_reason ? "" : html`<p>${say(ticket.is_published ? "l.public.yes" : "l.public.no")}</p>`}
      </section>
      ${faultNote(control.fault && say(control.fault))} ${ticketActs(shown, ticket)} ${official(shown, ticket)}
    </div>
    ${slip(shown)}
    <div class="row screen">${actionButton(say("l.another"), { press: () => control.forget(), kind: "plain" })}</div>`;
}

function standing({ state, not_a_comment, is_overdue }: Ticket): TicketMessageKey {
  if (not_a_comment && state !== "withdrawn") return "st.not";
  return is_overdue ? "st.overdue" : `st.${state}`;
}

/** What happened so far; last, while an answer is due, who answers now and by when. */
function timeline(shown: ShownTicket, ticket: Ticket): TemplateResult {
  const { say, language } = shown;
  const { steps, state, not_a_comment, in_charge, due_on, days_left } = ticket;
  const isOver = state === "answered" || state === "closed" || state === "withdrawn";
  const isAwaited = !isOver && !not_a_comment;
  const replies = [...ticket.replies];
  const drawn = steps.map(({ kind, on, unit, words }, place) => {
    const isAnswer = kind === "answered";
    const said =
      kind === "received" ? ownWords(shown, ticket) : isAnswer ? answer(shown, replies.shift()) : quote(words);
    return html`<li aria-current=${!isAwaited && place === steps.length - 1 ? "step" : nothing}>
      <p class="soft">${dayWords(on, language)}</p>
      <h3><bdi>${say(`s.${kind}`, { unit: unit?.name ?? "" })}</bdi></h3>
      ${said}
    </li>`;
  });
  const left = days_left ?? 0;
  const due = left === 0 ? "d.today" : left > 0 ? "d.left" : "d.over";
  return html`<ol class="steps" role="list">
    ${drawn}
    ${
      isAwaited
        ? html`<li aria-current="step">
            <h3><bdi>${say("s.awaited", { unit: in_charge.map(({ name }) => name).join(", ") })}</bdi></h3>
            ${due_on && days_left !== null ? html`<p>${say(due, { day: dayWords(due_on, language), n: Math.abs(left) })}</p>` : ""}
          </li>`
        : ""
    }
  </ol>`;
}

function quote(words: string | null): TemplateResult | "" {
  if (words === null) return "";
  const isLong = areLong(words);
  return html`<p class=${isLong ? "said long" : "said"} tabindex=${isLong ? "0" : nothing} dir="auto">${words}</p>`;
}

function ownWords({ say, sayWords }: ShownTicket, { words, masked }: Ticket): TemplateResult {
  if (words === null) return html`<p class="soft">${say("l.words.gone")}</p>`;
  const kinds = masked.map(({ kind }) => kind);
  const told = kinds.length > 0 ? say("l.masked", { kinds: kindWords(kinds, sayWords) }) : null;
  return html`${quote(words)} ${told ? html`<p class="soft">${told}</p>` : ""}`;
}

function answer({ say }: ShownTicket, reply: Reply | undefined): TemplateResult | "" {
  if (!reply) return "";
  return html`${quote(reply.words)} ${reply.is_public ? "" : html`<p class="soft">${say("l.answer.private")}</p>`}`;
}

function official({ say }: ShownTicket, { official_channel: channel }: Ticket): TemplateResult {
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
