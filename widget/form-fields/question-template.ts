import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ChoiceQuestion, Form, Question, RatingQuestion } from "../../shared/contract/form.ts";
import { type Scale, scales } from "../../shared/levels.ts";
import { actionButton, chooseField } from "../ui/controls-template.ts";
import { type BuilderView, controlId, faultAt, idField, itemButtons, textPair } from "./fields-template.ts";
import {
  bounds,
  isAskedBefore,
  isOfferedBefore,
  inPlaceOf,
  isOverall,
  newOption,
  optionsEver,
  plainNames,
  replacedAt,
  retold,
  takenBeside,
} from "../form-draft/form-draft.ts";

/** Draws one question of the form. */
export function questionCard(view: BuilderView, index: number): TemplateResult {
  const { say, form, before } = view;
  const question = form.questions[index] as Question;
  const place = `questions/${index}`;
  const isOld = isAskedBefore(question, before);
  const taken = takenBeside(form.questions, index, before.questions.keys());
  const set = (next: Question): void => view.change(withQuestion(form, index, next));
  const head = isOverall(question)
    ? say("fo.q.overall")
    : say(question.type === "choice" ? "fo.q.choice" : "fo.q.rating", { n: index + 1 });
  return html`<section class="card item" aria-labelledby="${controlId(place)}-head">
    <h3 id="${controlId(place)}-head" tabindex="-1">${head}</h3>
    ${isOverall(question) ? html`<p class="soft">${say("fo.q.overall.hint")}</p>` : nothing}
    ${textPair(view, { place, text: question.text, set: (text) => set(retold(question, text, { taken, isNew: !isOld, otherwise: plainNames.question })) })}
    ${question.type === "choice" ? choicePart(view, question, index) : isOverall(question) ? nothing : ratingPart(view, question, index)}
    ${isOverall(question) ? nothing : idField(view, { place, id: question.id, ...(isOld ? {} : { set: (id: string) => set({ ...question, id }) }) })}
    ${
      isOverall(question)
        ? nothing
        : itemButtons(view, {
            ...{ place: "questions", list: form.questions, index },
            // The overall question is asked first wherever it stands, so it stays where it is and others pass only one another.
            first: isOverall(form.questions[0] as Question) ? 1 : 0,
            put: (now, change) => ({ ...now, questions: change(now.questions) }),
          })
    }
  </section>`;
}

function withQuestion(form: Form, index: number, question: Question): Form {
  return { ...form, questions: replacedAt(form.questions, index, question) };
}

function ratingPart(view: BuilderView, question: RatingQuestion, index: number): TemplateResult {
  const { say, form, before } = view;
  const place = `questions/${index}`;
  const known = before.questions.get(question.id);
  const isFixed = known?.type === "rating" && known.scale === question.scale;
  const replace = (): void => {
    view.change(withQuestion(form, index, inPlaceOf(question, form, before)), controlId(`${place}/scale`));
    view.tell(say("fo.q.replaced"));
  };
  const chosen = (scale: string): void =>
    view.change(withQuestion(form, index, { ...question, scale: Number(scale) as Scale }));
  const words = say(`fo.q.scale.${question.scale}`);
  if (!isFixed) {
    const choices = scales.map((scale) => [String(scale), say(`fo.q.scale.${scale}`)] as const);
    return html`${chooseField({ id: controlId(`${place}/scale`), label: say("fo.q.scale"), value: String(question.scale), choices, chosen })}
      ${faultAt(view, `${place}/scale`)}
      ${known ? html`<div class="row">${actionButton(say("fo.q.replace"), { press: replace })}</div>` : nothing}`;
  }
  return html`<p><b>${say("fo.q.scale")}:</b> ${words}</p>
    ${faultAt(view, `${place}/scale`)}
    <details>
      <summary>${say("fo.q.fixed")}</summary>
      <p>${say("fo.q.fixed.why")}</p>
      <div class="row">${actionButton(say("fo.q.replace"), { press: replace })}</div>
    </details>`;
}

function choicePart(view: BuilderView, question: ChoiceQuestion, index: number): TemplateResult {
  const { say, form, before } = view;
  const { options } = question;
  const place = `questions/${index}/options`;
  const known = before.questions.get(question.id);
  const gone = known?.type === "choice" ? known.options.filter(({ is_offered }) => !is_offered) : [];
  const add = (): void =>
    view.change(
      withQuestion(form, index, { ...question, options: [...options, newOption(question, before)] }),
      controlId(`${place}/${options.length}/text/vi`),
    );
  return html`<fieldset>
    <legend>${say("fo.options")}</legend>
    ${faultAt(view, place)}
    ${options.map((_, option) => optionRow(view, index, option))}
    ${
      gone.length > 0
        ? html`<p class="soft">${say("fo.o.gone", { list: gone.map(({ id, text }) => `${id} (${text.vi})`).join(", ") })}</p>`
        : nothing
    }
    ${options.length < bounds.options.most ? html`<div class="row">${actionButton(say("fo.o.add"), { press: add })}</div>` : nothing}
  </fieldset>`;
}

function optionRow(view: BuilderView, index: number, at: number): TemplateResult {
  const { say, form, before } = view;
  const question = form.questions[index] as ChoiceQuestion;
  const { options } = question;
  const option = options[at] as ChoiceQuestion["options"][number];
  const list = `questions/${index}/options`;
  const place = `${list}/${at}`;
  const isOld = isOfferedBefore(question.id, option.id, before);
  const taken = takenBeside(options, at, optionsEver(before, question.id));
  const put = (now: Form, change: (options: ChoiceQuestion["options"]) => ChoiceQuestion["options"]): Form => {
    const questions = now.questions.map((one) =>
      one.id === question.id && one.type === "choice" ? { ...one, options: change(one.options) } : one,
    );
    return { ...now, questions };
  };
  const set = (next: typeof option): void => view.change(put(form, (all) => replacedAt(all, at, next)));
  return html`<div class="option" role="group" aria-label=${say("fo.option", { n: at + 1 })}>
    ${textPair(view, { place, text: option.text, set: (text) => set(retold(option, text, { taken, isNew: !isOld, otherwise: plainNames.option })) })}
    ${idField(view, { place, id: option.id, isBrief: true, ...(isOld ? {} : { set: (id: string) => set({ ...option, id }) }) })}
    ${itemButtons(view, { place: list, list: options, index: at, put })}
  </div>`;
}
