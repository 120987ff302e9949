import { html, type TemplateResult } from "lit";
import { formatDay, mondayOf, toDay } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { ok } from "../../shared/result.ts";
import { hourGrid } from "../charts/counts-template.ts";
import { dayWords, numberWords } from "../messages/messages.ts";
import { daysOf } from "./board-periods.ts";
import { valueWords } from "./figure-words.ts";
import { readAll } from "./figures.ts";
import { type BoardView, question } from "./question.ts";

/** A row of `by=weekday,hour`. */
type HourRow = PublishedIndex & { readonly weekday: number; readonly hour: number };

type When = {
  readonly weeks: Period;
  readonly hours: readonly HourRow[];
  readonly all: PublishedIndex | null;
};

const shownWeeks = 13;

/** Question 6: hours of the week, over closed weeks. */
export const when = question<When | "whole-agency">({
  id: "when",
  title: "q.when",
  isAsked: ({ isOffice }) => isOffice,
  load: async (view) => {
    const { state, method, today } = view;
    const weeks = closedWeeks(daysOf(state.period), toDay(today));
    const service = state.service === null ? "" : `&service=${encodeURIComponent(state.service)}`;
    const path = `/indices?from=${formatDay(weeks.from)}&to=${formatDay(weeks.to)}&unit=${encodeURIComponent(state.unit)}&method=${method.id}${service}`;
    const hours = await readAll<HourRow>(view.read, `${path}&by=weekday,hour`);
    // Keys of a unit read no hours, since they would tell single people.
    if (!hours.ok) return hours.failure === "outside-subtree" ? ok("whole-agency") : hours;
    const all = await readAll<PublishedIndex>(view.read, path);
    return all.ok ? ok({ weeks, hours: hours.value, all: all.value[0] ?? null }) : all;
  },
  template: (loaded, view) =>
    loaded === "whole-agency" ? html`<p>${view.say("o.when.whole")}</p>` : whenTemplate(loaded, view),
});

/** The last 13 full weeks (ISO 8601) of which every day is over and none is after the period. They may begin before it. */
export function closedWeeks({ to }: Period, today: number): Period {
  const end = mondayOf(Math.min(to, today - 1) + 1) - 1;
  return { from: end - 7 * shownWeeks + 1, to: end };
}

/** Hours that are clearly worse than all together: the intervals do not touch. At most three, the worst first. */
export function worseHours<Row extends Pick<PublishedIndex, "value" | "interval">>(
  hours: readonly Row[],
  all: Pick<PublishedIndex, "interval"> | null,
): Row[] {
  const least = all?.interval?.low ?? Number.NEGATIVE_INFINITY;
  const isWorse = ({ interval }: Row): boolean => interval !== null && interval.high < least;
  return hours
    .filter(isWorse)
    .sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
    .slice(0, 3);
}

function whenTemplate({ weeks, hours, all }: When, view: BoardView): TemplateResult {
  const { say, language, method } = view;
  const [from, to] = [weeks.from, weeks.to].map((day) => dayWords(formatDay(day), language));
  const about = html`<p class="soft">${say("o.when.about", { from: `${from}`, to: `${to}`, k: view.agency.publication_threshold })}</p>`;
  if (hours.length === 0) return html`<p>${say("o.when.none")}</p>${about}`;
  const worse = worseHours(hours, all);
  const cells = hours.map(({ weekday, hour, value, n, withheld }) => ({
    ...{ weekday, hour, value, n },
    state: withheld === null ? ("shown" as const) : ("few" as const),
  }));
  return html`${worse.length === 0 ? html`<p class="lead">${say("o.when.even")}</p>` : html`<p class="lead">${say("o.when.worse", { all: valueWords(all?.value ?? null, view) })}</p>
          <ul>
            ${worse.map((row) => html`<li>${hourWords(row, view)}</li>`)}
          </ul>`}
    ${hourGrid({ cells, scale: method.range(5), words: { language } })}${about}`;
}

function hourWords({ weekday, hour, value, n }: HourRow, view: BoardView): string {
  const { say, language } = view;
  const day = say(`o.day.${weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7}`);
  const figures = { value: valueWords(value, view), n: numberWords(n, language) };
  return say("o.when.hour", { day, from: hour, to: hour + 1, ...figures });
}
