import type { Failure } from "../problems/failure.ts";
import type { Form, Question, Reason, VersionedForm } from "../../shared/contract/form.ts";
import type { Page } from "../../shared/contract/list.ts";
import { overallQuestion, type Scale } from "../../shared/levels.ts";
import { fail, ok, type Result, type PointedError } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { givenTwice } from "./given-twice.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";

/** What {@link putForms} works with. */
export type FormRooms = {
  readonly store: Pick<OrganizationStore, "addFormVersion" | "addQuestion">;
  readonly organization: Organization;
  readonly nowMs: number;
};

/**
 * Writes forms, all of them or none: what differs from the newest version becomes the next one, what does not keeps its
 * number. Failures: `outside-subtree`; `invalid` where a form, question, reason, level or service is given twice;
 * `unknown-service` for one that a kiosk offers; `scale-fixed` where a question has another scale than it ever had.
 */
export function putForms(
  rooms: FormRooms,
  principal: Principal,
  forms: readonly Form[],
): Result<Page<VersionedForm>, Failure> {
  const { store, organization, nowMs } = rooms;
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

function unknownService(forms: readonly Form[], { services }: Organization): Failure | null {
  for (const [place, { kiosk }] of forms.entries()) {
    const index = kiosk?.services?.findIndex((id) => !services.has(id)) ?? -1;
    if (index < 0) continue;
    const errors = [{ pointer: `/forms/${place}/kiosk/services/${index}`, detail: "must be a known service" }];
    return { kind: "unknown-service", given: kiosk?.services?.[index] ?? "", errors };
  }
  return null;
}

/** Adds the scales of new questions; answers those that are new. */
function addScales(
  scales: Map<string, Scale>,
  forms: readonly Form[],
): Result<Pick<Question, "id" | "scale">[], Failure> {
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

/** Lists in place of objects: neither the order of fields nor one left out is a difference. */
function inOneSpelling({ questions, reasons, comment, kiosk }: Form): unknown {
  const text = ({ vi, en }: Question["text"]): unknown => [vi, en ?? null];
  const reason = (one: Reason): unknown => [one.id, one.levels, one.channels ?? null, text(one.text)];
  const asked = kiosk ? Object.entries(kiosk).sort(([one], [other]) => (one < other ? -1 : 1)) : [];
  return [questions.map((one) => [one.id, one.scale, text(one.text)]), reasons.map(reason), comment, asked];
}
