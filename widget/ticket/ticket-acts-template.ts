import { html, type TemplateResult } from "lit/html.js";
import type { Ticket } from "../../shared/contract/ticket.ts";
import type { TicketMessageKey } from "../messages/ticket-messages.ts";
import { actionButton, textField } from "../ui/controls-template.ts";
import type { ShownTicket } from "./ticket-template.ts";

/** Best first, as everywhere. */
const levels = [5, 4, 3, 2, 1] as const;

/** What a ticket's holder may do: rate the answer, send the comment to the unit again, have the words deleted. */
export function ticketActs(shown: ShownTicket, ticket: Ticket): TemplateResult {
  const { may } = ticket;
  return html`${may.rate ? help(shown) : rated(shown, ticket)} ${may.reopen ? reopening(shown) : ""}
  ${may.withdraw ? withdrawing(shown) : ""}`;
}

function wordOf(level: number): TicketMessageKey {
  return `h.${level}` as TicketMessageKey;
}

function rated({ say }: ShownTicket, { rating }: Ticket): TemplateResult | "" {
  return rating === null ? "" : html`<p>${say("l.rated", { word: say(wordOf(rating)) })}</p>`;
}

function help({ say, control }: ShownTicket): TemplateResult {
  return html`<fieldset class="card">
    <legend>${say("l.help")}</legend>
    ${levels.map(
      (level) => html`<label class="level">
        <input
          type="radio"
          name="help"
          value=${level}
          .checked=${control.level === level}
          @change=${() => control.fill({ level })}
        /><span>${say(wordOf(level))}</span></label
      >`,
    )}
    <div class="row">
      ${actionButton(say("l.send"), { press: () => void control.rate(), kind: "main", isBusy: control.isBusy })}
    </div>
  </fieldset>`;
}

function reopening({ say, control }: ShownTicket): TemplateResult {
  const typed = (why: string): void => control.fill({ why });
  const send = { press: () => void control.reopen(), isBusy: control.isBusy };
  return html`<details>
    <summary>${say("l.reopen")}</summary>
    ${textField({ id: "why", label: say("l.reopen.why"), value: control.why, most: 1000, typed })}
    <div class="row">${actionButton(say("l.reopen.send"), send)}</div>
  </details>`;
}

function withdrawing({ say, control }: ShownTicket): TemplateResult {
  return html`<details>
    <summary>${say("l.withdraw.open")}</summary>
    <p>${say("l.withdraw")}</p>
    <div class="row">
      ${actionButton(say("l.withdraw.yes"), { press: () => void control.withdraw(), isBusy: control.isBusy })}
    </div>
  </details>`;
}
