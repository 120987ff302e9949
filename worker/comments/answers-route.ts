import { answersRow, commentFiguresQuery, digest } from "../../shared/contract/comment-figures.ts";
import { listOf } from "../../shared/contract/list.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `GET …/answers`: answers on time and satisfaction with them, an index of its own. */
export const getAnswersRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/answers",
  audience: "indices:read",
  summary: "Read answers to comments by unit and month: on time, overdue, and how people rated them",
  query: commentFiguresQuery,
  answer: listOf(answersRow),
  handle: (context) => figures(context, "answers"),
};

/** `GET …/digests`: what comments say, by unit and month. */
export const getDigestsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/digests",
  audience: "comments:read",
  summary: "Read what comments say by unit and month: states, reasons, groups that say nearly the same",
  query: commentFiguresQuery,
  answer: listOf(digest),
  handle: (context) => figures(context, "digests"),
};

async function figures(context: RouteContext, which: "answers" | "digests"): Promise<Answer> {
  const query = readQuery(context.url, commentFiguresQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const comments = context.agency(context.params.agency ?? "").comments();
  const read = await borrow(comments, async (port) => {
    const principal = needPrincipal(context);
    return which === "answers" ? port.answers(principal, query.value) : port.digests(principal, query.value);
  });
  return read.ok ? jsonAnswer(read.value) : problemAnswer(read.failure);
}
