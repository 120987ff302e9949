import { html } from "lit";
import { ok } from "../../shared/result.ts";
import { valueWords } from "./figure-words.ts";
import { type AnyQuestion, type Figure, question } from "./question.ts";

/** Question 1: the value with its interval, and what belongs beside it. */
export const howSatisfied: AnyQuestion = question<Figure | null>({
  id: "satisfied",
  title: "q.satisfied",
  isAsked: () => true,
  load: async (view) => {
    const rows = await view.figures({});
    return rows.ok ? ok(rows.value[0] ?? null) : rows;
  },
  template: (row, view) => html`<p class="figure">${valueWords(row?.value ?? null, view)}</p>`,
});
