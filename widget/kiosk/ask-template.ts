import { html, nothing, type TemplateResult } from "lit/html.js";
import { answerOf, askedQuestions, questionChoices } from "../visit/asked-questions.ts";
import { inLanguage } from "../messages/messages.ts";
import { pressurePicture } from "../ui/pictogram-template.ts";
import { pager, pressButton } from "./press-button-template.ts";
import type { VisitView } from "./visit-view.ts";

const pressureAnswers = ["no", "office", "other", "unsaid"] as const;

/** Draws a further question of the form: a touch answers it. All levels are in sight at once; options may have pages. */
export function askQuestion({ say, language, config, visit, act, turn }: VisitView): TemplateResult | "" {
  const id = visit.plan.questions[visit.question];
  const question = askedQuestions(config.form).find((one) => one.id === id);
  if (!question) return "";
  const all = questionChoices(question, undefined, { say, language });
  const isChoice = question.type === "choice";
  const kind = isChoice ? "options pages" : all.length > 5 ? "numbers" : "levels";
  return html`<div class="head"><h1 id="head" tabindex="-1">${inLanguage(question.text, language)}</h1></div>
    <div class=${`list equal fill answers ${kind}`} role="group" aria-labelledby="head">
      ${all.map(
        ({ id, word, label }) =>
          html`<button
            type="button"
            class="button"
            aria-label=${label ?? nothing}
            @press=${() => act({ kind: "answer", answer: answerOf(id) })}
          >
            ${word}
          </button>`,
      )}
    </div>
    ${isChoice ? pager(say, turn) : ""}
    <div class="row">${pressButton(say("b.skip"), () => act({ kind: "skip" }))}</div>`;
}

/** Draws the question whether somebody told this person what to choose: four equal answers. The choice is not shown again. */
export function askPressure({ say, act }: VisitView): TemplateResult {
  return html`<div class="head">
      <h1 id="head" tabindex="-1">${say("g.q")}</h1>
      <p class="sub">${say("g.why")}</p>
    </div>
    <div class="list equal fill answers pressures" role="group" aria-labelledby="head">
      ${pressureAnswers.map(
        (answer) =>
          html`<button type="button" class="button pictured" @press=${() => act({ kind: "pressure", answer })}>
            ${pressurePicture(answer)}${say(`g.${answer}`)}
          </button>`,
      )}
    </div>`;
}
