import { html, type TemplateResult } from "lit";
import { toDay } from "../../shared/calendar/day.ts";
import { periodName, periodWords } from "../../shared/calendar/period.ts";
import type { AnswersRow } from "../../shared/contract/comment-figures.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Interval } from "../../shared/contract/published-index.ts";
import { sumOfTallies } from "../../shared/levels.ts";
import { computeIndex } from "../../shared/methods/compute-index.ts";
import { topTwo } from "../../shared/methods/top-two.ts";
import { ok, type Result } from "../../shared/result.ts";
import { numberWords } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import { intervalWords, valueWords } from "../figures/figure-words.ts";
import { type Cell, plainTable } from "../ui/controls-template.ts";
import { type AnyQuestion, type BoardView, question } from "../figures/question.ts";

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
export const doWeAnswer: AnyQuestion = question<Answers>({
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
  const running = all.running > 0 ? say("o.answers.running", { n: numberWords(all.running, language) }) : "";
  if (all.received === 0) return html`<p class="lead">${say("o.answers.none")}</p><p>${running}</p>`;
  const places = { late: numberWords(all.late ?? 0, language), received: numberWords(all.received ?? 0, language) };
  const rows = [all, ...units].map((unit) => [unit.name, ...countCells(unit, view)]);
  return html`<p class="lead">${say(all.late === 0 ? "o.answers.all-on-time" : "o.answers.late", places)}</p>
    ${all.overdue > 0 ? html`<p>${say("o.answers.of-late", { overdue: numberWords(all.overdue, language) })}</p>` : ""}
    ${plainTable({ caption: say("o.answers.table"), heads: headsOf(say("o.unit"), view), rows })}
    <p class="soft">
      ${say("o.answers.about")} ${running}
    </p>`;
}

function quartersTemplate(quarters: readonly QuarterAnswers[], view: BoardView): TemplateResult {
  const { say, language, agency, state, linkTo } = view;
  const link = html`<a href=${linkTo({ unit: agency.code })}>${agency.name}</a>`;
  if (state.unit !== agency.code) return html`<p>${say("o.agency-alone")} ${link}</p>`;
  const last = quarters[quarters.length - 1];
  if (!last) return html`<p class="lead">${say("o.answers.unpublished")}</p>`;
  const places = { late: numberWords(last.late ?? 0, language), received: numberWords(last.received ?? 0, language) };
  const period = quarterWords(last, view);
  const lead = last.late === null ? "o.answers.few" : "o.answers.quarter";
  const rows = [...quarters].reverse().map((quarter) => [quarterWords(quarter, view), ...countCells(quarter, view)]);
  return html`<p class="lead">${say(lead, { ...places, period, k: agency.publication_threshold })}</p>
    ${plainTable({ caption: say("o.answers.table"), heads: headsOf(say("o.quarter"), view), rows })}
    <p class="soft">${say("o.answers.about")} ${say("o.answers.public", { k: agency.publication_threshold })}</p>`;
}

function quarterWords({ period }: QuarterAnswers, { language }: BoardView): string {
  return periodWords(periodName({ from: toDay(period.from), to: toDay(period.to) }) ?? "", language);
}

function headsOf(first: string, { say }: BoardView): string[] {
  const columns = ["late", "received", "on-time", "rated", "satisfied"] as const;
  return [first, ...columns.map((column) => say(`o.answers.col.${column}`))];
}

function countCells(
  { late, received, on_time, rated, value, interval }: AnswerCounts,
  { language }: BoardView,
): Cell[] {
  const words = { method: topTwo, language };
  const number = (count: number | null): string => (count === null ? "–" : numberWords(count, language));
  const ends = intervalWords(interval, words);
  return [
    html`<strong>${number(late)}</strong>`,
    ...[received, on_time, rated].map(number),
    html`${valueWords(value, words)} ${ends ? html`<span class="soft">(${ends})</span>` : ""}`,
  ];
}
