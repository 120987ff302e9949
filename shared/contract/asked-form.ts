import type { Channel, ChoiceQuestion, RatingQuestion, VersionedForm } from "./form.ts";
import type { TouchpointConfig } from "./touchpoint.ts";

/**
 * A form as a touchpoint of a channel is told it. Ratings stand apart from other questions: kiosks and elements of older
 * releases take every question for a rating. Only kiosks and counter tablets read aloud.
 */
export function askedForm({ questions, audio, ...form }: VersionedForm, channel: Channel): TouchpointConfig["form"] {
  const ratings: RatingQuestion[] = [];
  const choices: ChoiceQuestion[] = [];
  for (const question of questions) question.type === "choice" ? choices.push(question) : ratings.push(question);
  const isSpoken = audio !== undefined && (channel === "kiosk" || channel === "counter");
  return {
    ...form,
    questions: ratings,
    ...(choices.length > 0 ? { typed_questions: choices } : {}),
    ...(isSpoken ? { audio } : {}),
  };
}
