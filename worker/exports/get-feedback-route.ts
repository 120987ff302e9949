import type { FeedbackRecord } from "../../shared/contract/feedback-record.ts";
import { feedbackQuery, feedbackRecord } from "../../shared/contract/feedback-record.ts";
import { listOf } from "../../shared/contract/list.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { readLimit } from "../lists/page-of.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `GET …/feedback`: rows in the order of their changes, for pulls that go on from where they ended. */
export const getFeedbackRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/feedback",
  audience: "feedback:read",
  summary: "Read feedback in the order in which it changed",
  query: feedbackQuery,
  answer: listOf(feedbackRecord),
  handle: getFeedback,
};

/** The agency's object looks at a bounded stretch in each call, so that others get in between; a page is made of as many as it needs. */
async function getFeedback(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, feedbackQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const limit = readLimit(query.value.limit);
  if (!limit.ok) return problemAnswer(limit.failure);
  const agency = context.agency(context.params.agency ?? "");
  const data: FeedbackRecord[] = [];
  let next = query.value.cursor ?? null;
  do {
    const part = {
      ...query.value,
      limit: String(limit.value - data.length),
      ...(next === null ? {} : { cursor: next }),
    };
    const page = await agency.readFeedback(needPrincipal(context), part);
    if (!page.ok) return problemAnswer(page.failure);
    for (const row of page.value.data) data.push(row);
    next = page.value.meta.next_cursor;
  } while (next !== null && data.length < limit.value);
  return jsonAnswer({ data, meta: { next_cursor: next } });
}
