import { html, type TemplateResult } from "lit";
import { formatDay } from "../../shared/calendar/day.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import { dayWords, inLanguage } from "../messages/messages.ts";
import type { BoardView } from "../figures/question.ts";

/** The foot of what is printed: whose figures, up to when, computed how, where they stand, and when they were printed. */
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

/** Up to when figures go: what is published, or when live ones were read. */
export function clockWords({ say, publication, readMs, agency, language }: BoardView): string {
  const ms = publication ? Date.parse(publication.published_at) : readMs;
  const { time_zone: timeZone } = agency;
  const time = new Date(ms).toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  const on = dayWords(formatDay(zoneDay(timeZone)(ms)), language);
  if (!publication) return say("p.clock.live", { time, on });
  return say("p.clock.published", { time, on, day: dayWords(publication.day, language) });
}
