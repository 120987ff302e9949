import { html, nothing, type TemplateResult } from "lit";
import type { PublishedRow } from "../../shared/contract/publication.ts";
import type { AskedQuestion } from "../../shared/contract/question.ts";
import type { Service } from "../../shared/contract/service.ts";
import { optionLevels, overallQuestion, type TallyLength } from "../../shared/levels.ts";
import { findMethod } from "../../shared/methods/all-methods.ts";
import type { Method } from "../../shared/methods/method.ts";
import { ok, type Result } from "../../shared/result.ts";
import { intervalAxis, intervalCell, type Status, statusMark } from "../charts/interval-template.ts";
import { type ChartScale, chartScale, chartWidth } from "../charts/trend-template.ts";
import { inLanguage } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import {
  areOfSameQuarters,
  fewestCompared,
  hasSpread,
  kindOf,
  periodLike,
  readAll,
  readTogether,
} from "../figures/figures.ts";
import {
  channelWords,
  countWords,
  intervalWords,
  periodInside,
  rangeOf,
  valueWords,
  measured,
} from "../figures/figure-words.ts";
import { type Cell, plainTable } from "../ui/controls-template.ts";
import { type AnyQuestion, type BoardView, type Figure, question } from "../figures/question.ts";

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
  return channelWords(channel ?? "", say);
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
    const cell = width < narrow ? Math.min(150, width - 150) : Math.round(Math.min(320, width * 0.25));
    const shared = { all, scale, cell, isNarrow: width < narrow, value: inLanguage(first.method.name, language) };
    return html`${partTable("service", { ...shared, parts: service }, view)}
      ${partTable("channel", { ...shared, parts: channel }, view)}
      <p class="soft">${say("o.status.about")} ${marks}</p>
      ${partTable("question", { ...shared, all: null, scale: null, value: say("o.col.value"), parts: question }, view)}`;
  };
  return html`${period === state.period ? "" : html`<p class="lead">${say("o.whom.period", { period: periodInside(period, language) })}</p>`}
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
  const range = scale ?? sharedRange(parts);
  const axis = range ? intervalAxis({ scale: range, reference, language, width }) : "";
  const interval = say("o.col.interval");
  const heads = table.isNarrow
    ? [say(`o.by.${by}`), html`${value} · ${interval}${axis}`]
    : [say(`o.by.${by}`), value, html`<div class="beside">${axis}<span>${interval}</span></div>`, say("o.col.n")];
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
  const word = status === "few" && digits === 0 ? "few-rounded" : status;
  const told = status === "same" ? "" : html`<br /><span class="soft">${say(`o.status.${word}`)}</span>`;
  const n = countWords(figure.n, view);
  return isNarrow
    ? [name, html`${value} · ${say("o.n", { n })}${told}${cell}${ends}`]
    : [name, html`${value}${told}`, html`<div class="beside">${cell}${ends}</div>`, n];
}

/** The range of all questions where they have the same one: only then one axis is true for every row. */
function sharedRange(parts: readonly Part[]): ChartScale | null {
  const [first, ...others] = parts.map(({ method, levels }) => rangeOf(method, levels));
  const isSame = ({ low, high, unit }: ChartScale): boolean =>
    low === first?.low && high === first.high && unit === first.unit;
  return first && others.every(isSame) ? first : null;
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

/** The least share of a rounded number of people that they may have been: at least 2.5 multiples are rounded to 3, and from 2 on they are shown. */
const leastPeople = 5 / 6;

/**
 * How a part stands to all together: apart only if the intervals do not touch, and only from 30 people on. What a rounded row does not
 * tell is taken from it: its people may have been a sixth fewer, and the ends of its interval lie elsewhere by as much as that widens it,
 * by half a person, and by the rounding of value and end.
 */
export function statusOf(
  part: Pick<Figure, "n" | "interval" | "tally"> & RowFacts,
  all: (Pick<Figure, "interval"> & RowFacts) | null,
): Exclude<Status, "withheld"> {
  const n = part.n ?? 0;
  if (n * (part.rounded ? leastPeople : 1) < fewestCompared) return "few";
  const [own, whole] = [part.interval, all?.interval];
  if (!own || !all || !whole || !hasSpread(part) || !areOfSameQuarters(part, all)) return "same";
  const off = part.rounded ? 1 + 50 / n + (own.high - own.low) * 0.1 : 0;
  return own.low - off > whole.high ? "above" : own.high + off < whole.low ? "below" : "same";
}

/** Facts that published rows alone have. */
type RowFacts = Partial<Pick<PublishedRow, "rounded" | "quarters">>;
