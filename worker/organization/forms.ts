import {
  type ChoiceQuestion,
  type Form,
  type GivenForm,
  putForms as putFormsBody,
  type Question,
  type Reason,
} from "../../shared/contract/form.ts";
import { type VersionedForm, versionedForm } from "../../shared/contract/form.ts";
import { listOf, type Page, type PageQuery, pageQuery } from "../../shared/contract/list.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, type PageFailure, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { givenTwice } from "../lists/given-twice.ts";
import type { AudioStore } from "./audio-store.ts";
import type { KnownQuestion, Organization } from "./organization.ts";
import type { OrganizationStore, StoredQuestion } from "./organization-store.ts";

const path = "/v1/agencies/:agency/forms";

/** What writing forms works with. */
export type FormsDeps = {
  readonly organizationStore: Pick<OrganizationStore, "addFormVersion" | "addQuestion">;
  readonly audio: Pick<AudioStore, "has">;
  readonly organization: Organization;
  readonly nowMs: number;
};

/** `PUT …/forms`: forms by id. */
export const putForms: Operation<FormsDeps> = operation({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Write forms",
  description:
    "All or none. A form that differs from its newest version becomes the next version; else its number stays. The type and scale of a question never change. The id of an option that no form has any more is never used again. With `version`, the newest that the writer has seen, nothing is written where another is there meanwhile (`form-changed`); 0 says that there is none yet. Needs a key on the whole agency.",
  body: putFormsBody,
  answer: listOf(versionedForm),
  failures: ["outside-subtree", "invalid", "unknown-service", "unknown-audio", "scale-fixed", "form-changed"],
  runs: "sets up",
  wholeAgency: true,
  audit: { what: "forms.put" },
  run: (deps, _, { body }) => writeForms(deps, body.forms),
});

/** What the list of forms works with. */
export type FormListDeps = Pick<FormsDeps, "organization">;

/** `GET …/forms`: the newest version of every form, by id. */
export const listForms: Operation<FormListDeps> = operation({
  method: "GET",
  path,
  audience: "any-key",
  summary: "Read all forms",
  description: "The newest version of each.",
  query: pageQuery,
  answer: listOf(versionedForm),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: (deps, _, { query }) => pageOfForms(deps, query),
});

/**
 * Writes forms, all of them or none, and returns them with their version numbers. `invalid` where a form, question, reason,
 * level, option, service or recorded text is given twice, or an option comes back; `unknown-service` for one that a kiosk offers;
 * `unknown-audio` for a recording that is not kept; `scale-fixed` where a question has another type or scale than before;
 * `form-changed` where the writer has not seen the newest version.
 */
function writeForms(
  { organizationStore: store, audio, organization, nowMs }: FormsDeps,
  given: readonly GivenForm[],
): Result<Page<VersionedForm>, WriteFailure> {
  const forms = given.map(({ version, ...form }): Form => form);
  const twice = [...givenTwice("/forms", forms, ({ id }) => id), ...forms.flatMap(wrongForm)];
  if (twice.length > 0) return fail({ kind: "invalid", errors: twice.slice(0, 20) });
  const changed = changedForm(given, organization);
  if (changed) return fail(changed);
  const unknown = unknownService(forms, organization) ?? unknownAudio(forms, audio);
  if (unknown) return fail(unknown);
  const added = newQuestions(forms, organization);
  if (!added.ok) return added;
  const returned = returnedOptions(forms, organization);
  if (returned.length > 0) return fail({ kind: "invalid", errors: returned.slice(0, 20) });
  for (const question of added.value) store.addQuestion(question);
  const data = forms.map((form) => {
    const newest = organization.forms.get(form.id)?.newest;
    if (newest && sameForm(newest, form)) return newest;
    const version = (newest?.version ?? 0) + 1;
    store.addFormVersion({ version, form, createdMs: nowMs });
    return { ...form, version };
  });
  return ok({ data, meta: { next_cursor: null } });
}

type WriteFailure = FailureOf<"invalid" | "unknown-service" | "unknown-audio" | "scale-fixed" | "form-changed">;

/** A form of which somebody else has written a version meanwhile. */
function changedForm(given: readonly GivenForm[], { forms }: Organization): FailureOf<"form-changed"> | null {
  for (const [place, { id, version }] of given.entries()) {
    const newest = forms.get(id)?.newest.version ?? 0;
    if (version === undefined || version === newest) continue;
    const errors = [{ pointer: `/forms/${place}/version`, detail: `must be ${newest}, the newest` }];
    return { kind: "form-changed", given: id, errors };
  }
  return null;
}

function wrongForm({ questions, reasons, kiosk, audio = [] }: Form, place: number): PointedError[] {
  const at = `/forms/${place}`;
  return [
    ...givenTwice(`${at}/questions`, questions, ({ id }) => id),
    ...choicesIn(questions).flatMap(([{ options }, index]) =>
      givenTwice(`${at}/questions/${index}/options`, options, ({ id }) => id),
    ),
    ...givenTwice(`${at}/reasons`, reasons, ({ id }) => id),
    ...givenTwice(`${at}/kiosk/services`, kiosk?.services ?? [], String),
    ...givenTwice(`${at}/audio`, audio, ({ language, text }) => `${language} ${text}`),
    ...reasons.flatMap(({ levels }, reason) => givenTwice(`${at}/reasons/${reason}/levels`, levels, String)),
    ...reasons.flatMap(({ channels }, reason) =>
      givenTwice(`${at}/reasons/${reason}/channels`, channels ?? [], String),
    ),
  ];
}

function unknownService(forms: readonly Form[], { services }: Organization): FailureOf<"unknown-service"> | null {
  for (const [place, { kiosk }] of forms.entries()) {
    const index = kiosk?.services?.findIndex((id) => !services.has(id)) ?? -1;
    if (index < 0) continue;
    const errors = [{ pointer: `/forms/${place}/kiosk/services/${index}`, detail: "must be a known service" }];
    return { kind: "unknown-service", given: kiosk?.services?.[index] ?? "", errors };
  }
  return null;
}

function unknownAudio(forms: readonly Form[], { has }: FormsDeps["audio"]): FailureOf<"unknown-audio"> | null {
  for (const [place, { audio = [] }] of forms.entries()) {
    const index = audio.findIndex(({ id }) => !has(id));
    const { id: given, text } = audio[index] ?? {};
    if (given === undefined) continue;
    const errors = [
      { pointer: `/forms/${place}/audio/${index}/id`, detail: `must be a kept recording, for "${text}"` },
    ];
    return { kind: "unknown-audio", given, errors };
  }
  return null;
}

type Fixed = Pick<KnownQuestion, "type"> & { readonly scale?: number };

/** The questions that no form had before, each once. */
function newQuestions(
  forms: readonly Form[],
  { questions: known }: Organization,
): Result<StoredQuestion[], FailureOf<"scale-fixed">> {
  const added = new Map<string, StoredQuestion>();
  for (const [place, { questions }] of forms.entries()) {
    for (const [index, question] of questions.entries()) {
      const { id } = question;
      const fixed: Fixed | undefined = known.get(id) ?? added.get(id);
      const stored = storedQuestion(question);
      const detail = fixed && otherThan(fixed, stored);
      if (detail) {
        const field = fixed.type === stored.type ? "scale" : "type";
        const errors = [{ pointer: `/forms/${place}/questions/${index}/${field}`, detail }];
        return fail({ kind: "scale-fixed", given: id, errors });
      }
      if (!fixed) added.set(id, stored);
    }
  }
  return ok([...added.values()]);
}

function storedQuestion(question: Question): StoredQuestion {
  if (question.type === "choice") return { id: question.id, type: question.type };
  return { id: question.id, type: "rating", scale: question.scale };
}

function otherThan(fixed: Fixed, { type, ...stored }: Fixed): string | null {
  if (fixed.type !== type) return `must be ${fixed.type}`;
  return fixed.scale === stored.scale ? null : `must be ${fixed.scale}`;
}

/** Options that some form had once, and that no form offers any more. Answers to them would be counted together. */
function returnedOptions(forms: readonly Form[], { questions: known }: Organization): PointedError[] {
  return forms.flatMap(({ questions }, place) =>
    choicesIn(questions).flatMap(([{ id: question, options }, index]) => {
      const before = known.get(question);
      const gone = before?.type === "choice" ? before.options.filter(({ isOffered }) => !isOffered) : [];
      return options.flatMap(({ id }, option) =>
        gone.some((other) => other.id === id)
          ? [
              {
                pointer: `/forms/${place}/questions/${index}/options/${option}/id`,
                detail: "was used before and is never used again",
              },
            ]
          : [],
      );
    }),
  );
}

/** The choices among questions, with their places. */
function choicesIn(questions: readonly Question[]): [ChoiceQuestion, number][] {
  return questions.flatMap((question, index): [ChoiceQuestion, number][] =>
    question.type === "choice" ? [[question, index]] : [],
  );
}

function sameForm(a: Form, b: Form): boolean {
  return JSON.stringify(inOneSpelling(a)) === JSON.stringify(inOneSpelling(b));
}

/** Lists instead of objects, since the order of fields makes no difference, nor does a field that is left out. */
function inOneSpelling({ questions, reasons, comment, kiosk, audio = [] }: Form): unknown {
  const text = ({ vi, en }: Question["text"]): unknown => [vi, en ?? null];
  const reason = (one: Reason): unknown => [
    one.id,
    one.levels,
    one.channels ?? null,
    one.picture ?? null,
    text(one.text),
  ];
  const asked = kiosk ? Object.entries(kiosk).sort(([one], [other]) => (one < other ? -1 : 1)) : [];
  const answers = (one: Question): unknown =>
    one.type === "choice" ? one.options.map((option) => [option.id, text(option.text)]) : one.scale;
  const question = (one: Question): unknown => [one.id, answers(one), text(one.text)];
  const recorded = audio.map(({ language, text, id }) => [language, text, id]);
  return [questions.map(question), reasons.map(reason), comment, asked, recorded];
}

/** A page of the list of forms. */
export function pageOfForms(
  { organization }: FormListDeps,
  query: PageQuery,
): Promise<Result<Page<VersionedForm>, PageFailure>> {
  const rows = [...organization.forms.values()].map(({ newest }) => newest);
  const secret = organization.agency.cursor_secret;
  return pageOf({ secret, query: queryName("forms"), ...inOrderOf(rows, ({ id }) => id) }, query);
}
