import { html, type TemplateResult } from "lit";
import type { VersionedForm } from "../../shared/contract/form.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { Service } from "../../shared/contract/service.ts";
import { topTwo } from "../../shared/methods/top-two.ts";
import { ok } from "../../shared/result.ts";
import { rankedBars } from "../charts/counts-template.ts";
import { chartWidth } from "../charts/trend-template.ts";
import { inLanguage, type Language, numberWords } from "../messages/messages.ts";
import { chooseField } from "../ui/controls-template.ts";
import { valueWords } from "../figures/figure-words.ts";
import { readAll } from "../figures/figures.ts";
import { plainTable } from "../ui/controls-template.ts";
import { type AnyQuestion, type BoardView, question } from "../figures/question.ts";
import { readTogether } from "../figures/figures.ts";

/** People of some levels, and the reasons that they named, the most frequent first. */
export type ReasonGroup = {
  readonly levels: keyof typeof levelGroups;
  /** Everybody who gave these levels, with a reason or without. */
  readonly people: number;
  readonly reasons: readonly { readonly label: string; readonly count: number }[];
};

type Why = {
  readonly groups: readonly ReasonGroup[];
  /** Number of reasons that so few people named that a key of a unit may not see their levels. */
  readonly few: number;
  readonly services: readonly Service[];
};

/** Levels of each group of people, lowest level 1. */
const levelGroups = { low: [1, 2], middle: [3], high: [4, 5] } as const;
const method = topTwo.id;
/** Bars of a group; the table has all. */
const mostBars = 8;

/** Question 4: the reasons that people name, by how satisfied they are. */
export const why: AnyQuestion = question<Why>({
  id: "why",
  title: "q.why",
  isAsked: ({ isOffice }) => isOffice,
  load: async (view) => {
    const read = await readTogether(
      view.figures({ by: "reason", method }),
      view.figures({ method }),
      view.figures({ by: "service", service: null, method }),
      readAll<VersionedForm>(view.read, "/forms"),
      readAll<Service>(view.read, "/services"),
    );
    if (!read.ok) return read;
    const [named, all, rated, forms, services] = read.value;
    const rows = named as readonly PublishedIndex[];
    const offered = new Set([view.state.service, ...rated.map(({ service }) => service)]);
    return ok({
      groups: groupReasons(rows, all[0]?.tally ?? [], textsOf(forms, view.language)),
      few: rows.filter(({ withheld }) => withheld !== null).length,
      services: services.filter(({ id }) => offered.has(id)),
    });
  },
  template: (loaded, view) => {
    const few = loaded.few > 0 ? ` ${view.say("o.why.few", { n: loaded.few })}` : "";
    return html`${chooseService(loaded, view)}${firstLines(loaded, view)}
      ${loaded.groups.map((group) => groupTemplate(group, view))}
      <p class="soft">${view.say("o.why.several")}${few}</p>`;
  },
});

function textsOf(forms: readonly VersionedForm[], language: Language): ReadonlyMap<string, string> {
  const reasons = forms.flatMap((form) => form.reasons);
  return new Map(reasons.map(({ id, text }) => [id, inLanguage(text, language)]));
}

/** Puts reasons under the levels of the people who named them. `all` is the tally of everybody who answered. */
export function groupReasons(
  rows: readonly Pick<PublishedIndex, "reason" | "tally">[],
  all: readonly number[],
  texts: ReadonlyMap<string, string>,
): ReasonGroup[] {
  return (["low", "middle", "high"] as const).map((levels) => {
    const peopleIn = (tally: readonly number[]): number =>
      levelGroups[levels].reduce<number>((sum, level) => sum + (tally[level - 1] ?? 0), 0);
    const reasons = rows
      .map(({ reason = "", tally }) => ({ label: texts.get(reason) ?? reason, count: peopleIn(tally) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
    return { levels, people: peopleIn(all), reasons };
  });
}

function chooseService({ services }: Why, { state, say, go }: BoardView): TemplateResult | "" {
  if (services.length === 0) return "";
  const choices = services.map(({ id, name }) => [id, name] as const);
  const chosen = (service: string): void => go({ service: service || null });
  const field = { id: "why-service", label: say("o.service"), value: state.service ?? "", chosen };
  return html`<div class="screen choose">${chooseField({ ...field, choices: [["", say("o.service.all")], ...choices] })}</div>`;
}

/** What people complain about, in words: the three reasons that dissatisfied people name most. */
function firstLines({ groups, services }: Why, { state, say, language }: BoardView): TemplateResult {
  const [low] = groups;
  const service = services.find(({ id }) => id === state.service)?.name ?? state.service;
  const where = service ? say("o.why.in", { service }) : "";
  const people = numberWords(low?.people ?? 0, language);
  if (!low || low.reasons.length === 0) {
    return html`<p class="lead">${say(low?.people ? "o.why.silent" : "o.why.nobody", { where, people })}</p>`;
  }
  const told = low.reasons.slice(0, 3).map(({ label, count }) => {
    const share = shareWords(count, low.people, language);
    return html`<li><strong>${label}</strong>: ${say("o.why.one", { count: numberWords(count, language), people, share })}</li>`;
  });
  return html`<p class="lead">${say("o.why.first", { where })}</p>
    <ol>
      ${told}
    </ol>`;
}

function groupTemplate({ levels, people, reasons }: ReasonGroup, view: BoardView): TemplateResult {
  const { say, language } = view;
  const title = say(`o.why.${levels}`, { people: numberWords(people, language) });
  if (reasons.length === 0) return html`<h3>${title}</h3><p>${say("o.why.none")}</p>`;
  const heads = [say("o.why.reason"), say("o.col.people"), say("o.col.share")];
  const rows = reasons.map(({ label, count }) => [
    label,
    numberWords(count, language),
    shareWords(count, people, language),
  ]);
  return html`<h3>${title}</h3>
    <div>${chartWidth((width) => rankedBars({ rows: reasons.slice(0, mostBars), language, width }))}</div>
    <details><summary>${say(reasons.length > mostBars ? "o.why.all" : "b.table", { n: reasons.length })}</summary>${plainTable({ caption: title, heads, rows })}</details>`;
}

/** A part of some people, in percent. */
function shareWords(count: number, people: number, language: Language): string {
  return valueWords(people > 0 ? (100 * count) / people : null, { method: topTwo, language }, 1);
}
