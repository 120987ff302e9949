import { html, nothing, type TemplateResult } from "lit";
import { intervalAxis, intervalCell, type Status, statusMark } from "../charts/interval-template.ts";
import { type ChartScale, chartScale, chartWidth } from "../charts/trend-template.ts";
import { inLanguage } from "../messages/messages.ts";
import { countWords, intervalWords, rangeOf, valueWords, periodInside, measured } from "../figures/figure-words.ts";
import type { BoardView, Figure } from "../figures/question.ts";
import {
  isFound,
  type UnitStanding,
  type StandingRow,
  type UnitGroup,
  type UnitOrder,
  type Units,
  unitGroups,
} from "./unit-standing.ts";

/** What the lines of the table are drawn with. */
type Looks = {
  readonly view: BoardView;
  readonly scale: ChartScale;
  readonly whole: Figure | null;
  readonly period: string;
  /** Width of the chart's column. */
  readonly width: number;
  /** Whether figures and status stand below each other, as on a phone. */
  readonly isNarrow: boolean;
};

/** Draws search, order and the table of units. `name`: what the whole is called. */
export function unitsTable(units: Units, name: string, view: BoardView): TemplateResult {
  const { say, state, go } = view;
  const found = units.rows.filter(({ row }) => isFound(row, state.find));
  const order: UnitOrder = state.order ?? "group";
  const places = { n: found.length, all: units.rows.length };
  const count =
    found.length === units.rows.length ? "u.find.count" : found.length > 0 ? "u.find.some" : "u.find.nothing";
  const toOrder = (one: UnitOrder): void => go({ order: one === "group" ? undefined : one });
  return html`<div class="sift screen">
      <div>
        <label for="find">${say("u.find")}</label>
        <input id="find" type="search" .value=${state.find} maxlength="100" autocomplete="off" spellcheck="false"
          @input=${(event: Event) => go({ find: (event.target as HTMLInputElement).value })} />
      </div>
      <div role="group" aria-label=${say("u.order")} class="orders">
        ${(["group", "code", "name"] as const).map((one) => html`<button type="button" aria-pressed=${order === one} @click=${() => toOrder(one)}>${say(`u.order.${one}`)}</button>`)}
      </div>
    </div>
    <p class="soft" role="status">${say(count, places)}</p>
    ${found.length === 0 ? "" : html`<div>${chartWidth((width) => table(units, { name, found, order, width }, view))}</div>`}`;
}

type Shown = {
  readonly name: string;
  readonly found: readonly StandingRow[];
  readonly order: UnitOrder;
  readonly width: number;
};

/** From so many pixels on each fact has its own column. */
const wide = 680;

function table({ rows, whole, period }: Units, { name, found, order, width }: Shown, view: BoardView): TemplateResult {
  const { say, language, method } = view;
  const isNarrow = width < wide;
  const column = isNarrow ? Math.max(100, width - 150) : Math.min(300, width - 540);
  const reference = whole?.value ?? null;
  const scale = chartScale(
    rows.map(({ row }) => measured(row)),
    rangeOf(method),
    reference === null ? [] : [reference],
  );
  const looks = { view, scale, whole, period, width: column, isNarrow };
  const value = valueWords(reference, view);
  const caption = say(reference === null ? "u.where.caption.plain" : "u.where.caption", {
    whole: name,
    period: periodInside(period, language),
    value,
  });
  const goal = reference === null ? null : { value: reference, label: value };
  return html`<table class=${isNarrow ? "units narrow" : "units"}>
    <caption>${caption}</caption>
    <thead><tr>${heads(intervalAxis({ scale, reference: goal, language, width: column }), looks)}</tr></thead>
    ${unitGroups(found, order).map((group) => groupRows(group, looks))}
  </table>`;
}

function heads(axis: TemplateResult, { view, isNarrow }: Looks): TemplateResult {
  const { say, method, language } = view;
  const [unit, value, n] = [say("u.col.unit"), inLanguage(method.name, language), say("b.n")];
  if (isNarrow)
    return html`<th scope="col">${unit}${axis}</th><th scope="col">${value}<br />${say("b.interval.head")}<br />${n}</th>`;
  return html`<th scope="col">${unit}</th><td>${axis}</td><th scope="col">${value}</th><th scope="col">${say("b.interval.head")}</th>
    <th scope="col">${n}</th><th scope="col" class="left">${say("u.col.status")}</th>`;
}

function groupRows({ kind, rows }: UnitGroup, looks: Looks): TemplateResult {
  const { view, isNarrow } = looks;
  const head =
    kind === null
      ? ""
      : html`<tr class="group"><th scope="rowgroup" colspan=${isNarrow ? 2 : 6}>${kind === "rest" ? "" : statusMark(kind)} ${view.say(`u.status.${kind}`)} (${rows.length})</th></tr>`;
  return html`<tbody>${head}${rows.map((one) => unitRow(one, looks))}</tbody>`;
}

function unitRow({ row, standing }: StandingRow, looks: Looks): TemplateResult {
  const { view, isNarrow } = looks;
  const { interval, value, n } = row;
  const status = html`${marks[standing] ? statusMark(marks[standing]) : ""} ${statusWords(row, standing, view)}`;
  const ends = intervalWords(interval, view) || "–";
  const [figure, count] = [valueWords(value, view), countWords(n, view)];
  const name = unitName(row, looks);
  const cell = intervalOf(row, standing, looks);
  if (isNarrow)
    return html`<tr><th scope="row">${name}${cell}<span class="status">${status}</span></th><td>${value === null ? "–" : html`<strong>${figure}</strong><br />${ends}<br />${view.say("u.n", { n: count })}`}</td></tr>`;
  return html`<tr><th scope="row">${name}</th><td class="drawn">${cell}</td><td><strong>${figure}</strong></td><td>${ends}</td><td>${count}</td><td class="left">${status}</td></tr>`;
}

/** The sign of a standing; null: none, since nobody answered. */
const marks: Readonly<Record<UnitStanding, Status | null>> = {
  ...{ above: "above", same: "same", below: "below", few: "few" },
  ...{ alone: "few", "other-parts": "few", withheld: "withheld", empty: null },
};

function statusWords({ withheld }: Figure, standing: UnitStanding, { say, agency }: BoardView): string {
  if (standing === "withheld") return say(`u.withheld.${withheld ?? "too-few"}`, { k: agency.publication_threshold });
  return say(`u.status.${standing}`);
}

/** A link to the unit's own board, in the period that is shown. A row that is no whole unit has no link. */
function unitName({ unit, own, unmapped }: Figure, { view, period }: Looks): TemplateResult | string {
  const { say, state, linkTo } = view;
  if (own || unmapped) return say(own ? "u.own" : "u.unmapped", { unit: unit.name });
  if (unit.code === state.unit) return html`<strong aria-current="true">${unit.name}</strong>`;
  return html`<a href=${linkTo({ unit: unit.code, period, find: "" })}>${unit.name}</a>`;
}

function intervalOf(
  row: Figure,
  standing: UnitStanding,
  { scale, whole, width }: Looks,
): TemplateResult | typeof nothing {
  const status = marks[standing];
  return status === null
    ? nothing
    : intervalCell({ ...measured(row), scale, reference: whole?.value ?? null, status, width });
}
