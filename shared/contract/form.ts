import * as z from "zod/mini";
import { instant, serviceId, slug } from "../codes.ts";
import { scales } from "../levels.ts";
import { recordedText } from "./audio.ts";
import { localizedText } from "./localized-text.ts";

/** Channels by which a touchpoint asks. */
export const channels = ["portal", "kiosk", "counter", "qr"] as const;

/** See {@link channels}. */
export const channel = z.enum(channels);

/** See {@link channels}. */
export type Channel = z.infer<typeof channel>;

/** A question that is answered by a level of a scale, also where no type is said. The scale of its id is fixed for the agency for ever. */
export const ratingQuestion = z.strictObject({
  id: slug,
  type: z.optional(z.literal("rating")),
  scale: z.literal([...scales]),
  text: localizedText,
});

/** See {@link ratingQuestion}. */
export type RatingQuestion = z.infer<typeof ratingQuestion>;

/** An option of a single choice. Its id is never used again for another option of the same question. */
export const choiceOption = z.strictObject({ id: slug, text: localizedText });

/** A question that is answered by the id of one option, such as "How did you hear of this service?". */
export const choiceQuestion = z.strictObject({
  id: slug,
  type: z.literal("choice"),
  options: z.array(choiceOption).check(z.minLength(2), z.maxLength(20)),
  text: localizedText,
});

/** See {@link choiceQuestion}. */
export type ChoiceQuestion = z.infer<typeof choiceQuestion>;

/** A question, by its type. A new type is known to `questionChoices` (drawing), `wrongAnswer` (acceptance) and `countedAs` (counting). */
export const question = z.discriminatedUnion("type", [ratingQuestion, choiceQuestion]);

/** See {@link question}. */
export type Question = z.infer<typeof question>;

/** Types of questions. */
export type QuestionType = NonNullable<Question["type"]>;

/** What answers a question, by its type: a level from 1 up, or the id of an option. */
const answers = { rating: z.int().check(z.minimum(1), z.maximum(11)), choice: slug };

/** What answers a question of some type. */
export const answer = z.union([answers.rating, answers.choice]);

/** What answers a question of this type. */
export type AnswerTo<Type extends QuestionType> = z.infer<(typeof answers)[Type]>;

/** See {@link answer}. */
export type Answer = AnswerTo<QuestionType>;

/** Pictures that a reason may show beside its words, named after the default form's reasons. */
export const pictures = [
  "waiting-time",
  "facilities",
  "accessibility",
  "counter-unstaffed",
  "papers-repeated",
  "papers-extra",
  "form-unclear",
  "fees-unclear",
  "many-trips",
  "attitude",
  "guidance-unclear",
  "guidance-wrong",
  "result-late",
  "late-without-notice",
  "result-wrong",
  "returned-without-reason",
  "sign-in",
  "upload",
  "payment",
  "digital-signing",
  "system-error",
  "status-missing",
  "feedback-unanswered",
  "other",
  "quick",
  "polite",
  "guidance-clear",
  "few-papers",
  "one-trip",
  "online-easy",
  "facilities-good",
  "result-correct",
  "other-good",
] as const;

/** See {@link pictures}. */
export type Picture = (typeof pictures)[number];

/**
 * A reason, offered after one of its levels; on its channels only, where it names some.
 * `picture`: for people who can't read; where it is left out, the one that is named like the reason's id, if any.
 */
export const reason = z.strictObject({
  id: slug,
  levels: z.array(z.int().check(z.minimum(1), z.maximum(5))).check(z.minLength(1), z.maxLength(5)),
  channels: z.optional(z.array(channel).check(z.minLength(1))),
  picture: z.optional(z.enum(pictures)),
  text: localizedText,
});

/** See {@link reason}. */
export type Reason = z.infer<typeof reason>;

const seconds = (low: number, high: number) => z.optional(z.int().check(z.minimum(low), z.maximum(high)));

/**
 * How kiosks and counter tablets ask; what is left out has the value named here.
 * `idle_seconds` (20) without a touch, then `countdown_seconds` (10) to be seen, then everything is wiped.
 * `comment` (`both`): typed on the screen's own keyboard, handed to the person's phone, either, or not asked.
 * `pressure_percent` (20): share of people asked, at random, whether somebody told them what to choose.
 * `services`: offered at counters, by id.
 */
export const kioskSettings = z.strictObject({
  idle_seconds: seconds(5, 300),
  countdown_seconds: seconds(3, 60),
  comment: z.optional(z.enum(["keyboard", "phone", "both", "off"])),
  pressure_percent: z.optional(z.int().check(z.minimum(0), z.maximum(100))),
  services: z.optional(z.array(serviceId).check(z.maxLength(200))),
});

/** See {@link kioskSettings}. */
export type KioskSettings = z.infer<typeof kioskSettings>;

/**
 * What is asked. Never edited in place: whatever differs becomes the form's next version.
 * `audio`: recordings that kiosks and counter tablets read texts aloud by.
 */
export const form = z.strictObject({
  id: slug,
  questions: z.array(question).check(z.minLength(1), z.maxLength(20)),
  reasons: z._default(z.array(reason).check(z.maxLength(100)), []),
  comment: z._default(z.boolean(), true),
  kiosk: z.optional(kioskSettings),
  audio: z.optional(z.array(recordedText).check(z.maxLength(500))),
});

/** See {@link form}. */
export type Form = z.infer<typeof form>;

/** A form with the number of its newest version. */
export const versionedForm = z.extend(form, { version: z.int() });

/** See {@link versionedForm}. */
export type VersionedForm = z.infer<typeof versionedForm>;

/** A version of a form, and when it was written. */
export const pastForm = z.extend(versionedForm, { created_at: instant });

/** See {@link pastForm}. */
export type PastForm = z.infer<typeof pastForm>;

/**
 * A form as it is given. `version`: the newest one that the writer has seen, 0 for none; where another is there meanwhile,
 * nothing is written. Without it, whatever is there is followed by this.
 */
export const givenForm = z.extend(form, { version: z.optional(z.int().check(z.minimum(0))) });

/** See {@link givenForm}. */
export type GivenForm = z.infer<typeof givenForm>;

/** Body of `PUT …/forms`. */
export const putForms = z.strictObject({ forms: z.array(givenForm).check(z.minLength(1), z.maxLength(100)) });
