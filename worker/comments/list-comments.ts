import * as z from "zod/mini";
import { formatDay, parseDay } from "../../shared/calendar/day.ts";
import {
  commentPage,
  commentStates,
  type OfficeComment,
  type OfficeCommentsQuery,
  officeComment,
  officeCommentsQuery,
  type PublicComment,
  type PublicCommentsQuery,
  publicComment,
  publicCommentsQuery,
} from "../../shared/contract/comment.ts";
import { listOf, type Page } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { askedSubtree, unitsWithin } from "../access/reach.ts";
import { hasScope, type Principal, subtreeRoot } from "../access/principal.ts";
import { type Position, queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Answer, jsonAnswer } from "../operations/operation.ts";
import { checkContract } from "../operations/check-contract.ts";
import { type Operation, operationInWorker, part, type WorkerDeps } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { CommentFilter, CommentSearchStore } from "./comment-search-store.ts";
import { searchWords } from "./folded-words.ts";
import { toOfficeComment, toReplies } from "./office-comment.ts";
import type { StoredComment } from "./stored-comment.ts";
import {
  type CommentReader,
  type CommentSight,
  officeReader,
  publicReader,
  type ReachDeps,
  visibleComment,
} from "./visible-comment.ts";

/** What lists of comments are read from. */
export type CommentListDeps = ReachDeps & { readonly search: Pick<CommentSearchStore, "list" | "approved"> };

const publicFailures = ["unknown-touchpoint", "invalid", "bad-cursor"] as const;
type PublicFailure = FailureOf<(typeof publicFailures)[number]>;

const officeFailures = [
  ...publicFailures,
  "unknown-unit",
  "outside-subtree",
  "unknown-service",
  "unknown-reason",
] as const;
type OfficeFailure = FailureOf<(typeof officeFailures)[number]>;

const readPublicComments = part({
  name: "readPublicComments",
  failures: publicFailures,
  runs: "reads",
  run: (deps: CommentListDeps, _: null, query: PublicCommentsQuery) => publicComments(deps, query),
});

const readOfficeComments = part({
  name: "readOfficeComments",
  failures: officeFailures,
  runs: "reads",
  run: (deps: CommentListDeps, principal: Principal, query: OfficeCommentsQuery) =>
    officeComments(deps, principal, query),
});

const keyFailures = ["other-agency", "scope-missing", "unknown-field"] as const;

/**
 * `GET …/comments`: approved comments of a touchpoint for everybody; with a key, the comments of its subtree. One operation in
 * two parts, since the two readers share the address and get different comments.
 */
export const listComments: Operation<CommentListDeps> = operationInWorker({
  method: "GET",
  path: "/v1/agencies/:agency/comments",
  audience: "public",
  summary: "Read comments: approved ones of a touchpoint, or with a key of comments:read all within its subtree",
  description:
    "The newest first. Without a key a touchpoint is needed, and page, limit and cursor are the only other parameters; with a key every parameter but page is taken.",
  query: z.extend(officeCommentsQuery, { page: commentPage }),
  answer: listOf(z.union([publicComment, officeComment])),
  failures: [...officeFailures, ...keyFailures],
  parts: [readPublicComments, readOfficeComments],
  handle: (worker, principal, { params: { agency }, query }) =>
    principal === null ? answerEverybody(worker, agency, query) : answerKey(worker, principal, { agency, query }),
});

async function answerEverybody(
  worker: WorkerDeps,
  agency: string,
  given: unknown,
): Promise<Result<Answer, PublicFailure | FailureOf<"unknown-field">>> {
  const query = checkContract(publicCommentsQuery, given);
  if (!query.ok) return query;
  const page = await worker.ask(readPublicComments, { agency, principal: null, input: query.value });
  // Nobody may keep the list: a comment that is hidden meanwhile must disappear at the next request.
  return page.ok ? ok(jsonAnswer(page.value, { maxAgeSeconds: 0 })) : page;
}

type Asked = { readonly agency: string; readonly query: unknown };

async function answerKey(
  worker: WorkerDeps,
  principal: Principal,
  { agency, query: given }: Asked,
): Promise<Result<Answer, OfficeFailure | FailureOf<(typeof keyFailures)[number]>>> {
  if (principal.kind === "key" && principal.agency !== agency) return fail({ kind: "other-agency" });
  if (!hasScope(principal, "comments:read")) return fail({ kind: "scope-missing", given: "comments:read" });
  const query = checkContract(officeCommentsQuery, given);
  if (!query.ok) return query;
  const page = await worker.ask(readOfficeComments, { agency, principal, input: query.value });
  return page.ok ? ok(jsonAnswer(page.value)) : page;
}

type Seen = { readonly comment: StoredComment; readonly sight: CommentSight };

/** Comments about the units of the asked subtree, or assigned to them, newest first. Failures point at their parameters. */
async function officeComments(
  deps: CommentListDeps,
  principal: Principal,
  { limit, cursor, ...asked }: OfficeCommentsQuery,
): Promise<Result<Page<OfficeComment>, OfficeFailure>> {
  const filter = filterOf(deps, principal, asked);
  if (!filter.ok) return filter;
  const { agency } = deps.organization;
  const reader = officeReader(deps, principal);
  const root = subtreeRoot(principal, agency.code);
  const page = await pageOf<Seen>(
    {
      secret: agency.cursor_secret,
      query: queryName("comments", { ...asked, root }),
      read: (after, most) =>
        seenOf(reader, { after, most }, (below, count) => deps.search.list(filter.value, below, count)),
      positionOf: ({ comment }) => [comment.number],
    },
    { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) },
  );
  if (!page.ok) return page;
  const data = page.value.data.map(({ comment, sight }) => toOfficeComment(deps, comment, sight));
  return ok({ ...page.value, data });
}

/** Approved comments and public answers of a touchpoint that publishes them, newest first. */
async function publicComments(
  deps: CommentListDeps,
  { limit, cursor, touchpoint, page: path }: PublicCommentsQuery,
): Promise<Result<Page<PublicComment>, PublicFailure>> {
  const { organization, search } = deps;
  if (!organization.touchpoints.has(touchpoint)) return unknown("touchpoint", touchpoint);
  const reader = publicReader(deps);
  const page = await pageOf<Seen>(
    {
      secret: organization.agency.cursor_secret,
      query: queryName("public-comments", { touchpoint, page: path }),
      read: (after, most) =>
        seenOf(reader, { after, most }, (below, count) =>
          search.approved({ touchpoint, page: path ?? null }, below, count),
        ),
      positionOf: ({ comment }) => [comment.number],
    },
    { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) },
  );
  if (!page.ok) return page;
  const data = page.value.data.map(({ comment: { id, receivedDay }, sight }) => {
    const replies = toReplies(organization, sight.replies);
    return { id, on: formatDay(receivedDay), words: sight.words ?? "", replies };
  });
  return ok({ ...page.value, data });
}

type Asking = { readonly after: Position | null; readonly most: number };
type ReadBelow = (below: number | null, count: number) => StoredComment[];

/** Reads on until the reader sees enough comments, or no more are left. */
function seenOf(reader: CommentReader, { after, most }: Asking, read: ReadBelow): Seen[] {
  const seen: Seen[] = [];
  let below = after === null ? null : Number(after[0]);
  for (;;) {
    const portion = read(below, most);
    for (const comment of portion) {
      const sight = visibleComment(comment, reader);
      if (sight && seen.length < most) seen.push({ comment, sight });
    }
    const last = portion.at(-1);
    if (last === undefined || portion.length < most || seen.length === most) return seen;
    below = last.number;
  }
}

function unknown<W extends "touchpoint" | "service" | "reason">(
  what: W,
  given: string,
): Result<never, FailureOf<`unknown-${W}`>> {
  return fail({ kind: `unknown-${what}`, given, errors: [{ pointer: `/${what}`, detail: "is not known" }] });
}

type Filters = Omit<OfficeCommentsQuery, "limit" | "cursor">;

function filterOf(deps: ReachDeps, principal: Principal, asked: Filters): Result<CommentFilter, OfficeFailure> {
  const { organization, today } = deps;
  const { unit, state, touchpoint, service, category = null, reason, overdue, q } = asked;
  const subtree = askedSubtree(deps, principal, unit === undefined ? {} : { unit });
  if (!subtree.ok) return subtree;
  const states = state?.split(",") ?? null;
  const known: ReadonlySet<string> = new Set(commentStates);
  if (states?.some((it) => !known.has(it))) {
    const errors = [{ pointer: "/state", detail: `must be of ${commentStates.join(", ")}, with commas between` }];
    return fail({ kind: "invalid", errors });
  }
  if (touchpoint !== undefined && !organization.touchpoints.has(touchpoint)) return unknown("touchpoint", touchpoint);
  if (service !== undefined && !organization.services.has(service)) return unknown("service", service);
  const forms = [...organization.forms.values()];
  if (reason !== undefined && !forms.some(({ reasonsEver }) => reasonsEver.has(reason)))
    return unknown("reason", reason);
  const words = q === undefined ? null : searchWords(q, organization.agency.cursor_secret);
  if (words?.length === 0) return fail({ kind: "invalid", errors: [{ pointer: "/q", detail: "must hold a word" }] });
  return ok({
    units: unitsWithin(subtree.value.unit, deps),
    ...{ states, touchpoint: touchpoint ?? null, service: service ?? null, category, reason: reason ?? null },
    overdue: overdue === undefined ? null : { today, not: overdue === "false" },
    ...{ from: dayOrNull(asked.from), to: dayOrNull(asked.to), words },
  });
}

/** The contract has checked that it is a day. */
function dayOrNull(text: string | undefined): number | null {
  return text === undefined ? null : parseDay(text);
}
