import { html, type TemplateResult } from "lit/html.js";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import { actionButton, saidWords } from "../ui/controls-template.ts";
import { dayWords } from "../messages/messages.ts";
import { levelName, loadingNote } from "../office-ui/office-controls-template.ts";
import { deskActs } from "./desk-acts-template.ts";
import type { DeskMessageKey } from "../desk-words/desk-messages.ts";
import {
  decisionWords,
  dueWords,
  latePart,
  nameOf,
  outcome,
  type ShownDesk,
} from "../desk-words/shown-desk-template.ts";

/** One comment: its words, its state, what may be done, and its history. */
export function deskComment(shown: ShownDesk, comment: OfficeComment): TemplateResult {
  const { say, control, language } = shown;
  return html`<div class="row back">${actionButton(say("d.back"), { press: () => control.close(), kind: "plain" })}</div>
    <h2 id="comment" tabindex="-1">${say("d.one", { day: dayWords(comment.received_on, language) })}</h2>
    ${justSent(shown)}
    <p class="meta">${dueWords(shown, comment)}${" "}<span class="state">${say(`s.${comment.state}`)}</span></p>
    <h3 class="unseen">${say("d.words")}</h3>
    ${comment.words === null ? html`<p class="soft">${say("d.words.gone")}</p>` : saidWords(comment.words, "said", "vi")}
    ${facts(shown, comment)} ${outcome(shown, "like")} ${replies(shown, comment)} ${deskActs(shown, comment)}
    ${control.rights.mayReadHistory ? history(shown, comment) : ""}`;
}

/** What came of the answer before, where the eye is after the next comment was opened. */
function justSent({ say, control }: ShownDesk): TemplateResult {
  const { sent } = control;
  return html`<p role="status" class="done" data-sent>
    ${
      sent
        ? html`${say(`d.${sent.what}`)} ${sent.isLast ? say("d.sent.last") : ""}
            ${sent.isLast ? "" : actionButton(say("d.sent.open"), { press: () => void control.read(sent.id, "like"), kind: "plain" })}`
        : ""
    }
  </p>`;
}

function facts(shown: ShownDesk, comment: OfficeComment): TemplateResult {
  const { say, language, control } = shown;
  const { deadline, level, like, service } = comment;
  const channel = control.names.channelOf(comment);
  const rows: (readonly [DeskMessageKey, unknown])[] = [
    ["d.not.state", comment.not_a_comment && say(`not.${comment.not_a_comment}`)],
    ["d.level", level && levelName(level, language)],
    ["d.reasons", comment.reasons.map((id) => nameOf(id, shown)).join(", ")],
    ["d.held", comment.held_for.map((reason) => say(`d.hold.${reason}`)).join(", ")],
    // The line above says when it is due.
    ["d.due", deadline?.is_assumed && say("d.due.assumed", { day: dayWords(deadline.due_on, language) })],
    ["d.decision", decisionWords(say, comment)],
    ["d.unit", html`<bdi>${comment.unit.name}</bdi>`],
    ["d.channel", channel && say(`d.channel.${channel}`)],
    ["d.assigned", comment.assigned_to?.name],
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

function replies({ say, language }: ShownDesk, comment: OfficeComment): TemplateResult | "" {
  if (comment.replies.length === 0) return "";
  return html`<h3>${say("d.replies")}</h3>
    ${comment.replies.map(
      ({ on, unit, words, is_public }) => html`<article class="message">
        <h4><bdi>${say("d.replied", { unit: unit.name, day: dayWords(on, language) })}</bdi></h4>
        ${saidWords(words)} ${is_public ? "" : html`<p class="soft">${say("d.private")}</p>`}
      </article>`,
    )}`;
}

const commentHistory = latePart(() =>
  import("./comment-history-template.ts").then(({ commentHistory }) => commentHistory),
);

/** What happened to a comment; it is loaded when it is unfolded. */
function history(shown: ShownDesk, { id }: OfficeComment): TemplateResult {
  const { say, control } = shown;
  const { entries } = control.history;
  const unfolded = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open && entries === null) void control.history.load(id);
  };
  return html`<details @toggle=${unfolded} .open=${entries !== null}>
    <summary>${say("d.history")}</summary>
    ${entries === null ? loadingNote(shown.language) : commentHistory(shown)}
  </details>`;
}
