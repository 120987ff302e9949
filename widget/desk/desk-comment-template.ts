import { html, type TemplateResult } from "lit/html.js";
import type { AuditEntry } from "../../shared/contract/audit.ts";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import { localInstant } from "../clock/local-instant.ts";
import type { DeskMessageKey, DeskSay } from "../messages/desk-messages.ts";
import { actionButton, saidWords } from "../ui/controls-template.ts";
import { dayWords, type MessageKey, pickMessages } from "../messages/messages.ts";
import { deskActs } from "./desk-acts-template.ts";
import { nameOf, outcome, type ShownDesk } from "./outcome-template.ts";

/** One comment: its words, its state, what may be done, and its history. */
export function deskComment(shown: ShownDesk, comment: OfficeComment): TemplateResult {
  const { say, control, language } = shown;
  return html`<div class="row back">${actionButton(say("d.back"), { press: () => control.close(), kind: "plain" })}</div>
    <h2 id="comment" tabindex="-1">${say("d.one", { day: dayWords(comment.received_on, language) })}</h2>
    <h3>${say("d.words")}</h3>
    ${comment.words === null ? html`<p class="soft">${say("d.words.gone")}</p>` : saidWords(comment.words)}
    ${facts(shown, comment)} ${outcome(shown, "like")} ${replies(shown, comment)} ${deskActs(shown, comment)}
    ${history(shown)}`;
}

function facts(shown: ShownDesk, comment: OfficeComment): TemplateResult {
  const { say, language, control } = shown;
  const { deadline, level, like, service } = comment;
  const due = deadline ? dayWords(deadline.due_on, language) : "";
  const rows: (readonly [DeskMessageKey, unknown])[] = [
    ["d.state", say(`s.${comment.state}`)],
    ["d.not.state", comment.not_a_comment && say(`not.${comment.not_a_comment}`)],
    ["d.decision", decisionOf(say, comment)],
    ["d.held", comment.held_for.map((reason) => say(`d.hold.${reason}`)).join(", ")],
    [
      "d.due",
      deadline &&
        `${deadline.is_assumed ? say("d.due.assumed", { day: due }) : due}, ${say(`d.clock.${deadline.status}`)}`,
    ],
    ["d.unit", html`<bdi>${comment.unit.name}</bdi>`],
    ["d.assigned", comment.assigned_to?.name],
    ["d.level", level && pickMessages(language, {})(`s5.${level}` as MessageKey)],
    ["d.reasons", comment.reasons.map((id) => nameOf(id, shown)).join(", ")],
    ["d.service", service && nameOf(service, shown)],
    ["d.dossier", comment.dossier],
    ["d.rating", comment.rating && say("d.rating.of", { n: comment.rating })],
    ["d.reopened", comment.reopened && (comment.reopen_why ?? say("d.reopened.yes"))],
    [
      "d.like",
      like && actionButton(say("d.like.open"), { press: () => void control.read(like, "like"), kind: "plain" }),
    ],
  ];
  return html`<dl>
    ${rows.map(([key, value]) => (value ? html`<div><dt>${say(key)}</dt><dd dir="auto">${value}</dd></div>` : ""))}
  </dl>`;
}

function decisionOf(say: DeskSay, { decision, hide_reason }: OfficeComment): string {
  if (decision === null) return say("d.decision.none");
  if (decision === "approved") return say("d.decision.approved");
  return say("d.decision.hidden", { reason: hide_reason ? say(`hide.${hide_reason}`) : "" });
}

function replies({ say, language }: ShownDesk, comment: OfficeComment): TemplateResult | "" {
  if (comment.replies.length === 0) return "";
  return html`<h3>${say("d.replies")}</h3>
    ${comment.replies.map(
      ({ on, unit, words, is_public }) => html`<article class="message">
        <h4><bdi>${say("d.replied", { unit: unit.name, day: dayWords(on, language) })}</bdi></h4>
        ${saidWords(words)}
        ${is_public ? "" : html`<p class="soft">${say("d.private")}</p>`}
      </article>`,
    )}`;
}

function history(shown: ShownDesk): TemplateResult {
  const { say } = shown;
  const entries = shown.control.history;
  return html`<details>
    <summary>${say("d.history")}</summary>
    ${
      entries === null
        ? html`<p class="soft">${say("d.history.none")}</p>`
        : html`<ol class="history">
            ${entries.map((entry) => historyLine(shown, entry))}
          </ol>`
    }
  </details>`;
}

function historyLine({ say, language }: ShownDesk, { at, what, by, why }: AuditEntry): TemplateResult {
  // The entry's time is in UTC; the day is that of Viet Nam.
  const day = localInstant({ ms: Date.parse(at), offsetMinutes: 420 }).slice(0, 10);
  const line = say("d.history.line", { day: dayWords(day, language), what: whatOf(say, what), by: byOf(say, by) });
  return html`<li>${line}${why === null ? "" : html`<br /><bdi class="soft">${whyOf(say, why)}</bdi>`}</li>`;
}

function byOf(say: DeskSay, by: string): string {
  return by === "writer" || by === "ticket" || by === "server" ? say(`d.by.${by}`) : say("d.by.key", { id: by });
}

/** A reason for people. The server's reasons are names, a person's are words. */
function whyOf(say: DeskSay, why: string): string {
  if (!/^(?:(?:masked|insult|link|flood)(?:, |$))+$/.test(why)) return why;
  return why
    .split(", ")
    .map((reason) => say(`d.hold.${reason}` as DeskMessageKey))
    .join(", ");
}

/** What an entry says, for people: the new state, else the entry's own name. */
function whatOf(say: DeskSay, what: string): string {
  if (what === "comment.not-a-comment") return say("d.not.state");
  if (what === "comment.is-comment") return say("d.not.back");
  const state = /^comment\.(received|held|approved|hidden|assigned|answered|closed|withdrawn)$/.exec(what)?.[1];
  return state === undefined ? what : say(`s.${state}` as DeskMessageKey);
}
