import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { CommentState } from "../../shared/contract/comment.ts";
import type { Digest } from "../../shared/contract/comment-figures.ts";
import { actionButton, faultNote, lineField } from "../ui/controls-template.ts";
import { dayWords } from "../ui/shown-words.ts";
import type { ShownDesk } from "./desk-template.ts";

/** What a month's comments say, unit by unit. */
export function deskDigest(shown: ShownDesk): TemplateResult {
  const { say, control } = shown;
  const { form, fault, isBusy, digests } = control;
  return html`<div class="narrow">
      ${lineField({ id: "month", label: say("d.month"), value: form.month, typed: (month) => control.fill({ month }) })}
      ${faultNote(fault && say(fault))}
      <div class="row">
        ${actionButton(say("d.month.show"), { press: () => void control.digest(), kind: "main", isBusy })}
      </div>
    </div>
    ${digests.map((digest) => oneDigest(shown, digest))}`;
}

function oneDigest({ say, control }: ShownDesk, digest: Digest): TemplateResult {
  const { unit, month, received, states, on_time_percent: onTime, reasons, groups, oldest_overdue: oldest } = digest;
  const open = (id: string): TemplateResult =>
    actionButton(say("d.g.open"), { press: () => void control.read(id), kind: "plain" });
  const rows = [
    [say("d.g.received"), received],
    [say("d.g.states"), stateWords({ say, control }, states)],
    [say("d.g.time"), onTime === null ? "–" : say("d.g.percent", { n: onTime })],
    [say("d.g.reasons"), reasons.map(({ id, comments }) => `${id} (${comments})`).join(", ") || "–"],
    [say("d.g.oldest"), oldest ? html`${dayWords(oldest.due_on)} ${open(oldest.id)}` : "–"],
  ] as const;
  return html`<section class="card">
    <h2><bdi>${unit.name}</bdi> · ${month}</h2>
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

function stateWords({ say }: ShownDesk, states: Digest["states"]): string {
  return Object.entries(states)
    .map(([state, count]) => `${say(`s.${state as CommentState}`)}: ${count}`)
    .join(", ");
}
