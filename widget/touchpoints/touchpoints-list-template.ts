import { html, nothing, type TemplateResult } from "lit/html.js";
import { searchText } from "../../shared/encodings/search-text.ts";
import { dayWords, type Language, numberWords, type SayOf } from "../messages/messages.ts";
import { unitField } from "../office-ui/office-controls-template.ts";
import type { OfficeDeps } from "../office-ui/office-page-element.ts";
import { actionButton, chooseField, lineField, plainTable } from "../ui/controls-template.ts";
import type { Places } from "./place-page-element.ts";
import type { TouchpointRow } from "./touchpoint-draft.ts";
import { pickTouchpointsMessages, type TouchpointsKey } from "./touchpoints-messages.ts";

/** Touchpoints, the units of today, and the ids of forms. */
export type LoadedTouchpoints = Places & { readonly forms: readonly string[] };

/** The list of touchpoints. `state` has what is searched: `q`, `unit`, `channel`, `closed` for those that are closed. */
export type TouchpointsList = {
  readonly office: OfficeDeps;
  readonly loaded: LoadedTouchpoints;
  readonly state: Readonly<Record<string, string>>;
  /** How many rows are drawn at most. */
  readonly shown: number;
  readonly canAdd: boolean;
  readonly find: (change: Readonly<Record<string, string>>) => void;
  readonly more: () => void;
  readonly open: (id: string) => void;
};

type Say = SayOf<TouchpointsKey>;

const channels = ["portal", "kiosk", "counter", "qr"] as const;

/** Draws the list, with its search. */
export function touchpointsList(list: TouchpointsList): TemplateResult {
  const { office, loaded, state, shown, canAdd, find, more, open } = list;
  const { language } = office;
  const say = pickTouchpointsMessages(language);
  const found = foundTouchpoints(loaded, state);
  const isClosed = state["closed"] === "yes";
  const of = loaded.rows.filter((row) => isOf(row, isClosed)).length;
  const closed = isClosed ? 0 : foundTouchpoints(loaded, { ...state, closed: "yes" }).length;
  const n = numberWords(found.length, language);
  const count = found.length === of ? say("tp.count", { n }) : say("tp.shown", { n, of: numberWords(of, language) });
  return html`<p>${say("tp.about")}</p>
    ${canAdd ? html`<div class="row">${actionButton(say("tp.add"), { kind: "main", press: () => open("new") })}</div>` : nothing}
    <div class="tools">
      <div>${lineField({ id: "tp-find", label: say("tp.find"), value: state["q"] ?? "", typed: (q) => find({ q }) })}</div>
      <div>${unitField(office, { id: "tp-in", label: say("tp.unit-filter"), value: state["unit"] ?? "", chosen: (unit) => find({ unit }) })}</div>
      <div>${chooseField({
        ...{ id: "tp-of", label: say("tp.channel-filter"), value: state["channel"] ?? "" },
        choices: [["", say("tp.channel-all")], ...channels.map((one) => [one, say(`tp.c.${one}`)] as const)],
        chosen: (channel) => find({ channel }),
      })}</div>
      <div>${chooseField({
        ...{ id: "tp-closed", label: say("tp.state"), value: isClosed ? "yes" : "" },
        choices: [
          ["", say("tp.filter.open")],
          ["yes", say("tp.s.closed")],
        ],
        chosen: (closed) => find({ closed }),
      })}</div>
    </div>
    <p role="status">${loaded.rows.length === 0 ? say("tp.none") : found.length === 0 ? say("tp.none-found") : count}</p>
    ${closed === 0 ? nothing : html`<p>${actionButton(say("tp.also-closed", { n: numberWords(closed, language) }), { kind: "plain", press: () => find({ closed: "yes" }) })}</p>`}
    ${found.length === 0 ? nothing : table(found.slice(0, shown), list, say)}
    ${found.length > shown ? html`<div class="row">${actionButton(say("tp.more"), { press: more })}</div>` : nothing}`;
}

function isOf(row: TouchpointRow, isClosed: boolean): boolean {
  return (row.closed === true) === isClosed;
}

/** The touchpoints that fit a search by words, unit with all below it, and channel: those that are open, or closed. */
export function foundTouchpoints(
  loaded: LoadedTouchpoints,
  { q = "", unit = "", channel = "", closed = "" }: Readonly<Record<string, string>>,
): TouchpointRow[] {
  const words = searchText(q).split(/\s+/).filter(Boolean);
  const isWithin = (code: string): boolean => {
    let at: string | null | undefined = code;
    for (let steps = 0; at && at !== unit && steps < 20; steps += 1) at = loaded.units.get(at)?.parent;
    return at === unit;
  };
  return loaded.rows.filter((row) => {
    const text = searchText(`${row.name} ${row.id} ${row.unit} ${unitName(row.unit, loaded)}`);
    const fits = (channel === "" || row.channel === channel) && (unit === "" || isWithin(row.unit));
    return isOf(row, closed === "yes") && fits && words.every((word) => text.includes(word));
  });
}

/** A unit's name of today, or its code. */
export function unitName(code: string, { units }: Pick<LoadedTouchpoints, "units">): string {
  return units.get(code)?.name ?? code;
}

function table(rows: readonly TouchpointRow[], { office, loaded, open }: TouchpointsList, say: Say): TemplateResult {
  const cells = rows.map((row) => [
    html`<button type="button" class="plain" lang="vi" data-row=${row.id} @click=${() => open(row.id)}>${row.name}</button>`,
    html`<span lang="vi">${unitName(row.unit, loaded)}</span>`,
    say(`tp.c.${row.channel}`),
    stateWords(row, office.language),
    html`<span class="id">${row.id}</span>`,
  ]);
  const heads = [say("tp.name"), say("tp.unit"), say("tp.channel"), say("tp.state"), say("tp.id")];
  return html`<div class="rows">${plainTable({ caption: say("tp.title"), heads, rows: cells, left: [1, 2, 3, 4] })}</div>`;
}

function stateWords({ closed, closes_on, opens_on, signed_only, comments }: TouchpointRow, language: Language): string {
  const say = pickTouchpointsMessages(language);
  return [
    say(closed ? "tp.s.closed" : signed_only ? "tp.s.signed" : "tp.s.open"),
    ...(closes_on ? [say("tp.s.closes", { day: dayWords(closes_on, language) })] : []),
    ...(opens_on ? [say("tp.s.opens", { day: dayWords(opens_on, language) })] : []),
    ...(comments === "published" ? [say("tp.s.published")] : []),
  ].join(" · ");
}

/** Draws what is known of a touchpoint. */
export function touchpointFacts(
  row: TouchpointRow,
  loaded: LoadedTouchpoints,
  { language }: Pick<OfficeDeps, "language">,
): TemplateResult {
  const say = pickTouchpointsMessages(language);
  const facts: readonly (readonly [string, string | TemplateResult])[] = [
    [say("tp.unit"), unitName(row.unit, loaded)],
    [say("tp.channel"), say(`tp.c.${row.channel}`)],
    [say("tp.service"), row.service ?? say("tp.service-none")],
    [say("tp.form"), row.form === "default" ? say("tp.form.default") : row.form],
    [say("tp.state"), stateWords(row, language)],
    [say("tp.since"), dayWords(row.from, language)],
    [say("tp.id"), html`<span class="id">${row.id}</span>`],
  ];
  return html`<dl class="facts">
    ${facts.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}
  </dl>`;
}
