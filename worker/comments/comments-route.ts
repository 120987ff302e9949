import * as z from "zod/mini";
import { textUpTo } from "../../shared/codes.ts";
import {
  commentChange,
  newReply,
  officeComment,
  officeCommentsQuery,
  publicComment,
  publicCommentsQuery,
} from "../../shared/contract/comment.ts";
import type { Failure } from "../problems/failure.ts";
import { listOf } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { hasScope, type Principal } from "../access/principal.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import type { CommentsPort, DatedComment } from "./comments-port.ts";

const comments = "/v1/agencies/:agency/comments";

/** `GET …/comments`: approved ones of a touchpoint for everybody; with a key, those that its unit has to do with. */
export const getCommentsRoute: Route = {
  method: "GET",
  path: comments,
  audience: "public",
  summary: "Read comments: approved ones of a touchpoint, or with a key of comments:read all within its subtree",
  query: z.extend(officeCommentsQuery, { page: z.optional(textUpTo(200)) }),
  answer: listOf(z.union([publicComment, officeComment])),
  handle: getComments,
};

/** `GET …/comments/{id}`: one comment; its ETag begins with its version. */
export const getCommentRoute: Route = {
  method: "GET",
  path: `${comments}/:id`,
  audience: "comments:read",
  summary: "Read one comment; its ETag is what If-Match takes",
  answer: officeComment,
  handle: async (context) =>
    answerOf(await ask(context, (port) => port.read(needPrincipal(context), context.params.id ?? ""))),
};

/** `PATCH …/comments/{id}`: approves, hides, assigns, closes; needs `If-Match`. */
export const patchCommentRoute: Route = {
  method: "PATCH",
  path: `${comments}/:id`,
  audience: "comments:write",
  summary: "Approve, hide, assign or close a comment, by the version that If-Match names",
  body: commentChange,
  answer: officeComment,
  handle: async (context) => {
    const body = await readBody(context.request, commentChange);
    if (!body.ok) return problemAnswer(body.failure);
    const named = { id: context.params.id ?? "", version: versionOf(context), change: body.value };
    return answerOf(await ask(context, (port) => port.change(needPrincipal(context), named)));
  },
};

/** `POST …/comments/{id}/replies`: answers a comment; needs `If-Match`. */
export const postReplyRoute: Route = {
  method: "POST",
  path: `${comments}/:id/replies`,
  audience: "comments:write",
  summary: "Answer a comment, by the version that If-Match names",
  body: newReply,
  answer: officeComment,
  status: 201,
  handle: async (context) => {
    const body = await readBody(context.request, newReply);
    if (!body.ok) return problemAnswer(body.failure);
    const named = { id: context.params.id ?? "", version: versionOf(context), reply: body.value };
    return answerOf(await ask(context, (port) => port.answer(needPrincipal(context), named)), 201);
  },
};

async function getComments(context: RouteContext): Promise<Answer> {
  const { principal } = context;
  if (principal === null) {
    const query = readQuery(context.url, publicCommentsQuery);
    if (!query.ok) return problemAnswer(query.failure);
    const page = await ask(context, (port) => port.listPublic(query.value));
    // What is hidden is gone at the next look.
    return page.ok ? jsonAnswer(page.value, { maxAgeSeconds: 0 }) : problemAnswer(page.failure);
  }
  const allowed = mayRead(principal, context);
  if (!allowed.ok) return problemAnswer(allowed.failure);
  const query = readQuery(context.url, officeCommentsQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await ask(context, (port) => port.list(principal, query.value));
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}

/** What a route with a scope asks before its handler; here everybody may come, and only a key must be the right one. */
function mayRead(principal: Principal, { params }: RouteContext): Result<null, Failure> {
  if (principal.kind === "key" && principal.agency !== params.agency) return fail({ kind: "other-agency" });
  return hasScope(principal, "comments:read") ? ok(null) : fail({ kind: "scope-missing", given: "comments:read" });
}

function ask<T>(context: RouteContext, call: (port: CommentsPort) => Promise<T>): Promise<T> {
  return borrow(context.agency(context.params.agency ?? "").comments(), call);
}

/** The version in `If-Match`: `"7"`, or an ETag that begins so; null where there is none. */
function versionOf({ request }: RouteContext): number | null {
  const [, version] = /^\s*(?:W\/)?"(\d{1,15})(?:-[^"]*)?"\s*$/.exec(request.headers.get("if-match") ?? "") ?? [];
  return version === undefined ? null : Number(version);
}

/** The day stands in the ETag, since how a clock stands changes with it and not with the version. */
function answerOf(shown: Result<DatedComment, Failure>, status = 200): Answer {
  if (!shown.ok) return problemAnswer(shown.failure);
  const { comment, today } = shown.value;
  return jsonAnswer(comment, { status, headers: { etag: `"${comment.version}-${today}"` } });
}
