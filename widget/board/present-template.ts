import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { formatDay } from "../../shared/calendar/day.ts";
import { periodWords } from "../../shared/calendar/period.ts";
import { oneAnswer } from "./board-template.ts";
import { type BoardView, onlyService, unitOn } from "../figures/question.ts";
import { daysOf } from "../figures/figures.ts";
import { clockWords } from "./sources-foot-template.ts";
import type { QuestionController } from "./question-controller.ts";

type Presentation = {
  readonly view: BoardView;
  /** Those that this view has. */
  readonly questions: readonly QuestionController[];
  readonly slide: number;
  readonly step: (by: 1 | -1) => void;
  readonly touched: (event: TouchEvent) => void;
  readonly leave: () => void;
};

/** One slide: first what it is about, then one question each. */
export function presentScreen({ view, questions, slide: at, step, touched, leave }: Presentation): TemplateResult {
  const { say, agency, state, language } = view;
  const count = questions.length + 1;
  const asked = questions[at - 2];
  const about = [nameOf(view), periodWords(state.period, language), onlyService(view) ?? ""]
    .filter(Boolean)
    .join(" · ");
  return html`<div class="present" @touchstart=${touched} @touchend=${touched} @touchcancel=${touched}>
    <div class="stage" role="group" aria-label=${say("p.slide", { at, count })}>
      ${keyed(at, asked ? oneAnswer(asked) : titleSlide(view))}
      <footer class="foot">
        ${agency.sample ? html`<strong class="simulated">${say("b.sample.short")}</strong>` : ""}
        <div class="about"><p>${asked ? about : ""}</p><p>${clockWords(view)}</p></div>
        <div class="steps">
          <span class="rest" aria-hidden="true">↓</span>
          ${sign("‹", say("p.back"), at === 1 ? null : () => step(-1))}
          <span class="place">${at}/${count}</span>
          ${sign("›", say("p.next"), at === count ? null : () => step(1))} ${sign("×", say("p.leave"), leave)}
        </div>
      </footer>
    </div>
  </div>`;
}

/** A small button, which leaves the room to the slide's words. `press` null: it does nothing. */
function sign(mark: string, name: string, press: (() => void) | null): TemplateResult {
  return html`<button type="button" aria-label=${name} title=${name} aria-disabled=${press ? nothing : "true"} @click=${press}>
    ${mark}
  </button>`;
}

function titleSlide(view: BoardView): TemplateResult {
  const { say, state, language, agency } = view;
  const name = nameOf(view);
  const service = onlyService(view);
  return html`<div class="title">
    ${name === agency.name ? "" : html`<p>${agency.name}</p>`}
    <h1 tabindex="-1">${name}</h1>
    <p class="what">${say("b.what")}</p>
    <p class="what">${periodWords(state.period, language)}</p>
    ${service === null ? "" : html`<p class="what">${say("b.service", { service })}</p>`}
  </div>`;
}

function nameOf({ units, state }: BoardView): string {
  return unitOn(units, state.unit, formatDay(daysOf(state.period).to))?.name ?? state.unit;
}
