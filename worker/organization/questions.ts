import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { type AskedQuestion, askedQuestion } from "../../shared/contract/question.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { KnownQuestion, OrganizationDeps } from "./organization.ts";

/** `GET …/questions`: all questions that forms have or had, by id. */
export const listQuestions: Operation<OrganizationDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/questions",
  // Anybody reads figures by question, and needs their words.
  audience: "public",
  summary: "Read all questions that forms have or had",
  description:
    "An id stays taken: of a question with its type and scale, and of a choice's option, also where none asks it any more. `text` is what a form asks now; null where none does.",
  query: pageQuery,
  answer: listOf(askedQuestion),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: ({ organization: { agency, questions, forms } }, _, { query }) => {
    const asked = [...forms.values()].flatMap(({ newest }) => newest.questions);
    const texts = new Map(asked.map(({ id, text }) => [id, text]));
    const rows = [...questions].map(([id, question]) => toAsked({ id, text: texts.get(id) ?? null }, question));
    const scope = { secret: agency.cursor_secret, query: queryName("questions") };
    return pageOf({ ...scope, ...inOrderOf(rows, (row) => row.id) }, query);
  },
});

function toAsked(named: Pick<AskedQuestion, "id" | "text">, question: KnownQuestion): AskedQuestion {
  if (question.type === "rating") return { ...named, ...question };
  const options = question.options.map(({ isOffered, ...option }) => ({ ...option, is_offered: isOffered }));
  return { ...named, type: question.type, options };
}
