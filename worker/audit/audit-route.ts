import { auditEntry, auditQuery } from "../../shared/contract/comment.ts";
import { listOf } from "../../shared/contract/list.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `GET …/audit`: who did what, newest first. */
export const getAuditRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/audit",
  audience: "audit:read",
  summary: "Read who did what, when and why, newest first",
  query: auditQuery,
  answer: listOf(auditEntry),
  handle: getAudit,
};

async function getAudit(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, auditQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const comments = context.agency(context.params.agency ?? "").comments();
  const page = await borrow(comments, (port) => port.audit(needPrincipal(context), query.value));
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}
