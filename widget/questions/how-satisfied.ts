import { html, type TemplateResult } from "lit";
import { periodWords } from "../../shared/calendar/period.ts";
import type { Interval } from "../../shared/contract/published-index.ts";
import type { PublishedRow } from "../../shared/contract/publication.ts";
import { faceLevels } from "../../shared/levels.ts";
import { ok, type Result } from "../../shared/result.ts";
import { intervalBar } from "../charts/interval-template.ts";
import { chartScale, chartWidth } from "../charts/trend-template.ts";
import { dayWords, inLanguage, numberWords, pickMessages } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import { kindOf, rowPeriod } from "../figures/figures.ts";
import { type Change, changeWords, publishedChange } from "./change-words.ts";
import {
  channelWords,
  countWords,
  intervalWords,
  rangeOf,
  targetOf,
  targetWords,
  valueWords,
} from "../figures/figure-words.ts";
import { type AnyQuestion, type BoardView, type Figure, question } from "../figures/question.ts";

/** Null: by channel nothing is published for such a period or unit. */
type Channels = readonly (readonly [channel: string, n: number | null])[] | null;

type Satisfied = { readonly row: Figure | null; readonly changes: readonly Change[]; readonly channels: Channels };

type Loading = Promise<Result<Satisfied, CallFault>>;

/** Question 1: the value with its interval, ratings, coverage, channels and changes. */
export const howSatisfied: AnyQuestion = question<Satisfied>({
  id: "satisfied",
  title: "q.satisfied",
  isAsked: () => true,
  load: (view) => (view.isOffice ? loadLive(view) : loadPublished(view)),
  template: (loaded, view) => {
    const { row } = loaded;
    if (!row || row.n === 0) return html`<p>${view.say("b.empty")}</p>`;
    return row.value === null
      ? withheld(row, view)
      : html`<div class="pair">${figure(row, view)} ${changesAndNotes(row, loaded, view)} ${facts(row, loaded, view)}</div>${table(row, view)}`;
  },
});

async function loadLive(view: BoardView): Loading {
  const [previous, yearAgo] = await Promise.all([
    view.figures({ compare: "previous" }),
    view.figures({ compare: "year-ago" }),
  ]);
  if (!previous.ok) return previous;
  if (!yearAgo.ok) return yearAgo;
  const [row = null] = previous.value;
  const changes = [row, yearAgo.value[0]].flatMap((one) => (one && "change" in one && one.change ? [one.change] : []));
  return ok({
    row,
    changes: changes.map((one) => ({ with: one.with, change: one, why: one.value === null ? "missing" : null })),
    channels: Object.entries(row?.channels ?? {}),
  });
}

async function loadPublished(view: BoardView): Loading {
  const { state, agency, method } = view;
  const hasChannels = state.unit === agency.code && ["quarter", "year"].includes(kindOf(state.period));
  const [all, byChannel] = await Promise.all([
    view.figures({ by: "time", period: null }),
    hasChannels ? view.figures({ by: "channel" }) : null,
  ]);
  if (!all.ok) return all;
  if (byChannel && !byChannel.ok) return byChannel;
  // A parent has rows of its own touchpoints, too. Those of its subtree are wanted.
  const rows = all.value.filter(({ own, unmapped }) => !own && !unmapped);
  const row = rows.find((one) => rowPeriod(one) === state.period) ?? null;
  const comparisons = ["previous", "year-ago"] as const;
  const isShown = row !== null && row.tally !== null;
  return ok({
    row,
    changes: isShown
      ? comparisons.map((comparison) => publishedChange(rows, row as PublishedRow, { method, comparison }))
      : [],
    channels: byChannel?.value.map(({ channel, n }) => [channel ?? "", n] as const) ?? null,
  });
}

function withheld({ withheld: why }: Figure, { say, agency }: BoardView): TemplateResult {
  return html`<p class="big">${say("b.withheld")}</p>
    <p>${say(`b.withheld.${why ?? "too-few"}`, { k: agency.publication_threshold })}</p>`;
}

function figure(row: Figure, view: BoardView): TemplateResult {
  const { say, language, agency, method } = view;
  const { interval } = row;
  return html`<div>
    <p class="soft">${inLanguage(method.name, language)}</p>
    <p class="big">${valueWords(row.value, view)} ${agency.sample ? html`<span class="office">${say("b.sample.short")}</span>` : ""}</p>
    ${interval ? bar(row.value ?? 0, interval, view) : html`<p class="soft">${say("b.interval.none")}</p>`}
  </div>`;
}

function changesAndNotes(row: Figure, { changes }: Satisfied, view: BoardView): TemplateResult {
  return html`<div>
    <ul class="changes">
      ${changes.map((change) => html`<li>${changeWords(change, view)}</li>`)}
    </ul>
    ${notes(row, view).map((note) => html`<p class="soft">${note}</p>`)}
  </div>`;
}

/** The interval as a bar on a part of the method's scale, with the agency's target. */
function bar(value: number, interval: Interval, view: BoardView): TemplateResult {
  const { say } = view;
  const target = targetOf(view);
  const figure = { value, low: interval.low, high: interval.high };
  const scale = chartScale([figure], rangeOf(view.method), target ? [target.value] : []);
  const words = {
    interval: say("b.interval", { ends: intervalWords(interval, view) }),
    scale: say("b.scale", { least: valueWords(scale.low, view, 0), greatest: valueWords(scale.high, view, 0) }),
  };
  const goal = target && { value: target.value, label: say("b.target", { value: targetWords(target.value, view) }) };
  const label = `${words.interval}. ${words.scale}`;
  return html`<div>
    ${chartWidth((width) => intervalBar({ ...figure, scale, target: goal, words, width, label }))}
    ${target && goal ? html`<p class="soft">${say("b.target.source", { target: goal.label, day: dayWords(target.from, view.language), source: target.source })}</p>` : ""}
  </div>`;
}

/** Notes: what a corrected figure was before, and which quarters a sum has. */
function notes(row: Figure, view: BoardView): string[] {
  const { say, language } = view;
  const restated = "restated" in row ? row.restated : undefined;
  const quarters = ("quarters" in row && row.quarters) || [];
  const was = restated && {
    day: dayWords(restated.at.slice(0, 10), language),
    value: valueWords(restated.was.value, view),
    n: countWords(restated.was.n, view),
    version: restated.version,
  };
  return [
    ...(was ? [say("b.restated", was)] : []),
    ...(quarters.length > 0
      ? [say("b.quarters", { quarters: quarters.map((name) => periodWords(name, language)).join(", ") })]
      : []),
  ];
}

function facts(row: Figure, { channels }: Satisfied, view: BoardView): TemplateResult {
  const { say } = view;
  const { flagged, set_aside: aside } = row;
  const office = (text: string): TemplateResult => html`${text} <span class="office">${say("b.office")}</span>`;
  const without = { n: countWords(flagged?.n ?? 0, view), value: valueWords(flagged?.value_without ?? null, view) };
  const including = { n: countWords(aside?.n ?? 0, view), value: valueWords(aside?.value_with ?? null, view) };
  const rows: readonly (readonly [term: string, fact: string | TemplateResult])[] = [
    [say("b.n"), html`<strong>${countWords(row.n, view)}</strong>`],
    [say("b.coverage"), coverageWords(row, view)],
    [say("b.channels"), channelsWords(channels, view)],
    ...(flagged ? [[say("b.flagged"), office(say(flagged.n > 0 ? "b.flagged.n" : "b.nobody", without))] as const] : []),
    ...(aside ? [[say("b.aside"), office(say(aside.n > 0 ? "b.aside.n" : "b.nobody", including))] as const] : []),
  ];
  return html`<dl class="facts">${rows.map(([term, fact]) => html`<div><dt>${term}</dt><dd>${fact}</dd></div>`)}</dl>`;
}

function coverageWords({ n, coverage, coverage_note }: Figure, view: BoardView): string {
  const { say } = view;
  if (coverage_note) return say("b.coverage.more", { transactions: countWords(coverage?.transactions ?? null, view) });
  // Cases are reported by unit, not by service.
  if (coverage === null) return say(view.state.service === null ? "b.coverage.none" : "b.coverage.service");
  const places = { transactions: countWords(coverage.transactions, view), n: countWords(n, view) };
  const percent = (given: number | undefined): string => `${countWords(given ?? 0, view)}%`;
  if (coverage.rate === null) return say("b.coverage.part", { ...places, reported: percent(coverage.reported) });
  return say("b.coverage.rate", {
    ...places,
    rate: `${numberWords(coverage.rate, view.language, 2)}%`,
  });
}

function channelsWords(channels: Channels, view: BoardView): TemplateResult | string {
  const { say, state, agency, isOffice } = view;
  if (channels === null) return say(state.unit === agency.code ? "b.channels.period" : "b.channels.unit");
  const shown = channels.map(
    ([channel, n]) => `${channelWords(channel, say)} ${n === null ? say("b.withheld") : countWords(n, view)}`,
  );
  return html`${shown.join(" · ")}${isOffice ? "" : html`<br /><span class="soft">${say("b.channels.rounded", { k: agency.publication_threshold })}</span>`}`;
}

function table(row: Figure, view: BoardView): TemplateResult | "" {
  const { say, language, method } = view;
  if (row.tally === null) return "";
  const level = pickMessages(language, {});
  const { tally, interval } = row;
  const facts: readonly (readonly [string, string])[] = [
    ...faceLevels.map((one) => [level(`s5.${one}`), countWords(tally[one - 1] ?? 0, view)] as const),
    [say("b.n"), countWords(row.n, view)],
    [inLanguage(method.name, language), valueWords(row.value, view)],
    [say("b.interval.head"), intervalWords(interval, view) || "–"],
  ];
  return html`<details>
    <summary>${say("b.table")}</summary>
    <table>
      <caption>${periodWords(view.state.period, language)}</caption>
      <tbody>${facts.map(([term, fact]) => html`<tr><th scope="row">${term}</th><td>${fact}</td></tr>`)}</tbody>
    </table>
  </details>`;
}
