import { html, type TemplateResult } from "lit";
import { type Day, formatDay, mondayOf, toDay } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type HourGrid, hourGrid } from "../charts/counts-template.ts";
import { chartScale, chartWidth } from "../charts/trend-template.ts";
import { dayWords, numberWords } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import { daysOf, fewestCompared, hasSpread, readAll } from "../figures/figures.ts";
import { rangeOf, valueWords } from "../figures/figure-words.ts";
import { plainTable } from "../ui/controls-template.ts";
import { type AnyQuestion, type BoardView, question } from "../figures/question.ts";
import { type OfficeView, officeView } from "./office-view.ts";

/** A row of `by=weekday,hour`. */
type HourRow = PublishedIndex & { readonly weekday: (typeof weekdays)[number]; readonly hour: number };

type When = {
  readonly weeks: Period;
  readonly hours: readonly HourRow[];
  readonly all: PublishedIndex | null;
};

const shownWeeks = 13;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** Question 6: hours of the week, over closed weeks. */
export const when: AnyQuestion = question<When | "whole-agency">({
  id: "when",
  title: "q.when",
  isAsked: ({ isOffice }) => isOffice,
  load: async (view) => {
    const [hours, all] = [await readHours(view), await readAll<PublishedIndex>(view.read, pathOf(view))];
    if (!hours.ok) return hours.failure === "outside-subtree" ? ok("whole-agency") : hours;
    return all.ok ? ok({ weeks: weeksOf(view), hours: hours.value, all: all.value[0] ?? null }) : all;
  },
  template: (loaded, view) =>
    loaded === "whole-agency" ? html`<p>${view.say("o.whole")}</p>` : whenTemplate(loaded, officeView(view)),
});

/** Reads the hours of the week. `outside-subtree` with the key of a unit, which may read neither hours nor single days. */
export function readHours(view: BoardView): Promise<Result<readonly HourRow[], CallFault>> {
  return readAll<HourRow>(view.read, `${pathOf(view)}&by=weekday,hour`);
}

function pathOf(view: BoardView): string {
  const { from, to } = weeksOf(view);
  return `/indices?unit=${encodeURIComponent(view.state.unit)}&from=${formatDay(from)}&to=${formatDay(to)}&method=${view.method.id}`;
}

function weeksOf({ state, today }: BoardView): Period {
  return closedWeeks(daysOf(state.period), toDay(today));
}

/** The last 13 full weeks (ISO 8601) of which every day is over and none is after the period. They may begin before it. */
export function closedWeeks({ to }: Period, today: Day): Period {
  const end = mondayOf(Math.min(to, today - 1) + 1) - 1;
  return { from: end - 7 * shownWeeks + 1, to: end };
}

/**
 * Hours that are clearly worse than all together: their intervals lie below its interval. At most three, the surest first. Compared
 * are hours of at least 30 ratings, as units are.
 */
export function worseHours<Row extends Pick<PublishedIndex, "value" | "interval" | "n" | "tally">>(
  hours: readonly Row[],
  all: Pick<PublishedIndex, "interval"> | null,
): Row[] {
  const least = all?.interval?.low ?? Number.NEGATIVE_INFINITY;
  const isWorse = ({ interval }: Row): boolean => interval !== null && interval.high < least;
  return hours
    .filter((row) => isCompared(row) && isWorse(row))
    .sort((a, b) => (a.interval?.high ?? 0) - (b.interval?.high ?? 0))
    .slice(0, 3);
}

function isCompared(row: Pick<PublishedIndex, "n" | "interval" | "tally">): boolean {
  return row.n >= fewestCompared && hasSpread(row);
}

function whenTemplate({ weeks, hours, all }: When, view: OfficeView): TemplateResult {
  const { say, language, state } = view;
  const [from, to] = [weeks.from, weeks.to].map((day) => dayWords(formatDay(day), language)) as [string, string];
  const about = html`<p class="soft">
    ${say("o.when.about", { from, to })} ${say("o.when.chance", { least: fewestCompared })} ${state.service === null ? "" : say("o.when.services")}
  </p>`;
  if (hours.length === 0) return html`<p class="lead">${say("o.when.none")}</p>${about}`;
  const worse = worseHours(hours, all);
  const compared = { n: hours.filter(isCompared).length, least: fewestCompared };
  const lead =
    worse.length === 0
      ? html`<p class="lead">${say("o.when.even", compared)}</p>`
      : html`<p class="lead">${say("o.when.worse", { all: valueWords(all?.value ?? null, view) })}</p>
          <ul>
            ${worse.map((row) => html`<li>${hourWords(row, view)}</li>`)}
          </ul>`;
  return html`${lead}
    <div>${chartWidth((width) => hourGrid({ ...gridOf(hours, view), width }))}</div>
    <details><summary>${say("b.table")}</summary>${hoursTable(hours, view)}</details>
    ${about}`;
}

function gridOf(hours: readonly HourRow[], { say, language, method, agency }: OfficeView): Omit<HourGrid, "width"> {
  const cells = hours.map(({ weekday, hour, value, n, withheld }) => ({
    ...{ weekday, hour, value, n },
    state: n === 0 ? ("empty" as const) : withheld ? ("too-few" as const) : ("shown" as const),
  }));
  const words = {
    weekdays: weekdays.map((day) => say(`o.wd.${day}`)),
    hour: (hour: number) => say("o.hour", { hour }),
    tooFew: say("o.few", { k: agency.publication_threshold }),
    empty: say("o.when.empty"),
  };
  const values = hours.map(({ value }) => ({ value, low: null, high: null }));
  return { cells, scale: chartScale(values, rangeOf(method)), words, language };
}

function hoursTable(rows: readonly HourRow[], view: OfficeView): TemplateResult {
  const { say, language, agency } = view;
  const days = weekdays.filter((day) => rows.some(({ weekday }) => weekday === day));
  const hours = [...new Set(rows.map(({ hour }) => hour))].sort((a, b) => a - b);
  const cell = (day: number, at: number): string => {
    const row = rows.find(({ weekday, hour }) => weekday === day && hour === at);
    if (!row || row.n === 0) return "–";
    if (row.withheld) return say("o.few.short", { k: agency.publication_threshold });
    return `${valueWords(row.value, view)} (${numberWords(row.n, language)})`;
  };
  return plainTable({
    caption: say("o.when.table"),
    heads: [say("o.when.hour.head"), ...days.map((day) => say(`o.day.${day}`))],
    rows: hours.map((hour) => [hourSpan(hour, view), ...days.map((day) => cell(day, hour))]),
  });
}

function hourSpan(hour: number, { say }: OfficeView): string {
  return say("o.when.span", { from: hour, to: hour + 1 });
}

function hourWords({ weekday, hour, value, n }: HourRow, view: OfficeView): string {
  const day = view.say(`o.day.${weekday}`);
  const figures = { value: valueWords(value, view), n: numberWords(n, view.language) };
  return view.say("o.when.hour", { day, span: hourSpan(hour, view), ...figures });
}
