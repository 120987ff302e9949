import type { Channel, Question, RatingQuestion, VersionedForm } from "../../shared/contract/form.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";

/** What is drawn around a form that no touchpoint asks yet. The id is well-formed and nobody's. */
export function plainPlace(agency: string): TouchpointConfig {
  return {
    ...{ id: `${agency}-0000000000`, name: "", channel: "portal", service: null, texts: {}, theme: "auto" },
    agency: { code: agency, name: agency },
    unit: { code: agency, name: agency },
    form: { id: "default", version: 1, questions: [], reasons: [], comment: false },
    privacy: {
      text: { vi: "Dòng về quyền riêng tư hiện ở đây.", en: "The privacy line stands here." },
      url: `/privacy/${agency}`,
    },
    official_channel: null,
  };
}

/** What a touchpoint of a channel would be drawn from if it asked by a form. Nothing closes it for the preview. */
export function previewConfig(place: TouchpointConfig, form: VersionedForm, channel: Channel): TouchpointConfig {
  const { signed_only: _, closed: __, comments: ___, services = [], ...around } = place;
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const offered = form.kiosk?.services?.map((id) => ({ id, name: names.get(id) ?? id }));
  return { ...around, channel, form: asked(form), ...(offered ? { services: offered } : {}) };
}

/** A form as touchpoints are told it: ratings apart from choices. Nothing is read aloud in a preview. */
function asked({ questions, audio: _, ...form }: VersionedForm): TouchpointConfig["form"] {
  const isRating = (question: Question): question is RatingQuestion => question.type !== "choice";
  const choices = questions.flatMap((question) => (isRating(question) ? [] : [question]));
  return {
    ...form,
    questions: questions.filter(isRating),
    ...(choices.length > 0 ? { typed_questions: choices } : {}),
  };
}
