import { html, type TemplateResult } from "lit/html.js";
import type { AuditEntry } from "../../shared/contract/audit.ts";
import { localInstant } from "../clock/local-instant.ts";
import { dayWords } from "../messages/messages.ts";
import type { DeskMessageKey, DeskSay } from "../desk-words/desk-messages.ts";
import type { ShownDesk } from "../desk-words/shown-desk-template.ts";

/** What happened to the open comment, line by line. */
export function commentHistory(shown: ShownDesk): TemplateResult {
  const entries = shown.control.history.entries ?? [];
  return html`<ol class="history">
    ${entries.map((entry) => historyLine(shown, entry))}
  </ol>`;
}

function historyLine(shown: ShownDesk, { at, what, by, by_name, why }: AuditEntry): TemplateResult {
  const { say, language } = shown;
  // The entry's time is in UTC; the day is that of Viet Nam.
  const day = localInstant({ ms: Date.parse(at), offsetMinutes: 420 }).slice(0, 10);
  const line = say("d.history.line", {
    day: dayWords(day, language),
    what: whatOf(say, what),
    by: byOf(shown, by, by_name),
  });
  return html`<li>${line}${why === null ? "" : html`<br /><bdi class="soft">${whyOf(say, why)}</bdi>`}</li>`;
}

function byOf({ say, control }: ShownDesk, by: string, name: string | null): string {
  if (by === control.rights.self) return say("d.by.you");
  if (name !== null) return name;
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
