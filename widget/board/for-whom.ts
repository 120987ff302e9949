import { html, nothing, type TemplateResult } from "lit";
import { periodWords } from "../../shared/calendar/period.ts";
import type { AskedQuestion } from "../../shared/contract/question.ts";
import type { Service } from "../../shared/contract/service.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { findMethod } from "../../shared/methods/all-methods.ts";
import type { Method } from "../../shared/methods/method.ts";
import { ok, type Result } from "../../shared/result.ts";
import { intervalAxis, intervalCell, type Status, statusMark } from "../charts/interval-template.ts";
import { type ChartScale, chartScale } from "../charts/scale.ts";
import type { BoardMessageKey } from "../messages/board-messages.ts";
import { inLanguage, numberWords } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import { kindOf, periodLike } from "./board-periods.ts";
import { valueWords } from "./figure-words.ts";
import { readAll } from "./figures.ts";
import { type BoardView, type Figure, question } from "./question.ts";

type Dimension = "service" | "channel" | "question";

/** One line: who or what it is about, and its figure by the usual method of its scale. */
type Part = { readonly label: string; readonly figure: Figure; readonly method: Method; readonly service: string | null };

type Whom = {
  /** The period that the figures are of; in public it is a quarter or year. */
  readonly period: string;
  /** All people together, in that period. */
  readonly all: Figure | null;
  readonly parts: Readonly<Record<Dimension, readonly Part[]>>;
};

/** Question 5: services, channels and further questions. */
export const forWhom = question<Whom | "not-by-unit">({
  id: "whom",
  title: "q.whom",
  isAsked: () => true,
  load: async (view) => {
    if (!view.isOffice && view.state.unit !== view.agency.code) return ok("not-by-unit");
    return loadParts(view, view.isOffice ? view.state.period : publishedPeriod(view));
  },
  template: (loaded, view) =>
    loaded === "not-by-unit" ? notByUnit(view) : html`${periodNote(loaded, view)}${partsTemplate(loaded, view)}`,
});

/** Publications have these figures of quarters and years. A month or half-year is told by the quarter that ends with it, or the last before. */
function publishedPeriod({ state, periods }: BoardView): string {
  const kind = kindOf(state.period);
  return kind === "quarter" || kind === "year" ? state.period : (periodLike(periods, state.period, "quarter") ?? state.period);
}

async function loadParts(view: BoardView, period: string): Promise<Result<Whom, CallFault>> {
  const [all, service, channel, questions, services, asked] = await Promise.all([
    view.figures({ period, service: null }),
    view.figures({ period, by: "service", service: null }),
    view.figures({ period, by: "channel" }),
    // Without a method each question has its usual one.
    view.figures({ period, by: "question", method: "" }),
    readAll<Service>(view.read, "/services"),
    readAll<AskedQuestion>(view.read, "/questions"),
  ]);
  if (!all.ok) return all;
  if (!service.ok) return service;
  if (!channel.ok) return channel;
  if (!questions.ok) return questions;
  if (!services.ok) return services;
  if (!asked.ok) return asked;
  const names = new Map(services.value.map(({ id, name }) => [id, name]));
  const parts = {
    service: service.value.map((figure) => partOf(figure, serviceName(figure, names, view), view)),
    channel: channel.value.map((figure) => partOf(figure, channelName(figure, view), view)),
    question: questions.value
      .filter((figure) => figure.question !== overallQuestion)
      .map((figure) => partOf(figure, questionName(figure, asked.value, view), view)),
  };
  return ok({ period, all: all.value[0] ?? null, parts });
}

function partOf(figure: Figure, label: string, view: BoardView): Part {
  return { label, figure, method: findMethod(figure.method) ?? view.method, service: figure.service };
}

function serviceName({ service }: Figure, names: ReadonlyMap<string, string>, { say }: BoardView): string {
  return service ? (names.get(service) ?? service) : say("o.service.none");
}

const channelNames: Readonly<Record<string, BoardMessageKey>> = {
  kiosk: "o.channel.kiosk",
  portal: "o.channel.portal",
  counter: "o.channel.counter",
  qr: "o.channel.qr",
  paper: "o.channel.paper",
  mixed: "o.channel.mixed",
};

function channelName({ channel }: Figure, { say }: BoardView): string {
  const name = channelNames[channel ?? ""];
  return name ? say(name) : (channel ?? "–");
}

function questionName(figure: Figure, asked: readonly AskedQuestion[], { language }: BoardView): string {
  const text = asked.find(({ id }) => id === figure.question)?.text;
  const words = text ? inLanguage(text, language) : figure.question;
  return "option" in figure && figure.option ? `${words} ${inLanguage(figure.option.text, language)}` : words;
}

function notByUnit({ say, agency, linkTo }: BoardView): TemplateResult {
  return html`<p>${say("o.whom.agency")} <a href=${linkTo({ unit: agency.code })}>${agency.name}</a></p>`;
}

function periodNote({ period }: Whom, { state, say, language, isOffice, agency }: BoardView): TemplateResult {
  const other = period === state.period ? "" : say("o.whom.period", { period: periodWords(period, language) });
  const rounded = isOffice ? "" : say("o.whom.rounded", { k: agency.publication_threshold, least: 2 * agency.publication_threshold });
  return html`${other ? html`<p class="lead">${other}</p>` : ""}${rounded ? html`<p class="soft">${rounded}</p>` : ""}`;
}

function partsTemplate({ all, parts }: Whom, view: BoardView): TemplateResult {
  const rows = [...parts.service, ...parts.channel];
  if (rows.length === 0) return html`<p>${view.say("o.whom.none")}</p>`;
  const range = rangeOf(rows[0]?.method ?? view.method);
  const scale = chartScale([...rows.map(({ figure }) => measured(figure))], range, all?.value == null ? [] : [all.value]);
  const table = (by: Dimension, isShared: boolean): TemplateResult | "" =>
    parts[by].length === 0 ? "" : partTable({ by, parts: parts[by], all, scale: isShared ? scale : null }, view);
  const marks = (["above", "same", "below"] as const).map(
    (status) => html`<span class="entry">${statusMark(status)} ${view.say(`o.status.${status}`)}</span> `,
  );
  return html`<p class="soft">${marks}</p>${table("service", true)}${table("channel", true)}${table("question", false)}`;
}

const cellWidth = 140;

type Table = { readonly by: Dimension; readonly parts: readonly Part[]; readonly all: Figure | null; readonly scale: ChartScale | null };

function partTable({ by, parts, all, scale }: Table, view: BoardView): TemplateResult {
  const { say, language } = view;
  const reference = scale && all?.value != null ? { value: all.value, label: valueWords(all.value, view) } : null;
  const axis = scale ? intervalAxis({ scale, reference, language, width: cellWidth }) : "";
  return html`<div class="scroll">
    <table class="figures">
      <caption>${say(`o.whom.${by}`)}</caption>
      <thead>
        <tr>
          <th scope="col">${say(`o.by.${by}`)}</th>
          <th scope="col" class="drawn">${axis}<span class="unseen">${say("o.col.interval")}</span></th>
          <th scope="col" class="number">${say("o.col.value")}</th>
          <th scope="col" class="number">${say("o.col.n")}</th>
        </tr>
      </thead>
      <tbody>
        ${parts.map((part) => partRow(part, { all, scale }, view))}
      </tbody>
    </table>
  </div>`;
}

function partRow({ label, figure, method, service }: Part, { all, scale }: Pick<Table, "all" | "scale">, view: BoardView): TemplateResult {
  const { say, language, state, isOffice, linkTo } = view;
  const isLink = isOffice && service !== null && figure.question === overallQuestion && !figure.channel;
  const name = isLink ? html`<a href=${linkTo({ service })} aria-current=${service === state.service ? "true" : nothing}>${label}</a>` : label;
  const head = html`<th scope="row">${name}${scale ? "" : html`<br /><span class="soft">${inLanguage(method.name, language)}</span>`}</th>`;
  if (figure.withheld !== null) return html`<tr>${head}<td colspan="3">${say(`o.withheld.${figure.withheld}`)}</td></tr>`;
  const words = { method, language };
  const ends = figure.interval ? `${valueWords(figure.interval.low, words)}–${valueWords(figure.interval.high, words)}` : "";
  const status = scale ? statusOf(figure, all) : "same";
  const cell = { ...measured(figure), scale: scale ?? rangeOf(method), reference: scale ? (all?.value ?? null) : null, status };
  return html`<tr>
    ${head}
    <td class="drawn">${intervalCell({ ...cell, width: cellWidth })}<span class="ends">${ends}</span></td>
    <td class="number">${valueWords(figure.value, words)}${scale && (status === "above" || status === "below") ? html` <span class="soft">${say(`o.status.${status}`)}</span>` : ""}</td>
    <td class="number">${numberWords(figure.n ?? 0, language)}</td>
  </tr>`;
}

/** How a part stands to all together: apart only if the intervals do not touch, and only from 30 people on. */
export function statusOf(figure: Pick<Figure, "n" | "interval">, all: Pick<Figure, "interval"> | null): Status {
  if ((figure.n ?? 0) < 30) return "few";
  const [part, whole] = [figure.interval, all?.interval];
  if (!part || !whole) return "same";
  return part.low > whole.high ? "above" : part.high < whole.low ? "below" : "same";
}

function measured({ value, interval }: Figure): { value: number | null; low: number | null; high: number | null } {
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}

function rangeOf(method: Method): ChartScale {
  const [low, high] = method.range(method.scales[0] ?? 5);
  const isPercent = method.unit === "percent";
  return { low, high, decimals: isPercent ? 1 : method.decimals, unit: isPercent ? "%" : "" };
}
