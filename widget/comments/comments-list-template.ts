import type { TemplateResult } from "lit/html.js";
import { html, nothing } from "lit/html.js";
import type { PublicComment, Reply } from "../../shared/contract/comment.ts";
import type { CommentsSay } from "../messages/comments-messages.ts";
import { button } from "../portal/thanks-template.ts";
import { dayWords } from "../ui/shown-words.ts";
import { areLong } from "../ui/controls-template.ts";

/** What the list shows. */
export type ShownComments = {
  readonly say: CommentsSay;
  /** Pages as they were drawn when they came: what stands there already is not looked at again. */
  readonly lists: readonly Element[];
  readonly count: number;
  /** Words sent here that are no comment. */
  readonly apart: number;
  /** Whether there are more, here or at the server. */
  readonly hasMore: boolean;
  readonly isOpen: boolean;
  readonly state: "loading" | "ready" | "lost";
  readonly more: () => void;
};

/** Published comments with their answers, newest first. Words are words: neither markup nor links come of them. */
export function commentsList(shown: ShownComments): TemplateResult {
  const { say, lists, count, isOpen, state, hasMore } = shown;
  const isEmpty = count === 0 && state === "ready";
  return html`<h2 class="title" part="title">${say("p.region")}</h2>
    <p class="hint">${say("p.note")}${shown.apart > 0 ? html` ${say("p.apart", { n: shown.apart })}` : ""}</p>
    <div class=${`frame${isOpen || isEmpty ? "" : hasMore ? " closed fading" : " closed"}`}>
      ${isEmpty ? html`<p>${say("p.none")}</p>` : lists}
    </div>
    <div class="tail">
      <p class="status" part="status" role="status">${statusWords(shown)}</p>
      ${moreButton(shown)}
    </div>`;
}

/** The comments of one page. */
export function commentItems(comments: readonly PublicComment[], say: CommentsSay): TemplateResult[] {
  return comments.map(
    ({ on, words, replies }) => html`<li tabindex="-1" part="comment">
      <p class="day">${say("p.on", { day: dayWords(on) })}</p>
      <p class=${areLong(words) ? "words long" : "words"} tabindex=${areLong(words) ? "0" : nothing} dir="auto">${words}</p>
      ${replies.map((reply) => oneReply(reply, say))}
    </li>`,
  );
}

function oneReply({ on, unit, words }: Reply, say: CommentsSay): TemplateResult {
  return html`<div class="reply" part="reply">
    <p class="day"><bdi>${say("p.reply", { unit: unit.name, day: dayWords(on) })}</bdi></p>
    <p class="words" dir="auto">${words}</p>
  </div>`;
}

function statusWords({ say, state, isOpen, count }: ShownComments): string {
  if (state !== "ready") return say(state === "loading" ? "p.loading" : "p.lost");
  return isOpen && count > 0 ? say("p.shown", { n: count }) : "";
}

function moreButton({ say, state, hasMore, more }: ShownComments): TemplateResult | "" {
  if (!hasMore && state !== "lost") return "";
  return html`<div class="row">${button(say(state === "lost" ? "p.again" : "p.more"), more)}</div>`;
}
