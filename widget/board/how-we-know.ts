import { html } from "lit";
import { ok } from "../../shared/result.ts";
import { inLanguage } from "../messages/messages.ts";
import { type AnyQuestion, question } from "./question.ts";

/** Question 8: how the figures came about, and where the same numbers are. */
export const howWeKnow: AnyQuestion = question<null>({
  id: "know",
  title: "q.know",
  isAsked: () => true,
  load: async () => ok(null),
  template: (_, { method, language }) => html`<p>${inLanguage(method.name, language)} <code>${method.id}</code></p>`,
});
