import type { TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { DrawnConfig } from "../config/no-config.ts";
import { inLanguage, type Language, type Say } from "../messages/messages.ts";
import { choices } from "./choices-template.ts";
import type { CommentBox } from "./comment-template.ts";
import { commentBox } from "./comment-template.ts";
import type { FeedbackCaptureController } from "./feedback-capture-controller.ts";
import { offeredReasons } from "../visit/offered-reasons.ts";
import { answerOf, askedQuestions, namedChoices, questionChoices } from "../visit/question-choices.ts";
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
  const { say, language, config, capture, comment } = shown;
  const { form, official_channel: official } = config;
  const parts = [
    reasons(shown),
    ...askedQuestions(form).map((question) =>
      choices({
        head: inLanguage(question.text, language),
        group: question.id,
        choices: questionChoices(question, capture.answers[question.id], shown),
        chosen: (id) => capture.answer(question.id, answerOf(id)),
      }),
    ),
    form.comment ? commentBox({ ...comment, say, language, official }) : "",
  ].filter(Boolean);
  if (parts.length === 0) return "";
  return html`${parts}
    <div class="row">${button(say("b.skip"), shown.skip)}${button(say("b.send"), shown.send, "main")}</div>`;
}

function reasons({ say, language, config, capture }: Further): TemplateResult | "" {
  const level = capture.level || 0;
  const offered = offeredReasons(config.form.reasons, level, config.channel);
  if (offered.length === 0) return "";
  return choices({
    head: say(level > 3 ? "q.why.high" : level === 3 ? "q.why.mid" : "q.why.low"),
    hint: say("q.any"),
    choices: namedChoices(offered, language, capture.reasons),
    chosen: (id, isChosen) => capture.chooseReason(id, isChosen),
  });
}
