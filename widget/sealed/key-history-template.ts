import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { SealedAnnouncement } from "../../shared/contract/sealed.ts";
import type { SealedSay } from "../messages/sealed-messages.ts";
import { blocksOf } from "./key-check-template.ts";
import type { CheckedEntry } from "./check-history.ts";
import { shownDay } from "./shown-day.ts";

/** All keys that were ever set, newest first, and how each followed the one before; nothing where there was none. */
export function keyHistory(say: SealedSay, history: readonly CheckedEntry[]): TemplateResult | "" {
  if (history.length === 0) return "";
  return html`<details>
    <summary>${say("h.title")}</summary>
    <ul class="soft" data-history>
      ${history.map((entry) => pastKey(say, entry))}
    </ul>
  </details>`;
}

function pastKey(say: SealedSay, entry: CheckedEntry): TemplateResult {
  const { name, from, until, fingerprint, followed, announced_on, isFalse } = entry;
  const days = { from: shownDay(from), until: shownDay(until ?? ""), on: shownDay(announced_on ?? "") };
  return html`<li>
    <strong>${name}</strong><br />
    ${say(until === null ? "h.now" : "h.then", days)}<br />
    ${isFalse ? html`<span class="fault">${say("h.false")}</span>` : say(`h.${followed}`, days)}<br />
    ${blocksOf(fingerprint)}
  </li>`;
}

/** What {@link comingKey} is drawn from; `isOpen`: reports are taken until then. */
export type ComingKey = { readonly announcement: SealedAnnouncement | null; readonly isOpen: boolean };

/** The recipient that stands announced. */
export function comingKey(say: SealedSay, { announcement, isOpen }: ComingKey): TemplateResult | "" {
  if (announcement === null) return "";
  const { name, fingerprint, announced_on, takes_effect_on } = announcement;
  const told = { name, on: shownDay(announced_on), day: shownDay(takes_effect_on) };
  return html`<section class="card" data-coming>
    <p class="fault">${say("h.coming", told)} ${isOpen ? say("h.meanwhile") : ""}</p>
    <p>${blocksOf(fingerprint)}</p>
  </section>`;
}
