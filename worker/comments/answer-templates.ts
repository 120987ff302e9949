import {
  type AnswerTemplate,
  answerTemplate,
  mostTemplates,
  putAnswerTemplates as putAnswerTemplatesBody,
} from "../../shared/contract/answer-template.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { fail, ok } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { givenTwice } from "../lists/given-twice.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { type FailureOf, givenAt, invalidAt } from "../problems/failure.ts";
import type { AnswerTemplateStore } from "./answer-template-store.ts";

const path = "/v1/agencies/:agency/answer-templates";

/** What the operations on templates work with. */
export type AnswerTemplateDeps = ReachDeps & { readonly answerTemplates: AnswerTemplateStore };

/** `GET …/answer-templates`: the templates that the asker's units may use, by id. */
export const listAnswerTemplates: Operation<AnswerTemplateDeps> = operation({
  method: "GET",
  path,
  audience: "comments:read",
  summary: "Read the templates that answers to comments may start from",
  description:
    "By id: those of the key's units, of the units above them and of the whole agency. In `words` a place in square brackets waits to be filled in.",
  query: pageQuery,
  answer: listOf(answerTemplate),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run(deps, principal, { query }) {
    const { agency } = deps.organization;
    const rows = usable(deps, principal);
    const scope = { secret: agency.cursor_secret, query: queryName("answer-templates") };
    return pageOf({ ...scope, ...inOrderOf(rows, ({ id }) => id) }, query);
  },
});

/** `PUT …/answer-templates`: writes templates of the asker's units. */
export const putAnswerTemplates: Operation<AnswerTemplateDeps> = operation({
  method: "PUT",
  path,
  audience: "comments:write",
  summary: "Write the templates that answers to comments may start from",
  description: `Upserts by id, all or none; a template whose \`words\` are null is removed. A unit has at most ${mostTemplates}. Those of the whole agency, whose \`unit\` is the agency's code, need a key on the whole agency.`,
  body: putAnswerTemplatesBody,
  answer: listOf(answerTemplate),
  failures: ["outside-subtree", "unknown-unit", "invalid"],
  runs: "in a transaction",
  audit: { what: "answer-templates.put", on: ({ body }) => body.templates.map(({ id }) => id).join(", ") },
  run(deps, principal, { body: { templates } }) {
    const { organization, today, answerTemplates } = deps;
    const twice = givenTwice("/templates", templates, ({ id }) => id);
    if (twice.length > 0) return fail({ kind: "invalid", errors: twice.slice(0, 20) });
    const before = new Map(answerTemplates.all().map((template) => [template.id, template]));
    for (const [place, { id, unit, words, ...named }] of templates.entries()) {
      const at = (detail: string): ReturnType<typeof givenAt> => givenAt(`/templates/${place}/unit`, unit, detail);
      if (unit !== organization.agency.code && !organization.units.knows(unit))
        return fail({ kind: "unknown-unit", ...at("must be a known unit") });
      const moved = [unit, before.get(id)?.unit ?? unit];
      if (!moved.every((one) => reaches(principal, organization, { unit: one, days: [today] })))
        return fail({ kind: "outside-subtree", ...at("is out of the key's reach") });
      if (words === null) answerTemplates.remove(id);
      else answerTemplates.put({ id, unit, words, ...named });
    }
    const tooMany = unitWithTooMany(answerTemplates.all());
    if (tooMany) return fail(tooMany);
    return ok({ data: usable(deps, principal), meta: { next_cursor: null } });
  },
  // All or none.
  isKept: () => true,
});

/** Those of units that the asker reaches, and of the units above their own. */
function usable({ organization, today, answerTemplates }: AnswerTemplateDeps, principal: Principal): AnswerTemplate[] {
  const { agency, units } = organization;
  const above = new Set([agency.code, ...units.allOn(today).pathTo(subtreeRoot(principal, agency.code))]);
  return answerTemplates
    .all()
    .filter(({ unit }) => above.has(unit) || reaches(principal, organization, { unit, days: [today] }));
}

function unitWithTooMany(templates: readonly AnswerTemplate[]): FailureOf<"invalid"> | null {
  const counts = new Map<string, number>();
  for (const { unit } of templates) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  const full = [...counts].find(([, count]) => count > mostTemplates);
  return full ? invalidAt("/templates", `would give ${full[0]} more than ${mostTemplates}`) : null;
}
