import { html, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import { levelName, moreButton, unitField } from "../office-ui/office-controls-template.ts";
import { dayWords, numberWords } from "../messages/messages.ts";
import { actionButton, checkField, chooseField, lineField } from "../ui/controls-template.ts";
import type { DeskFilter, SectionKind } from "../desk-work/desk-controller.ts";
import { beginning, dueWords, latePart, nameOf, outcome, type ShownDesk } from "../desk-words/shown-desk-template.ts";

const states = ["received", "held", "approved", "hidden", "assigned", "answered", "closed", "withdrawn"] as const;

/** The list of comments: filter, what is done with many, overdue ones, the others. */
export function deskListing(shown: ShownDesk): TemplateResult {
  const { control } = shown;
  return html`${filters(shown)} ${control.rights.mayWrite ? bulk(shown) : ""} ${section(shown, "late")}
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

const deskBulk = latePart(() => import("./desk-bulk-template.ts").then(({ deskBulk }) => deskBulk));

/** Draws the field that selects all. What can be done with many is loaded when the first one is selected. */
function bulk(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { list, bulk } = control;
  const isAll = list.rows.length > 0 && list.picked.size === list.rows.length;
  const set = (isOn: boolean): void => {
    list.pickAll(isOn);
    control.redraw();
  };
  return html`<section class="bulk" aria-label=${say("d.bulk")}>
    ${checkField({ id: "pick-all", label: say("d.pick.all"), isOn: isAll, set })}
    ${list.picked.size > 0 || bulk.course ? deskBulk(shown) : ""}
  </section>`;
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
    ${moreButton(cursor, { language, isBusy: control.isBusy, press: () => void control.more(kind) })} ${outcome(shown, kind)}`;
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
      <span class="gist" dir="auto" lang="vi">${beginning(words, 240)}</span>
      ${rated.length === 0 ? "" : html`<span class="meta">${rated.join(" · ")}</span>`}
      <span class="meta"><bdi lang="vi">${(row.assigned_to ?? row.unit).name}</bdi>${place}</span>
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
