import { html, type TemplateResult } from "lit/html.js";
import type { CommentState, OfficeComment } from "../../shared/contract/comment.ts";
import type { DeskMessageKey } from "../messages/desk-messages.ts";
import { actionButton, checkField, chooseField, lineField } from "../ui/controls-template.ts";
import { dayWords } from "../messages/messages.ts";
import { deskComment } from "./desk-comment-template.ts";
import { outcome, type ShownDesk } from "./outcome-template.ts";
import type { DeskController } from "./desk-controller.ts";
import { deskDigest } from "./desk-digest-template.ts";

const states = ["received", "held", "approved", "hidden", "assigned", "answered", "closed", "withdrawn"] as const;

/** Draws the desk: the form for the key, then comments or the month in brief. */
export function deskScreen(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  if (control.view === "key") return keyForm(shown);
  const tab = (word: string, view: DeskController["view"]): TemplateResult =>
    html`<button type="button" aria-pressed=${control.view === view} @click=${() => control.show(view)}>${word}</button>`;
  return html`<div class="row tabs">
      ${tab(say("d.tab.list"), "list")} ${tab(say("d.tab.digest"), "digest")}
      ${actionButton(say("d.leave"), { press: () => control.askToLeave(true), kind: "plain" })}
    </div>
    ${control.isLeaving ? leaving(shown) : ""}
    ${control.view === "digest" ? deskDigest(shown) : desk(shown)}`;
}

/** Asks before half-written answers are deleted. */
function leaving({ say, control }: ShownDesk): TemplateResult {
  return html`<div class="card" id="leaving" tabindex="-1" role="group" aria-labelledby="unsent">
    <p id="unsent">${say("d.leave.drafts", { n: control.drafts.count })}</p>
    <div class="row">
      ${actionButton(say("d.leave.stay"), { press: () => control.askToLeave(false), kind: "main" })}
      ${actionButton(say("d.leave.go"), { press: () => control.leave() })}
    </div>
  </div>`;
}

function keyForm(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { form, isBusy } = control;
  const entered = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.target as Element).localName === "input") void control.open();
  };
  return html`<p class="soft">${say("d.lead")}</p>
    <div class="narrow" @keydown=${entered}>
      ${lineField({ id: "agency", label: say("d.agency"), value: form.agency, typed: (agency) => control.fill({ agency }) })}
      ${lineField({
        ...{ id: "key", label: say("d.key"), value: form.key, type: "password" },
        typed: (key) => control.fill({ key }),
      })}
      ${outcome(shown, "open")}
      <div class="row">
        ${actionButton(say(isBusy ? "d.busy" : "d.open"), { press: () => void control.open(), kind: "main", isBusy })}
      </div>
    </div>`;
}

/** List and comment side by side; on a phone the open comment replaces the list. */
function desk(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { comment } = control;
  return html`<div class=${comment ? "desk reading" : "desk"}>
    <section class="list" aria-label=${say("d.tab.list")}>${filters(shown)} ${section(shown, "late")}
      ${control.form.lateOnly ? "" : section(shown, "rest")}
    </section>
    <section class="open" aria-label=${say("d.words")}>
      ${comment ? deskComment(shown, comment) : html`<p class="soft">${say("d.choose")}</p>`}
    </section>
  </div>`;
}

function filters(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { form } = control;
  const all = ["", say("d.filter.all")] as const;
  const go = (): void => void control.list();
  return html`<details>
    <summary>${say("d.filter")}</summary>
    ${chooseField({
      ...{ id: "state", label: say("d.filter.state"), value: form.state },
      choices: [all, ...states.map((state) => [state, say(`s.${state}`)] as const)],
      chosen: (state) => control.fill({ state: state as CommentState | "" }),
    })}
    ${lineField({ id: "q", label: say("d.filter.q"), value: form.q, typed: (q) => control.fill({ q }) })}
    ${checkField({
      ...{ id: "late-only", label: say("d.filter.late"), isOn: form.lateOnly },
      set: (lateOnly) => control.fill({ lateOnly }),
    })}
    <div class="row">${actionButton(say("d.filter.go"), { press: go, isBusy: control.isBusy })}</div>
    ${outcome(shown, "filter")}
  </details>`;
}

function section(shown: ShownDesk, kind: "late" | "rest"): TemplateResult {
  const { say, control } = shown;
  const { rows, cursor } = control[kind];
  const count = cursor === null ? String(rows.length) : `${rows.length}+`;
  return html`<h2>${say(`d.${kind}`, { n: count })}</h2>
    ${rows.length === 0 ? html`<p class="soft">${say("d.none")}</p>` : ""}
    <ul class="rows" id=${kind}>
      ${rows.map((row) => html`<li>${rowOf(shown, row)}</li>`)}
    </ul>
    ${
      cursor === null
        ? ""
        : html`<div class="row">
            ${actionButton(say("d.more"), { press: () => void control.more(kind), isBusy: control.isBusy })}
          </div>`
    }
    ${outcome(shown, kind)}`;
}

function rowOf(shown: ShownDesk, row: OfficeComment): TemplateResult {
  const { say, language, control } = shown;
  const isOpen = control.comment?.id === row.id;
  const state = say(row.not_a_comment ? `not.${row.not_a_comment}` : `s.${row.state}`);
  const status = row.deadline && say(`d.clock.${row.deadline.status}` as DeskMessageKey);
  const draft = control.drafts.has(row.id) && say("d.draft");
  const facts = [dayWords(row.received_on, language), state, status, draft].filter(Boolean).join(" · ");
  return html`<button
    type="button"
    class="entry"
    data-id=${row.id}
    aria-current=${isOpen ? "true" : "false"}
    @click=${() => void control.read(row.id)}
  >
    <span class="meta">${facts}</span>
    <span class="gist" dir="auto">${row.words ?? say("d.words.gone")}</span>
    <span class="meta"><bdi>${(row.assigned_to ?? row.unit).name}</bdi></span>
  </button>${control.act === `read ${row.id}` ? outcome(shown, control.act) : ""}`;
}
