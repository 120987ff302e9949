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
  audience: "any-key",
  summary: "Read all questions that forms have or had",
  description:
    "An id stays taken: of a question with its type and scale, and of a choice's option, also where none asks it any more.",
  query: pageQuery,
  answer: listOf(askedQuestion),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: ({ organization: { agency, questions } }, _, { query }) => {
    const rows = [...questions].map(([id, question]) => toAsked(id, question));
    const scope = { secret: agency.cursor_secret, query: queryName("questions") };
    return pageOf({ ...scope, ...inOrderOf(rows, (row) => row.id) }, query);
  },
});

function toAsked(id: string, question: KnownQuestion): AskedQuestion {
  if (question.type === "rating") return { id, ...question };
  const options = question.options.map(({ isOffered, ...option }) => ({ ...option, is_offered: isOffered }));
  return { id, type: question.type, options };
}
