import { html, type TemplateResult } from "lit";
import { dayWords, inLanguage } from "../messages/messages.ts";
import { momentWords } from "../figures/figure-words.ts";
import type { BoardView } from "../figures/question.ts";

/** The foot of a printed board: source, publication, method, address, and the day of printing. */
export function sourcesFoot(view: BoardView): TemplateResult {
  const { say, agency, method, language, linkTo, today, isOffice, publication } = view;
  const named = { agency: agency.name, version: publication?.version ?? 0 };
  const computed = { name: inLanguage(method.name, language), id: method.id };
  return html`<footer class="sheet sources">
    <p>${agency.sample ? html`<strong>${say("b.sample")}</strong>` : ""} ${say(isOffice ? "p.source.live" : "p.source.published", named)} ${clockWords(view)}.</p>
    <p>${say("p.source.method", computed)}</p>
    <p>${linkTo({})} · ${say("p.source.printed", { day: dayWords(today, language) })}</p>
  </footer>`;
}

/** How recent figures are: the day and time of the publication, or when live ones were read. */
export function clockWords(view: BoardView): string {
  const { say, publication, readMs, language } = view;
  if (!publication) return say("p.clock.live", momentWords(readMs, view));
  const day = dayWords(publication.day, language);
  return say("p.clock.published", { ...momentWords(Date.parse(publication.published_at), view), day });
}
