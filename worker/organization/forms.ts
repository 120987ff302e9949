import { type Form, putForms as putFormsBody, type Question, type Reason } from "../../shared/contract/form.ts";
import { type VersionedForm, versionedForm } from "../../shared/contract/form.ts";
import { listOf, type Page, type PageQuery, pageQuery } from "../../shared/contract/list.ts";
import { overallQuestion, type Scale } from "../../shared/levels.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, type PageFailure, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { givenTwice } from "../lists/given-twice.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";

const path = "/v1/agencies/:agency/forms";

/** What writing forms works with. */
export type FormsDeps = {
  readonly organizationStore: Pick<OrganizationStore, "addFormVersion" | "addQuestion">;
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
    "All or none. A form that differs from its newest version becomes the next version; else its number stays. The scale of a question never changes. Needs a key on the whole agency.",
  body: putFormsBody,
  answer: listOf(versionedForm),
  failures: ["outside-subtree", "invalid", "unknown-service", "scale-fixed"],
  runs: "sets up",
  audit: { what: "forms.put" },
  run: (deps, principal, { body }) => writeForms(deps, principal, body.forms),
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
 * level or service is given twice; `unknown-service` for one that a kiosk offers; `scale-fixed` where a question has
 * another scale than before.
 */
export function writeForms(
  { organizationStore: store, organization, nowMs }: FormsDeps,
  principal: Principal,
  forms: readonly Form[],
): Result<Page<VersionedForm>, FailureOf<"outside-subtree" | "invalid" | "unknown-service" | "scale-fixed">> {
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const twice = [...givenTwice("/forms", forms, ({ id }) => id), ...forms.flatMap(wrongForm)];
  if (twice.length > 0) return fail({ kind: "invalid", errors: twice.slice(0, 20) });
  const unknown = unknownService(forms, organization);
  if (unknown) return fail(unknown);
  const scales = new Map<string, Scale>(organization.questions);
  const added = addScales(scales, forms);
  if (!added.ok) return added;
  for (const question of added.value) store.addQuestion(question);
  const data = forms.map((form) => {
    const newest = organization.forms.get(form.id)?.newest;
    if (newest && sameForm(newest, form)) return newest;
    const version = (newest?.version ?? 0) + 1;
    store.addFormVersion({ version, form }, nowMs);
    return { ...form, version };
  });
  return ok({ data, meta: { next_cursor: null } });
}

function wrongForm({ questions, reasons, kiosk }: Form, place: number): PointedError[] {
  const at = `/forms/${place}`;
  return [
    ...givenTwice(`${at}/questions`, questions, ({ id }) => id),
    ...givenTwice(`${at}/reasons`, reasons, ({ id }) => id),
    ...givenTwice(`${at}/kiosk/services`, kiosk?.services ?? [], String),
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

/** Adds the scales of new questions to `scales`; returns the new questions. */
function addScales(
  scales: Map<string, Scale>,
  forms: readonly Form[],
): Result<Pick<Question, "id" | "scale">[], FailureOf<"scale-fixed">> {
  const added: Pick<Question, "id" | "scale">[] = [];
  for (const [place, { questions }] of forms.entries()) {
    for (const [index, { id, scale }] of questions.entries()) {
      const fixed = id === overallQuestion ? 5 : scales.get(id);
      if (fixed !== undefined && fixed !== scale) {
        const errors = [{ pointer: `/forms/${place}/questions/${index}/scale`, detail: `must be ${fixed}` }];
        return fail({ kind: "scale-fixed", given: id, errors });
      }
      if (scales.has(id)) continue;
      scales.set(id, scale);
      added.push({ id, scale });
    }
  }
  return ok(added);
}

function sameForm(a: Form, b: Form): boolean {
  return JSON.stringify(inOneSpelling(a)) === JSON.stringify(inOneSpelling(b));
}

/** Lists instead of objects, since the order of fields makes no difference, nor does a field that is left out. */
function inOneSpelling({ questions, reasons, comment, kiosk }: Form): unknown {
  const text = ({ vi, en }: Question["text"]): unknown => [vi, en ?? null];
  const reason = (one: Reason): unknown => [one.id, one.levels, one.channels ?? null, text(one.text)];
  const asked = kiosk ? Object.entries(kiosk).sort(([one], [other]) => (one < other ? -1 : 1)) : [];
  return [questions.map((one) => [one.id, one.scale, text(one.text)]), reasons.map(reason), comment, asked];
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
