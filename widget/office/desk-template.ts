import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { CommentState, OfficeComment } from "../../shared/contract/comment.ts";
import type { DeskMessageKey, DeskSay } from "../messages/desk-messages.ts";
import { actionButton, checkField, chooseField, faultNote, lineField } from "../ui/controls-template.ts";
import { dayWords } from "../ui/shown-words.ts";
import { deskComment } from "./desk-comment-template.ts";
import type { DeskController, DeskSection } from "./desk-controller.ts";
import { deskDigest } from "./desk-digest-template.ts";

/** What the desk is drawn from. */
export type ShownDesk = { readonly say: DeskSay; readonly control: DeskController };

const states: readonly CommentState[] = [
  "received",
  "held",
  "approved",
  "hidden",
  "assigned",
  "answered",
  "closed",
  "withdrawn",
];

/** What is to be seen on the desk now. */
export function deskScreen(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  if (control.view === "key") return keyForm(shown);
  const tab = (word: string, view: DeskController["view"]): TemplateResult =>
    html`<button type="button" aria-pressed=${control.view === view} @click=${() => control.show(view)}>${word}</button>`;
  return html`<div class="row tabs">
      ${tab(say("d.tab.list"), "list")} ${tab(say("d.tab.digest"), "digest")}
      ${actionButton(say("d.leave"), { press: () => control.leave(), kind: "plain" })}
    </div>
    ${control.view === "digest" ? deskDigest(shown) : desk(shown)}`;
}

function keyForm({ say, control }: ShownDesk): TemplateResult {
  const { form, fault, isBusy } = control;
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
      ${faultNote(fault && say(fault))}
      <div class="row">
        ${actionButton(say(isBusy ? "d.busy" : "d.open"), { press: () => void control.open(), kind: "main", isBusy })}
      </div>
    </div>`;
}

/** List and comment side by side where there is room; on a phone the open comment stands in place of the list. */
function desk(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { comment, fault } = control;
  return html`<div class=${comment ? "desk reading" : "desk"}>
    <section class="list" aria-label=${say("d.tab.list")}>${filters(shown)} ${comment ? "" : faultNote(fault && say(fault))}
      ${section(shown, { isLate: true, rows: control.late })}
      ${control.form.lateOnly ? "" : section(shown, { isLate: false, rows: control.rest })}
    </section>
    <section class="open" aria-label=${say("d.words")}>
      ${comment ? deskComment(shown, comment) : html`<p class="soft">${say("d.choose")}</p>`}
    </section>
  </div>`;
}

function filters({ say, control }: ShownDesk): TemplateResult {
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
      ...{ id: "late", label: say("d.filter.late"), isOn: form.lateOnly },
      set: (lateOnly) => control.fill({ lateOnly }),
    })}
    <div class="row">${actionButton(say("d.filter.go"), { press: go, isBusy: control.isBusy })}</div>
  </details>`;
}

type Listed = { readonly isLate: boolean; readonly rows: DeskSection };

function section({ say, control }: ShownDesk, { isLate, rows: { rows, cursor } }: Listed): TemplateResult {
  const count = cursor === null ? String(rows.length) : `${rows.length}+`;
  return html`<h2>${say(isLate ? "d.late" : "d.rest", { n: count })}</h2>
    ${rows.length === 0 ? html`<p class="soft">${say("d.none")}</p>` : ""}
    <ul class="rows">
      ${rows.map((row) => html`<li>${rowOf({ say, control }, row)}</li>`)}
    </ul>
    ${
      cursor === null
        ? ""
        : html`<div class="row">
            ${actionButton(say("d.more"), { press: () => void control.more(isLate), isBusy: control.isBusy })}
          </div>`
    }`;
}

function rowOf({ say, control }: ShownDesk, row: OfficeComment): TemplateResult {
  const isOpen = control.comment?.id === row.id;
  const state = say(row.not_a_comment ? `not.${row.not_a_comment}` : `s.${row.state}`);
  const status = row.deadline ? say(`d.clock.${row.deadline.status}` as DeskMessageKey) : "";
  return html`<button
    type="button"
    class="entry"
    data-id=${row.id}
    aria-current=${isOpen ? "true" : "false"}
    @click=${() => void control.read(row.id)}
  >
    <span class="meta">${dayWords(row.received_on)} · ${state} · ${status}</span>
    <span class="gist" dir="auto">${row.words ?? say("d.words.gone")}</span>
    <span class="meta"><bdi>${(row.assigned_to ?? row.unit).name}</bdi></span>
  </button>`;
}
