import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { DrawnConfig } from "../config/no-config.ts";
import type { Language, Say } from "../messages/pick-messages.ts";
import { inLanguage } from "../messages/pick-messages.ts";
import { choices } from "./choices-template.ts";
import type { CommentBox } from "./comment-template.ts";
import { commentBox } from "./comment-template.ts";
import type { FeedbackCaptureController } from "./feedback-capture-controller.ts";
import { offeredReasons } from "./offered-reasons.ts";
import { askedQuestions, questionChoices } from "./question-choices.ts";
import { button } from "./thanks-template.ts";

/** What comes after the face. */
export type Further = {
  readonly say: Say;
  readonly language: Language;
  readonly config: DrawnConfig;
  readonly capture: Pick<FeedbackCaptureController, "level" | "reasons" | "answers" | "chooseReason" | "answer">;
  readonly comment: Pick<CommentBox, "text" | "left" | "typed">;
  readonly skip: () => void;
  readonly send: () => void;
};

/** Reasons for the level, the form's further questions, the comment box; "skip" is as large as "send". */
export function further(shown: Further): TemplateResult | "" {
  const { say, config } = shown;
  const parts = [reasons(shown), ...questions(shown), config.form.comment ? comment(shown) : ""].filter(Boolean);
  if (parts.length === 0) return "";
  return html`${parts}
    <div class="row">${button(say("b.skip"), shown.skip)}${button(say("b.send"), shown.send, "main")}</div>`;
}

function reasons({ say, language, config, capture }: Further): TemplateResult | "" {
  const level = capture.level || 0;
  const offered = offeredReasons(config.form.reasons, level, config.channel);
  if (offered.length === 0) return "";
  const chosen = capture.reasons;
  return choices({
    head: say(level > 3 ? "q.why.high" : level === 3 ? "q.why.mid" : "q.why.low"),
    hint: say("q.any"),
    choices: offered.map(({ id, text }) => ({ id, word: inLanguage(text, language), isChosen: chosen.includes(id) })),
    chosen: (id, isChosen) => capture.chooseReason(id, isChosen),
  });
}

function questions({ say, language, config, capture }: Further): TemplateResult[] {
  return askedQuestions(config.form).map((question) => {
    const all = questionChoices(question, capture.answers[question.id], { say, language });
    return choices({
      head: inLanguage(question.text, language),
      group: question.id,
      choices: all,
      chosen(id) {
        for (const one of all) if (one.id === id) capture.answer(question.id, one.answer);
      },
    });
  });
}

function comment({ say, language, config, comment: box }: Further): TemplateResult {
  return commentBox({ ...box, say, language, official: config.official_channel });
}
