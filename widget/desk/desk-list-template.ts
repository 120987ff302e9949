import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import { levelName, unitField } from "../office-ui/office-controls-template.ts";
import { dayWords, numberWords } from "../messages/messages.ts";
import { actionButton, checkField, chooseField, lineField } from "../ui/controls-template.ts";
import { deskBulk } from "./desk-bulk-template.ts";
import type { DeskFilter, SectionKind } from "./desk-list.ts";
import { outcome } from "./outcome-template.ts";
import { beginning, nameOf, type ShownDesk } from "./shown-desk.ts";

const states = ["received", "held", "approved", "hidden", "assigned", "answered", "closed", "withdrawn"] as const;

/** The list of comments: filter, what is done with many, overdue ones, the others. */
export function deskListing(shown: ShownDesk): TemplateResult {
  const { control } = shown;
  return html`${filters(shown)} ${control.rights.mayWrite ? deskBulk(shown) : ""} ${section(shown, "late")}
  ${control.list.filter.lateOnly ? "" : section(shown, "rest")}`;
}

function filters(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { filter } = control.list;
  const set = (given: Partial<DeskFilter>): void => {
    control.list.filter = { ...control.list.filter, ...given };
  };
  const go = (given: Partial<DeskFilter>): void => {
    set(given);
    void control.load();
  };
  const entered = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.target as Element).id === "q") go({});
  };
  return html`<details>
    <summary>${say("d.filter")}</summary>
    <div @keydown=${entered}>
      ${chooseField({
        ...{ id: "state", label: say("d.filter.state"), value: filter.state },
        choices: [
          ["open", say("d.filter.open")],
          ["all", say("d.filter.all")],
          ...states.map((state) => [state, say(`s.${state}`)] as const),
        ],
        chosen: (state) => go({ state: state as DeskFilter["state"] }),
      })}
      ${unitFilter(shown, (unit) => go({ unit }))}
      ${checkField({
        ...{ id: "late-only", label: say("d.filter.late"), isOn: filter.lateOnly },
        set: (lateOnly) => go({ lateOnly }),
      })}
      ${lineField({ id: "q", label: say("d.filter.q"), value: filter.q, typed: (q) => set({ q }) })}
      <div class="row">${actionButton(say("d.filter.go"), { press: () => go({}), isBusy: control.isBusy })}</div>
    </div>
  </details>
  ${outcome(shown, "filter")}`;
}

/** Only where somebody has more than one unit. */
function unitFilter({ say, control }: ShownDesk, chosen: (unit: string) => void): unknown {
  if (control.names.units.size < 2) return "";
  const { unit } = control.list.filter;
  const field = { id: "of-unit", label: say("d.filter.unit"), value: unit };
  return unitField(control.deps, { ...field, chosen: (code) => (code === unit ? undefined : chosen(code)) });
}

function section(shown: ShownDesk, kind: SectionKind): TemplateResult {
  const { say, control, language } = shown;
  const { rows, cursor } = control.list[kind];
  const count = numberWords(rows.length, language, 0);
  return html`<h2 class=${rows.length === 0 ? "" : kind}>${say(`d.${kind}`, { n: cursor === null ? count : `${count}+` })}</h2>
    ${rows.length === 0 ? html`<p class="soft">${say("d.none")}</p>` : ""}
    <ul class="rows" id=${kind}>
      ${repeat(
        rows,
        ({ id }) => id,
        (row) => html`<li>${rowOf(shown, row)}</li>`,
      )}
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
  const words = row.words ?? say("d.words.gone");
  const state = say(row.not_a_comment ? `not.${row.not_a_comment}` : `s.${row.state}`);
  const channel = control.names.channelOf(row);
  const level = row.level === null ? "" : levelName(row.level, language);
  const rated = [level, ...row.reasons.map((id) => nameOf(id, shown))].filter((one) => one !== "");
  const place = [
    channel ? say(`d.channel.${channel}`) : "",
    say("d.received", { day: dayWords(row.received_on, language) }),
  ]
    .map((one) => (one === "" ? "" : ` · ${one}`))
    .join("");
  return html`${control.rights.mayWrite ? pick(shown, row, words) : ""}
    <button
      type="button"
      class="entry"
      data-id=${row.id}
      aria-current=${isOpen ? "true" : "false"}
      @click=${() => control.open(row)}
    >
      <span class="meta">${dueWords(shown, row)}${" "}<span class="state">${state}</span>${" "}${control.drafts.has(row.id) ? html`<span class="state draft">${say("d.draft")}</span>` : ""}</span>
      <span class="gist" dir="auto">${beginning(words, 240)}</span>
      ${rated.length === 0 ? "" : html`<span class="meta">${rated.join(" · ")}</span>`}
      <span class="meta"><bdi>${(row.assigned_to ?? row.unit).name}</bdi>${place}</span>
    </button>`;
}

function pick({ say, control }: ShownDesk, { id }: OfficeComment, words: string): TemplateResult {
  const set = (event: Event): void => {
    control.list.pick(id, (event.target as HTMLInputElement).checked);
    control.redraw();
  };
  return html`<label class="pick"
    ><input
      type="checkbox"
      aria-label=${say("d.pick", { words: beginning(words, 60) })}
      .checked=${live(control.list.picked.has(id))}
      @change=${set}
  /></label>`;
}

/** When an answer is due. Overdue and nearly due are told by colour, by shape and by words. */
export function dueWords({ say, language }: ShownDesk, { deadline }: OfficeComment): TemplateResult | typeof nothing {
  if (!deadline) return nothing;
  const day = dayWords(deadline.due_on, language);
  switch (deadline.status) {
    case "overdue":
      return html`<span class="due late"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1l7.5 14H.5z" /></svg>${say("d.due.late", { day })}</span>`;
    case "warned":
      return html`<span class="due soon"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 .5L15.5 8 8 15.5.5 8z" /></svg>${say("d.due.soon", { day })}</span>`;
    case "running":
      return html`<span class="due">${say("d.due.by", { day })}</span>`;
    default:
      return html`<span class="due">${say(`d.due.${deadline.status}`)}</span>`;
  }
}
