import { html, type TemplateResult } from "lit/html.js";
import type { CommentState } from "../../shared/contract/comment.ts";
import type { Digest } from "../../shared/contract/comment-figures.ts";
import { dayWords, numberWords } from "../messages/messages.ts";
import { actionButton, chooseField, faultNote } from "../ui/controls-template.ts";
import type { DeskSay } from "../desk-words/desk-messages.ts";
import { faultWords, nameOf, outcome, type ShownDesk } from "../desk-words/shown-desk-template.ts";

/** What a month's comments say, unit by unit. One of the last 13 months is chosen. */
export function deskDigest(shown: ShownDesk): TemplateResult {
  const { say, language, control } = shown;
  const { digests } = control;
  const { months, month, deed, rows } = digests;
  return html`<div class="narrow">
      ${chooseField({
        ...{ id: "month", label: say("d.month"), value: month },
        choices: months.map((one) => [one, dayWords(one, language)] as const),
        chosen: (one) => {
          digests.month = one;
        },
      })}
      <div class="row">
        ${actionButton(say("d.month.show"), { press: () => void digests.load(), kind: "main", isBusy: deed.isBusy })}
      </div>
      ${faultNote(deed.problem && faultWords(shown, deed.problem))} ${outcome(shown, "digest")}
    </div>
    ${rows.map((digest) => oneDigest(shown, digest))}`;
}

function oneDigest(shown: ShownDesk, digest: Digest): TemplateResult {
  const { say, language, control } = shown;
  const { unit, month, received, states, on_time_percent: onTime, reasons, groups, oldest_overdue: oldest } = digest;
  const open = (id: string): TemplateResult =>
    actionButton(say("d.g.open"), { press: () => void control.read(id, "digest"), kind: "plain" });
  const rows = [
    [say("d.g.received"), received],
    [say("d.g.states"), stateWords(say, states)],
    [say("d.g.time"), onTime === null ? "–" : say("d.g.percent", { n: numberWords(onTime, language) })],
    [say("d.g.reasons"), reasons.map(({ id, comments }) => `${nameOf(id, shown)} (${comments})`).join(", ") || "–"],
    [say("d.g.oldest"), oldest ? html`${dayWords(oldest.due_on, language)} ${open(oldest.id)}` : "–"],
  ] as const;
  return html`<section class="card">
    <h2><bdi>${unit.name}</bdi> · ${dayWords(month, language)}</h2>
    <dl>
      ${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>
    ${groups.length > 0 ? html`<h3>${say("d.g.groups")}</h3>` : ""}
    <ul>
      ${groups.map(
        ({ comments, id, words }) =>
          html`<li dir="auto">${say("d.g.group", { n: comments, words: words ?? "…" })} ${id === null ? "" : open(id)}</li>`,
      )}
    </ul>
  </section>`;
}

function stateWords(say: DeskSay, states: Digest["states"]): string {
  return Object.entries(states)
    .map(([state, count]) => `${say(`s.${state as CommentState}`)}: ${count}`)
    .join(", ");
}
