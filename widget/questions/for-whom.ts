import { html, nothing, type TemplateResult } from "lit";
import { periodWords } from "../../shared/calendar/period.ts";
import type { AskedQuestion } from "../../shared/contract/question.ts";
import type { Service } from "../../shared/contract/service.ts";
import { optionLevels, overallQuestion, type TallyLength } from "../../shared/levels.ts";
import { findMethod } from "../../shared/methods/all-methods.ts";
import type { Method } from "../../shared/methods/method.ts";
import { ok, type Result } from "../../shared/result.ts";
import { intervalAxis, intervalCell, type Status, statusMark } from "../charts/interval-template.ts";
import { type ChartScale, chartScale, chartWidth, type Measured } from "../charts/trend-template.ts";
import { inLanguage } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import { kindOf, periodLike } from "../figures/figures.ts";
import { channelWords, countWords, intervalWords, rangeOf, valueWords } from "../figures/figure-words.ts";
import { readAll } from "../figures/figures.ts";
import { type Cell, plainTable } from "../ui/controls-template.ts";
import { type AnyQuestion, type BoardView, type Figure, question } from "../figures/question.ts";
import { readTogether } from "../figures/figures.ts";

type Dimension = "service" | "channel" | "question";

/** One line: who or what it is about, and its figure by the usual method of its scale. */
export type Part = {
  readonly label: string;
  readonly figure: Figure;
  readonly method: Method;
  readonly levels: TallyLength;
};

type Whom = {
  /** The period that the figures are of; in public it is a quarter or year. */
  readonly period: string;
  /** All people together, in that period. */
  readonly all: Figure | null;
} & Readonly<Record<Dimension, readonly Part[]>>;

/** Question 5: services, channels and further questions. */
export const forWhom: AnyQuestion = question<Whom | "not-by-unit">({
  id: "whom",
  title: "q.whom",
  isAsked: () => true,
  load: async (view) => {
    if (!view.isOffice && view.state.unit !== view.agency.code) return ok("not-by-unit");
    return loadParts(view, view.isOffice ? view.state.period : publishedPeriod(view));
  },
  template: (loaded, view) => (loaded === "not-by-unit" ? notByUnit(view) : whomTemplate(loaded, view)),
});

/** Published parts are of quarters and years. For a month or half-year this is its last quarter, or the one before it. */
function publishedPeriod({ state, periods }: BoardView): string {
  const kind = kindOf(state.period);
  return kind === "quarter" || kind === "year"
    ? state.period
    : (periodLike(periods, state.period, "quarter") ?? state.period);
}

async function loadParts(view: BoardView, period: string): Promise<Result<Whom, CallFault>> {
  // Published parts have the usual method alone.
  const at = view.isOffice ? { period } : { period, method: "top-two@1" };
  const read = await readTogether(
    view.figures({ ...at, service: null }),
    view.figures({ ...at, by: "service", service: null }),
    view.figures({ ...at, by: "channel" }),
    // Without a method each question has its usual one.
    view.figures({ period, by: "question", method: "" }),
    readAll<Service>(view.read, "/services"),
    readAll<AskedQuestion>(view.read, "/questions"),
  );
  if (!read.ok) return read;
  const [all, services, channels, questions, named, asked] = read.value;
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return ok({
    period,
    all: all[0] ?? null,
    service: services.map((figure) => ({ ...usual(figure, view), label: serviceName(figure, names, view) })),
    channel: channels.map((figure) => ({ ...usual(figure, view), label: channelName(figure, view) })),
    question: questions
      .filter((figure) => figure.question !== overallQuestion)
      .map((figure) => ({ ...usual(figure, view), ...questionFacts(figure, asked, view) })),
  });
}

function usual(figure: Figure, { method }: BoardView): Omit<Part, "label"> {
  return { figure, method: findMethod(figure.method) ?? method, levels: 5 };
}

function serviceName({ service }: Figure, names: ReadonlyMap<string, string>, { say }: BoardView): string {
  return service ? (names.get(service) ?? service) : say("o.service.none");
}

function channelName({ channel }: Figure, { say }: BoardView): string {
  return channel === "mixed" ? say("o.channel.mixed") : channelWords(channel ?? "", say);
}

function questionFacts(
  figure: Figure,
  asked: readonly AskedQuestion[],
  { language }: BoardView,
): Pick<Part, "label" | "levels"> {
  const known = asked.find(({ id }) => id === figure.question);
  const words = known?.text ? inLanguage(known.text, language) : figure.question;
  const option = "option" in figure && figure.option ? ` ${inLanguage(figure.option.text, language)}` : "";
  return { label: words + option, levels: known?.type === "rating" ? known.scale : optionLevels };
}

function notByUnit({ say, agency, linkTo }: BoardView): TemplateResult {
  return html`<p>${say("o.agency-alone")} <a href=${linkTo({ unit: agency.code })}>${agency.name}</a></p>`;
}

function whomTemplate(loaded: Whom, view: BoardView): TemplateResult {
  const { say, language, isOffice, state, agency } = view;
  const { period, all, service, channel, question } = loaded;
  const k = agency.publication_threshold;
  const [first] = [...service, ...channel];
  if (!first) return html`<p class="lead">${say("o.whom.none")}</p>`;
  const figures = [...service, ...channel].map(({ figure }) => measured(figure));
  const scale = chartScale(figures, rangeOf(first.method), all?.value == null ? [] : [all.value]);
  const marks = (["above", "same", "below", "few"] as const).map(
    (status) => html`<span class="entry">${statusMark(status)} ${say(`o.status.${status}`)}</span>`,
  );
  const tables = (width: number): TemplateResult => {
    const cell = width < narrow ? Math.min(150, width - 150) : Math.round(Math.min(360, width * 0.3));
    const shared = { all, scale, cell, isNarrow: width < narrow, value: inLanguage(first.method.name, language) };
    return html`${partTable("service", { ...shared, parts: service }, view)}
      ${partTable("channel", { ...shared, parts: channel }, view)}
      <p class="soft">${say("o.status.about")} ${marks}</p>
      ${partTable("question", { ...shared, all: null, scale: null, value: say("o.col.value"), parts: question }, view)}`;
  };
  return html`${period === state.period ? "" : html`<p class="lead">${say("o.whom.period", { period: periodWords(period, language) })}</p>`}
    ${isOffice ? "" : html`<p class="soft">${say("o.whom.rounded", { k, least: 2 * k })}</p>`}
    <div>${chartWidth(tables)}</div>`;
}

/** Width in pixels below which a row has two cells: its name, and all the rest. */
const narrow = 560;

type Table = {
  readonly parts: readonly Part[];
  readonly all: Figure | null;
  /** The scale that all rows share; null where each row has the one of its question. */
  readonly scale: ChartScale | null;
  /** Width of a drawn cell, in pixels. */
  readonly cell: number;
  readonly isNarrow: boolean;
  /** What the values are. */
  readonly value: string;
};

function partTable(by: Dimension, table: Table, view: BoardView): TemplateResult | "" {
  const { say, language } = view;
  const { parts, all, scale, cell: width, value } = table;
  if (parts.length === 0) return "";
  const reference = all?.value == null ? null : { value: all.value, label: valueWords(all.value, view) };
  const axis = scale ? intervalAxis({ scale, reference, language, width }) : "";
  const heads = table.isNarrow
    ? [say(`o.by.${by}`), html`${value} · ${say("o.col.interval")}${axis}`]
    : [say(`o.by.${by}`), value, html`${say("o.col.interval")}${axis}`, say("o.col.n")];
  const [most, others] = mostRated(parts, all);
  const drawn = (shown: readonly Part[]): TemplateResult => {
    const rows = shown.map((part) => partCells(part, table, view));
    return plainTable({ caption: say(`o.whom.${by}`), heads, rows, left: table.isNarrow ? [1] : [2] });
  };
  const more = html`<details><summary>${say("o.whom.more", { n: others.length })}</summary>${drawn(others)}</details>`;
  return html`${drawn(most)}${others.length > 0 ? more : ""}`;
}

function partCells(part: Part, { all, scale, cell: width, isNarrow }: Table, view: BoardView): Cell[] {
  const { figure, method, levels } = part;
  const { say, language, agency } = view;
  const digits = "rounded" in figure && figure.rounded ? 0 : undefined;
  const name = scale
    ? partName(part, view)
    : html`${part.label}<br /><span class="soft">${inLanguage(method.name, language)}</span>`;
  if (figure.withheld !== null) {
    const why = say(`b.withheld.${figure.withheld}`, { k: agency.publication_threshold });
    return isNarrow ? [name, why] : [name, "–", why, "–"];
  }
  const words = { method, language };
  const status = scale ? statusOf(figure, all) : "same";
  const drawn = { ...measured(figure), scale: scale ?? rangeOf(method, levels), reference: all?.value ?? null, status };
  const cell = intervalCell({ ...drawn, width });
  const ends = html`<span class="soft">${intervalWords(figure.interval, words, digits)}</span>`;
  const value = html`<strong>${valueWords(figure.value, words, digits)}</strong>`;
  const told = status === "same" ? "" : html`<br /><span class="soft">${say(`o.status.${status}`)}</span>`;
  const n = countWords(figure.n, view);
  return isNarrow
    ? [name, html`${value} · ${say("o.n", { n })}${told}${cell}${ends}`]
    : [name, html`${value}${told}`, html`${cell}${ends}`, n];
}

/** The lines that are always visible: the 20 with the most ratings, and all above or below. Then the others. */
export function mostRated(parts: readonly Part[], all: Figure | null): readonly [most: Part[], others: Part[]] {
  const sorted = [...parts].sort((a, b) => (b.figure.n ?? 0) - (a.figure.n ?? 0));
  const isMost = ({ figure }: Part, place: number): boolean =>
    place < 20 || (all !== null && ["above", "below"].includes(statusOf(figure, all)));
  return [sorted.filter(isMost), sorted.filter((part, place) => !isMost(part, place))];
}

/** For the office a service is a link to its figures alone. */
function partName({ label, figure: { service, channel } }: Part, { state, isOffice, linkTo }: BoardView): Cell {
  if (!isOffice || service === null || channel !== null) return label;
  const current = service === state.service ? "true" : nothing;
  return html`<a href=${linkTo({ service })} aria-current=${current}>${label}</a>`;
}

/**
 * How a part stands to all together: apart only if the intervals do not touch, and only from 30 people on. A rounded interval may
 * end up to 1 off, by its own rounding and by that of the value that it was made from.
 */
export function statusOf(
  part: Pick<Figure, "n" | "interval"> & { readonly rounded?: true | undefined },
  all: Pick<Figure, "interval"> | null,
): Exclude<Status, "withheld"> {
  if ((part.n ?? 0) < 30) return "few";
  const [own, whole, off] = [part.interval, all?.interval, part.rounded ? 1 : 0];
  if (!own || !whole) return "same";
  return own.low - off > whole.high ? "above" : own.high + off < whole.low ? "below" : "same";
}

function measured({ value, interval }: Figure): Measured {
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}
