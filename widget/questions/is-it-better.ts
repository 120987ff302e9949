import { html, type TemplateResult } from "lit";
import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { periodWords } from "../../shared/calendar/period.ts";
import type { Succession } from "../../shared/contract/unit.ts";
import { intervalDecimals, type Method } from "../../shared/methods/method.ts";
import { ok, type Result } from "../../shared/result.ts";
import { chartScale, chartWidth, trendChart } from "../charts/trend-template.ts";
import { dayWords, inLanguage } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import { daysOf, hasSpread } from "../figures/figures.ts";
import { type AnyQuestion, type BoardView, type Figure, isWithin, question, unitOn } from "../figures/question.ts";
import { changeParts } from "./change-words.ts";
import {
  countWords,
  intervalWords,
  periodInside,
  rangeOf,
  targetOf,
  targetWords,
  valueWords,
} from "../figures/figure-words.ts";
import {
  changeAround,
  changeOfTrend,
  type PointsChange,
  type TrendKind,
  type TrendPoint,
  trendPoints,
} from "./trend-points.ts";

type Trend = {
  readonly kind: TrendKind;
  readonly points: readonly TrendPoint[];
  /** The figure of the view's own period, which may hold several points; null if there is none. */
  readonly chosen: Figure | null;
};

/** Question 2: the figure over time, beside the agency's target and what happened meanwhile. */
export const isItBetter: AnyQuestion = question<Trend>({
  id: "better",
  title: "q.better",
  isAsked: () => true,
  load: loadTrend,
  template: trendTemplate,
});

async function loadTrend(view: BoardView): Promise<Result<Trend, CallFault>> {
  const { state, agency, isOffice, today } = view;
  const kind = isOffice || state.unit === agency.code ? "month" : "quarter";
  const [rows, chosen] = await Promise.all([view.figures({ by: kind, period: null }), view.figures({})]);
  if (!rows.ok) return rows;
  if (!chosen.ok) return chosen;
  const span = { kind, chosen: daysOf(state.period), today: toDay(today), isOffice } as const;
  return ok({ kind, points: trendPoints(rows.value, span), chosen: chosen.value.find(({ own }) => !own) ?? null });
}

function trendTemplate(trend: Trend, view: BoardView): TemplateResult {
  const { say, isOffice, state, agency } = view;
  const { kind, points } = trend;
  const marks = marksOf(trend, view);
  const isByQuarter = !isOffice && state.unit !== agency.code;
  return html`${isByQuarter ? html`<p class="soft">${say("u.trend.quarters")}</p>` : ""}
    <p class="lead">${trendWords(trend, view)} ${targetSentence(trend, view)}</p>
    ${points.length === 0 ? "" : chart(trend, marks, view)}
    ${mergesBefore(trend, view).map((words) => html`<p class="soft">${words}</p>`)}
    ${marks.length === 0 ? "" : markList(marks, { kind, points, chosen: trend.chosen }, view)} ${eventsBelow(trend, view)}
    ${points.length === 0 ? "" : figures(points, marks, view)}`;
}

/** The last figure beside that of a year ago, or beside the first one. */
function trendWords({ points, kind }: Trend, view: BoardView): string {
  const { say, method } = view;
  const hasFigure = points.some(({ row }) => row !== null && row.value !== null);
  if (!hasFigure) return say("u.trend.none");
  const change = changeOfTrend(method, points, kind);
  const [before, now] = [change?.before[0], change?.after[0]];
  if (change === null || !before || !now) return say("u.trend.one");
  const yearAgo = `${Number(now.period.slice(0, 4)) - 1}${now.period.slice(4)}`;
  const key = before.period === yearAgo ? "u.trend.year" : "u.trend.first";
  return say(key, {
    now: pointWords(now, view),
    before: periodInside(before.period, view.language),
    change: partsWords(change, view),
  });
}

const pointWords = ({ period }: TrendPoint, { language }: BoardView): string => periodWords(period, language);

function partsWords(change: PointsChange, view: BoardView): string {
  const { kind, places } = changeParts(change, view);
  return view.say(`u.change.${kind}`, places);
}

/**
 * How a figure lies to a target. The target is rounded like the interval's ends: else an end that was rounded over the target would
 * lie beyond it. Null without an interval that tells anything.
 */
export function targetStanding(
  figure: Pick<Figure, "interval" | "tally"> | null,
  target: number,
  method: Pick<Method, "unit" | "decimals">,
): "above" | "same" | "below" | null {
  if (!figure?.interval || !hasSpread(figure)) return null;
  const { low, high } = figure.interval;
  const scale = 10 ** intervalDecimals(method);
  const rounded = Math.round(target * scale) / scale;
  return low > rounded ? "above" : high < rounded ? "below" : "same";
}

/** How the figure of the view's period lies to the target. Empty without a target or a figure that can be compared. */
function targetSentence({ chosen }: Trend, view: BoardView): string {
  const { say, state, language } = view;
  const target = targetOf(view);
  const interval = chosen?.interval ?? null;
  const kind = target && targetStanding(chosen, target.value, view.method);
  if (!target || !kind) return "";
  const period = periodWords(state.period, language);
  const value = targetWords(target.value, view);
  return say(`u.target.${kind}`, { period, value, source: target.source, interval: intervalWords(interval, view) });
}

function chart({ points }: Trend, marks: readonly Mark[], view: BoardView): TemplateResult {
  const { say, language, method } = view;
  const target = targetOf(view);
  const drawn = points.map(({ period, from, to, state, row }) => ({
    ...{ period: periodWords(period, language), from: formatDay(from), to: formatDay(to), state },
    ...{ value: row?.value ?? null, low: row?.interval?.low ?? null, high: row?.interval?.high ?? null },
  }));
  const trend = {
    points: drawn,
    target: target && { value: target.value, label: say("b.target", { value: targetWords(target.value, view) }) },
    marks: marks.map(({ day, number }) => ({ on: formatDay(day), number })),
    scale: chartScale(drawn, rangeOf(method), target ? [target.value] : []),
    words: {
      interval: say("u.chart.interval"),
      withheld: say("u.chart.withheld"),
      empty: say("u.chart.empty"),
      rounded: say("u.chart.rounded"),
      range: (low: string, high: string) => say("u.chart.range", { low, high }),
    },
    language,
  };
  return html`<div>${chartWidth((width) => trendChart({ ...trend, width }))}</div>`;
}

/** Something that happened during the trend, with its number on the chart. `isEvent`: figures before and after it are compared. */
type Mark = { readonly day: number; readonly number: number; readonly words: string; readonly isEvent: boolean };

/** Events and mergers on the trend's time, numbered in order of their days. */
function marksOf({ points }: Trend, view: BoardView): Mark[] {
  const { agency, state, language } = view;
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last) return [];
  const events = agency.milestones
    .filter(({ unit }) => unit === agency.code || unit === state.unit)
    .map(({ on, text }) => ({ day: toDay(on), words: inLanguage(text, language), isEvent: true }));
  return [...events, ...mergesOf(view).map((merge) => ({ ...merge, isEvent: false }))]
    .filter(({ day }) => first.from <= day && day <= last.to)
    .sort((a, b) => a.day - b.day)
    .map((mark, at) => ({ ...mark, number: at + 1 }));
}

type Merge = { readonly day: number; readonly words: string };

/** What the unit's figures from before its mergers are made of, in words. */
function mergesOf(view: BoardView): Merge[] {
  const { successions, state, today, say, language } = view;
  const own = successions.filter(({ to, on }) => to === state.unit && on <= today);
  return [...new Set(own.map(({ on }) => on))].flatMap((on) => {
    const told = (key: "u.merge" | "u.merge.unknown", from: readonly Succession[]): Merge[] => {
      const places = { day: dayWords(on, language), units: from.map((one) => formerName(one, view)).join(", ") };
      return from.length === 0 ? [] : [{ day: toDay(on), words: say(key, places) }];
    };
    const then = own.filter((one) => one.on === on);
    const known = then.filter(({ share }) => share !== null);
    return [
      ...told("u.merge", known),
      ...told(
        "u.merge.unknown",
        then.filter(({ share }) => share === null),
      ),
    ];
  });
}

/** A unit's last name before it was merged. */
function formerName({ from, on, share }: Succession, { units, say }: BoardView): string {
  const unit = unitOn(units, from, formatDay(toDay(on) - 1))?.name ?? from;
  return share === null || share === 1 ? unit : say("u.merge.part", { unit });
}

/** Mergers after the last period of the trend. They are not on the chart, so they are only in words. */
function mergesBefore({ points }: Trend, view: BoardView): string[] {
  const last = points[points.length - 1];
  return mergesOf(view).flatMap(({ day, words }) => (last && day > last.to ? [words] : []));
}

function markList(marks: readonly Mark[], trend: Trend, view: BoardView): TemplateResult {
  const { say, language } = view;
  const items = marks.map(
    ({ day, words, isEvent }) =>
      html`<li>${isEvent ? html`<strong>${dayWords(formatDay(day), language)}: ${words}.</strong> ${aroundWords(day, trend, view)}` : words}</li>`,
  );
  return html`<h3>${say("u.marks")}</h3>
    <ol class="marks">
      ${items}
    </ol>
    ${marks.some(({ isEvent }) => isEvent) ? html`<p class="soft">${say("u.around.cause")}</p>` : ""}`;
}

/** What happened in units below, each with a link to its board, where the figures around it are compared. */
function eventsBelow({ points }: Trend, view: BoardView): TemplateResult | "" {
  const { agency, state, language, say, linkTo, units, today } = view;
  const [first, last] = [points[0], points[points.length - 1]];
  const below = agency.milestones
    .filter(({ unit }) => unit !== agency.code && unit !== state.unit && isWithin(unit, view))
    .filter(({ on }) => first && last && first.from <= toDay(on) && toDay(on) <= last.to)
    .sort((a, b) => toDay(a.on) - toDay(b.on));
  if (below.length === 0) return "";
  const name = (code: string): string => unitOn(units, code, today)?.name ?? code;
  return html`<h3>${say("u.marks.below")}</h3>
    <ul class="below">
      ${below.map(({ on, unit, text }) => html`<li>${dayWords(on, language)}: ${inLanguage(text, language)}. <a href=${linkTo({ unit })}>${say("u.marks.of", { unit: name(unit) })}</a></li>`)}
    </ul>`;
}

function aroundWords(on: number, { points, kind }: Trend, view: BoardView): string {
  const change = changeAround(view.method, points, { on, kind });
  if (change === null) return view.say("u.around.none");
  const { before, after } = change;
  const places = { before: before.length, after: after.length, change: partsWords(change, view) };
  return view.say(`u.around.${kind}`, places);
}

function figures(points: readonly TrendPoint[], marks: readonly Mark[], view: BoardView): TemplateResult {
  const { say, method, language, units, state } = view;
  const name = inLanguage(method.name, language);
  const caption = `${unitOn(units, state.unit, view.today)?.name ?? state.unit}. ${say("u.table.caption", { name })}`;
  const heads = [say("u.col.period"), name, say("b.interval.head"), say("b.n"), say("u.col.note")];
  const rows = points.map((point) => {
    const { row } = point;
    return html`<tr>
      <th scope="row">${pointWords(point, view)}</th>
      <td>${valueWords(row?.value ?? null, view)}</td>
      <td>${intervalWords(row?.interval ?? null, view) || "–"}</td>
      <td>${countWords(point.state === "empty" ? 0 : (row?.n ?? null), view)}</td>
      <td>${notes(point, marks, view).join("; ")}</td>
    </tr>`;
  });
  return html`<details>
    <summary>${say("u.table")}</summary>
    <div class="scroll" tabindex="0" role="group" aria-label=${caption}>
      <table>
        <caption>${caption}</caption>
        <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
        <tbody>${rows}</tbody>
      </table>
    </div>
  </details>`;
}

function notes({ state, row, from, to, isProvisional }: TrendPoint, marks: readonly Mark[], view: BoardView): string[] {
  const { say, agency, language } = view;
  const k = agency.publication_threshold;
  const restated = row && "restated" in row ? row.restated : undefined;
  return [
    ...(state === "withheld" ? [say(`u.withheld.${row?.withheld ?? "too-few"}`, { k })] : []),
    ...(state === "empty" ? [say("u.status.empty")] : []),
    ...(state === "rounded" ? [say("u.chart.rounded")] : []),
    ...(isProvisional ? [say("u.note.provisional")] : []),
    ...(restated ? [say("u.note.restated", { day: dayWords(restated.at.slice(0, 10), language) })] : []),
    ...marks.filter(({ day }) => from <= day && day <= to).map(({ number }) => say("u.note.mark", { number })),
  ];
}
