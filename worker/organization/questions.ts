import { listOf, pageQuery } from "../../shared/contract/list.ts";
import type { ChoiceQuestion } from "../../shared/contract/form.ts";
import { type AskedQuestion, askedQuestion } from "../../shared/contract/question.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { Principal } from "../access/principal.ts";
import {
  bindingOn,
  type KnownForm,
  type KnownOption,
  type KnownQuestion,
  optionName,
  type Organization,
  type OrganizationDeps,
  type ReachDeps,
} from "./organization.ts";

/** `GET …/questions`: all questions that forms have or had, by id. */
export const listQuestions: Operation<OrganizationDeps & ReachDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/questions",
  // Anybody reads figures by question, and needs their words.
  audience: "public",
  summary: "Read all questions that forms have or had",
  description:
    "An id stays taken: of a question with its type and scale, and of a choice's option, also where none asks it any more. `text` is what a form asks now; null where none does. Without a key of the agency: only of forms that touchpoints have or had.",
  query: pageQuery,
  answer: listOf(askedQuestion),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: ({ organization, today }: OrganizationDeps & ReachDeps, principal, { query }) => {
    const { agency } = organization;
    const shown = seesDrafts(principal, agency.code)
      ? [...organization.forms.values()]
      : usedForms(organization, today);
    const rows = askedBy(shown, organization);
    const scope = { secret: agency.cursor_secret, query: queryName("questions") };
    return pageOf({ ...scope, ...inOrderOf(rows, (row) => row.id) }, query);
  },
});

function seesDrafts(principal: Principal | null, agency: string): boolean {
  return principal !== null && (principal.kind === "root" || principal.agency === agency);
}

/** Forms that touchpoints have or had: what people were asked. Others may still be drafts. */
function usedForms({ touchpoints, forms }: Organization, today: number): KnownForm[] {
  const begun = [...touchpoints.values()].flatMap((bindings) => {
    const now = bindingOn(bindings, today);
    return bindings.filter((binding) => binding === now || binding.fromDay <= today);
  });
  return [...new Set(begun.map(({ form }) => form))].flatMap((form) => forms.get(form) ?? []);
}

/** Questions of some forms, with an option only if one of these forms offers it, or none at all any more. */
function askedBy(forms: readonly KnownForm[], { questions }: Organization): AskedQuestion[] {
  const asked = forms.flatMap(({ newest }) => newest.questions);
  const texts = new Map(asked.map(({ id, text }) => [id, text]));
  const offered = new Set(asked.flatMap((one) => (one.type === "choice" ? namesOf(one) : [])));
  return [...questions].flatMap(([id, question]) => {
    if (!forms.some(({ questionsEver }) => questionsEver.has(id))) return [];
    const named = { id, text: texts.get(id) ?? null };
    if (question.type === "rating") return toAsked(named, question);
    const isShown = (option: KnownOption): boolean => !option.isOffered || offered.has(optionName(id, option.id));
    return toAsked(named, { ...question, options: question.options.filter(isShown) });
  });
}

function namesOf({ id, options }: ChoiceQuestion): string[] {
  return options.map((option) => optionName(id, option.id));
}

function toAsked(named: Pick<AskedQuestion, "id" | "text">, question: KnownQuestion): AskedQuestion {
  if (question.type === "rating") return { ...named, ...question };
  const options = question.options.map(({ isOffered, ...option }) => ({ ...option, is_offered: isOffered }));
  return { ...named, type: question.type, options };
}
