import { html, type TemplateResult } from "lit";
import { periodWords } from "../../shared/calendar/period.ts";
import type { AnswersRow } from "../../shared/contract/comment-figures.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Interval } from "../../shared/contract/published-index.ts";
import { sumOfTallies } from "../../shared/levels.ts";
import { computeIndex } from "../../shared/methods/compute-index.ts";
import { topTwo } from "../../shared/methods/top-two.ts";
import { ok, type Result } from "../../shared/result.ts";
import { numberWords } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import { valueWords } from "./figure-words.ts";
import { type BoardView, question } from "./question.ts";

/** Comments that were answered or whose deadline has passed. `late`: those without an answer in time. */
export type AnswerCounts = {
  readonly received: number | null;
  readonly on_time: number | null;
  readonly late: number | null;
  readonly rated: number | null;
  /** Percent of ratings of answers that are 4 or 5. */
  readonly value: number | null;
  readonly interval: Interval | null;
};

/** The counts of a unit, or of several together. */
export type UnitAnswers = AnswerCounts & {
  readonly name: string;
  /** Of the late ones, those that have no answer yet. */
  readonly overdue: number;
  /** Comments before their deadline; in no other count. */
  readonly running: number;
};

/** The counts of a quarter as published; null where they are too few. */
type QuarterAnswers = AnswerCounts & {
  readonly period: { readonly from: string; readonly to: string };
  readonly withheld: "too-few" | "protects-another" | null;
};

type Answers =
  | { readonly kind: "units"; readonly units: readonly UnitAnswers[]; readonly all: UnitAnswers }
  | { readonly kind: "quarters"; readonly quarters: readonly QuarterAnswers[] }
  | { readonly kind: "scope-missing" };

/** Question 7: comments received, answered on time and late, and how their writers rate the answers. */
export const doWeAnswer = question<Answers>({
  id: "answers",
  title: "q.answers",
  isAsked: () => true,
  load: (view) => (view.isOffice ? loadUnits(view) : loadQuarters(view)),
  template: (loaded, view) => {
    if (loaded.kind === "scope-missing") return html`<p>${view.say("o.answers.scope")}</p>`;
    return loaded.kind === "units" ? unitsTemplate(loaded, view) : quartersTemplate(loaded.quarters, view);
  },
});

async function loadUnits({ read, state, say }: BoardView): Promise<Result<Answers, CallFault>> {
  const path = `/answers?period=${state.period}&unit=${encodeURIComponent(state.unit)}`;
  const answer = await read<Page<AnswersRow>>(path);
  if (!answer.ok) return answer.failure === "scope-missing" ? ok({ kind: "scope-missing" }) : answer;
  const { data } = answer.value;
  return ok({ kind: "units", units: answersByUnit(data), all: sumOfAnswers(say("o.answers.all"), data) });
}

async function loadQuarters({ read }: BoardView): Promise<Result<Answers, CallFault>> {
  const answer = await read<Page<QuarterAnswers>>("/publications/latest/answers");
  return answer.ok ? ok({ kind: "quarters", quarters: answer.value.data }) : answer;
}

/** Adds up the months of each unit. Units with the most late answers come first, then by code. */
export function answersByUnit(rows: readonly AnswersRow[]): UnitAnswers[] {
  const units = new Map<string, AnswersRow[]>();
  for (const row of rows) units.set(row.unit.code, [...(units.get(row.unit.code) ?? []), row]);
  return [...units.values()]
    .map((months) => sumOfAnswers(months[months.length - 1]?.unit.name ?? "", months))
    .filter(({ received, running }) => (received ?? 0) + running > 0)
    .sort((a, b) => (b.late ?? 0) - (a.late ?? 0));
}

/** Adds up rows under one name. */
export function sumOfAnswers(name: string, rows: readonly AnswersRow[]): UnitAnswers {
  const sum = (of: "received" | "on_time" | "overdue" | "running" | "rated"): number =>
    rows.reduce((total, row) => total + row[of], 0);
  const tally = sumOfTallies(rows.map((row) => row.tally));
  const share = tally.length > 0 ? computeIndex(topTwo, tally) : { value: null, interval: null };
  const [received, on_time] = [sum("received"), sum("on_time")];
  const counts = { received, on_time, late: received - on_time, rated: sum("rated"), ...share };
  return { name, ...counts, overdue: sum("overdue"), running: sum("running") };
}

function unitsTemplate({ units, all }: Extract<Answers, { kind: "units" }>, view: BoardView): TemplateResult {
  const { say, language } = view;
  if (units.length === 0) return html`<p>${say("o.answers.none")}</p>`;
  const number = (count: number | null): string => numberWords(count ?? 0, language);
  const places = { late: number(all.late), received: number(all.received), overdue: number(all.overdue) };
  const head = html`<th scope="col">${say("o.answers.overdue")}</th><th scope="col">${say("o.answers.running")}</th>`;
  const rows = [all, ...units].map(
    (unit) => html`<tr class=${unit === all ? "all" : ""}>
      <th scope="row">${unit.name}</th>
      ${countCells(unit, view)}
      <td class="number">${number(unit.overdue)}</td>
      <td class="number">${number(unit.running)}</td>
    </tr>`,
  );
  return html`<p class="lead">${say(all.late === 0 ? "o.answers.all-on-time" : "o.answers.late", places)}</p>
    ${answersTable(say("o.unit"), { head, rows }, view)}
    <p class="soft">${say("o.answers.about")}</p>`;
}

function quartersTemplate(quarters: readonly QuarterAnswers[], view: BoardView): TemplateResult {
  const { say, language, agency, state } = view;
  const whose = state.unit === agency.code ? "" : html`<p>${say("o.answers.agency", { agency: agency.name })}</p>`;
  if (quarters.length === 0) return html`${whose}<p>${say("o.answers.unpublished")}</p>`;
  const last = quarters[quarters.length - 1] as QuarterAnswers;
  const places = { late: numberWords(last.late ?? 0, language), received: numberWords(last.received ?? 0, language) };
  const key = last.withheld ? "o.answers.few" : "o.answers.quarter";
  const rows = [...quarters].reverse().map(
    (quarter) => html`<tr>
      <th scope="row">${periodWords(quarter.period, language)}</th>
      ${quarter.withheld ? html`<td colspan="5">${say("o.few", { k: agency.publication_threshold })}</td>` : countCells(quarter, view)}
    </tr>`,
  );
  return html`${whose}<p class="lead">${say(key, { ...places, period: periodWords(last.period, language) })}</p>
    ${answersTable(say("o.quarter"), { head: "", rows }, view)}
    <p class="soft">${say("o.answers.about")}</p>`;
}

type Table = { readonly head: TemplateResult | ""; readonly rows: readonly TemplateResult[] };

function answersTable(first: string, { head, rows }: Table, { say }: BoardView): TemplateResult {
  const columns = ["late", "received", "on-time", "rated", "satisfied"] as const;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${say("q.answers")}>
    <table>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          ${columns.map((column) => html`<th scope="col">${say(`o.answers.${column}.head`)}</th>`)}${head}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function countCells(counts: AnswerCounts, { language }: BoardView): readonly TemplateResult[] {
  const { late, received, on_time, rated, value, interval } = counts;
  const words = { method: topTwo, language };
  const number = (count: number | null): string => (count === null ? "–" : numberWords(count, language));
  const ends = interval ? ` (${valueWords(interval.low, words)}–${valueWords(interval.high, words)})` : "";
  return [
    html`<td class="number ${late ? "worse" : ""}">${number(late)}</td>`,
    html`<td class="number">${number(received)}</td>`,
    html`<td class="number">${number(on_time)}</td>`,
    html`<td class="number">${number(rated)}</td>`,
    html`<td class="number">${valueWords(value, words)}${ends}</td>`,
  ];
}
