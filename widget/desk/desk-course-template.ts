import { html, type TemplateResult } from "lit/html.js";
import type { AuditEntry } from "../../shared/contract/audit.ts";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import { localInstant } from "../clock/local-instant.ts";
import { dayWords } from "../messages/messages.ts";
import { saidWords } from "../ui/controls-template.ts";
import type { CommentNews } from "./comment-news.ts";
import type { DeskMessageKey, DeskSay } from "./desk-messages.ts";
import type { ShownDesk } from "./shown-desk.ts";

/** What the public sees of a comment, by the office's decision. */
export function decisionWords(say: DeskSay, { decision, hide_reason }: OfficeComment): string {
  if (decision === null) return say("d.decision.none");
  if (decision === "approved") return say("d.decision.approved");
  return say("d.decision.hidden", { reason: hide_reason ? say(`hide.${hide_reason}`) : "" });
}

/** What somebody else did while the comment was open. */
export function deskNews(shown: ShownDesk, comment: OfficeComment): TemplateResult | "" {
  const { say, control } = shown;
  const { news } = control;
  if (!news) return "";
  return html`<section class="fault" id="news" tabindex="-1" aria-label=${say("d.other")}>
    <p>${say("d.other")}</p>
    <ul>
      ${news.list.map((one) => html`<li>${newsLine(shown, one, { seen: news.seen, now: comment })}</li>`)}
    </ul>
  </section>`;
}

type Both = { readonly seen: OfficeComment; readonly now: OfficeComment };

function newsLine({ say }: ShownDesk, news: CommentNews, { seen, now }: Both): TemplateResult | string {
  const change = (what: DeskMessageKey, of: (comment: OfficeComment) => string): string =>
    say("d.other.change", { what: say(what), before: of(seen), after: of(now) });
  switch (news.what) {
    case "state":
      return change("d.state", ({ state }) => say(`s.${state}`));
    case "decision":
      return change("d.decision", (comment) => decisionWords(say, comment));
    case "assigned":
      return change("d.assigned", ({ assigned_to }) => assigned_to?.name ?? say("d.nothing"));
    case "not-a-comment":
      return change("d.not.state", ({ not_a_comment: kind }) => (kind ? say(`not.${kind}`) : say("d.nothing")));
    case "reply":
      return html`<bdi>${say("d.other.reply", { unit: news.reply.unit.name })}</bdi> ${saidWords(news.reply.words)}`;
    default:
      return say("d.other.else");
  }
}

/** What happened to a comment; it is loaded when it is unfolded. */
export function deskHistory(shown: ShownDesk, { id }: OfficeComment): TemplateResult {
  const { say, control } = shown;
  const { entries } = control.history;
  const unfolded = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open && entries === null) void control.history.load(id);
  };
  return html`<details @toggle=${unfolded} .open=${entries !== null}>
    <summary>${say("d.history")}</summary>
    ${
      entries === null
        ? html`<p role="status">${say("d.history.loading")}</p>`
        : html`<ol class="history">
            ${entries.map((entry) => historyLine(shown, entry))}
          </ol>`
    }
  </details>`;
}

function historyLine(shown: ShownDesk, { at, what, by, why }: AuditEntry): TemplateResult {
  const { say, language } = shown;
  // The entry's time is in UTC; the day is that of Viet Nam.
  const day = localInstant({ ms: Date.parse(at), offsetMinutes: 420 }).slice(0, 10);
  const line = say("d.history.line", { day: dayWords(day, language), what: whatOf(say, what), by: byOf(shown, by) });
  return html`<li>${line}${why === null ? "" : html`<br /><bdi class="soft">${whyOf(say, why)}</bdi>`}</li>`;
}

function byOf({ say, control }: ShownDesk, by: string): string {
  if (by === control.rights.self) return say("d.by.you");
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
