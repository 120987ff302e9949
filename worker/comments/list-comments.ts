import * as z from "zod/mini";
import { formatDay, toDay } from "../../shared/calendar/day.ts";
import {
  commentPage,
  commentStates,
  type OfficeCommentsQuery,
  officeComment,
  officeCommentsQuery,
  type PublicComment,
  type PublicComments,
  type PublicCommentsQuery,
  publicComment,
  publicComments,
  publicCommentsQuery,
} from "../../shared/contract/comment.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { askedSubtree, unitsWithin } from "../access/reach.ts";
import { hasScope, type Principal, subtreeRoot } from "../access/principal.ts";
import { keptPage } from "../feedback/feedback-row.ts";
import { type Position, queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { checkContract } from "../operations/check-contract.ts";
import { jsonAnswer, type Operation, operationInWorker, part } from "../operations/operation.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { type FailureOf, givenAt, invalidAt } from "../problems/failure.ts";
import type { CommentDeps } from "./comment-deps.ts";
import { type CommentFilter, type CommentOrder, placeIn } from "./comment-search-store.ts";
import { searchWords } from "./folded-words.ts";
import { toOfficeComment, toReplies } from "./office-comment.ts";
import type { StoredComment } from "./stored-comment.ts";
import {
  type CommentReader,
  type CommentSight,
  officeReader,
  publicReader,
  visibleComment,
} from "./visible-comment.ts";

const publicFailures = ["unknown-touchpoint", "invalid", "bad-cursor"] as const;
const officeFailures = [
  ...publicFailures,
  ...(["unknown-unit", "outside-subtree", "unknown-service", "unknown-reason"] as const),
] as const;
type OfficeFailure = FailureOf<(typeof officeFailures)[number]>;

/** Approved comments and public answers of a touchpoint that publishes them, newest first. */
const readPublicComments = part({
  name: "readPublicComments",
  failures: publicFailures,
  runs: "reads",
  async run(deps: CommentDeps, _: null, query: PublicCommentsQuery) {
    const { organization, search } = deps;
    const { touchpoint } = query;
    // As it is kept with the comments.
    const path = keptPage(query.page);
    if (!organization.touchpoints.has(touchpoint)) return unknown("touchpoint", touchpoint);
    const reader = publicReader(deps);
    const page = await pageOf<Seen>(
      {
        secret: organization.agency.cursor_secret,
        query: queryName("public-comments", { touchpoint, page: query.page }),
        read: seenBy(reader, {
          order: "by-receipt",
          read: (after, count) =>
            search.approved({ touchpoint, page: path }, after === null ? null : Number(after[0]), count),
          isWanted: () => true,
        }),
        positionOf: ({ comment }) => placeIn("by-receipt", comment),
      },
      query,
    );
    if (!page.ok) return page;
    const data = page.value.data.map(({ comment: { id, receivedDay }, sight }): PublicComment => {
      const replies = toReplies(organization, sight.replies);
      return { id, on: formatDay(receivedDay), words: sight.words ?? "", replies };
    });
    const apart = deps.figures.notCommentsAt(touchpoint);
    const meta = Object.keys(apart).length === 0 ? page.value.meta : { ...page.value.meta, not_comments: apart };
    return ok<PublicComments>({ data, meta });
  },
});

/** Comments about the units of the asked subtree, or assigned to them. Failures point at their parameters. */
const readOfficeComments = part({
  name: "readOfficeComments",
  failures: officeFailures,
  runs: "reads",
  async run(deps: CommentDeps, principal: Principal, query: OfficeCommentsQuery) {
    const { limit: _, cursor: __, ...asked } = query;
    const filter = filterOf(deps, principal, asked);
    if (!filter.ok) return filter;
    const { agency } = deps.organization;
    const reader = officeReader(deps, principal);
    // The order of receipt would tell staff who wrote, and a filter by reason how they rated.
    const byReceipt = reader.ofWholeAgency ? "by-receipt" : "by-day";
    const order = asked.order === "due" ? "by-due" : byReceipt;
    const stored = {
      ...filter.value,
      order,
      ...(reader.ofWholeAgency ? {} : { reason: null, category: null }),
    } as const;
    const isWanted = ({ rated }: CommentSight): boolean =>
      (asked.category === undefined || rated.category === asked.category) &&
      (asked.reason === undefined || rated.reasons.includes(asked.reason));
    const list: Reading["read"] = (after, count) => deps.search.list(stored, after, count);
    const read = seenBy(reader, { order, read: list, isWanted });
    const page = await pageOf<Seen>(
      {
        secret: agency.cursor_secret,
        query: queryName("comments", { ...asked, root: subtreeRoot(principal, agency.code) }),
        read,
        positionOf: ({ comment }) => placeIn(order, comment),
      },
      query,
    );
    if (!page.ok) return page;
    const data = page.value.data.map(({ comment, sight }) => toOfficeComment(deps, comment, sight));
    return ok({ ...page.value, data });
  },
});

/**
 * `GET …/comments`: approved comments of a touchpoint for everybody; with a key, the comments of its subtree. One operation in
 * two parts, since the two readers share the address and get different comments.
 */
export const listComments: Operation<CommentDeps> = operationInWorker({
  method: "GET",
  path: "/v1/agencies/:agency/comments",
  audience: "public",
  summary: "Read comments: approved ones of a touchpoint, or with a key of comments:read all within its subtree",
  description:
    "The newest first, or with a key by `order`. Without a key a touchpoint is needed, and page, limit and cursor are the only other parameters; with a key every parameter but page is taken.",
  query: z.extend(officeCommentsQuery, { page: commentPage }),
  answer: z.extend(publicComments, { data: z.array(z.union([publicComment, officeComment])) }),
  failures: [...officeFailures, "other-agency", "scope-missing", "unknown-field"],
  parts: [readPublicComments, readOfficeComments],
  async handle(worker, principal, { params: { agency }, query: given }) {
    if (principal === null) {
      const query = checkContract(publicCommentsQuery, given);
      if (!query.ok) return query;
      const page = await worker.ask(readPublicComments, { agency, principal, input: query.value });
      // Nobody may keep the list: a comment that is hidden meanwhile must disappear at the next request.
      return page.ok ? ok(jsonAnswer(page.value, { maxAgeSeconds: 0 })) : page;
    }
    if (principal.kind === "key" && principal.agency !== agency) return fail({ kind: "other-agency" });
    if (!hasScope(principal, "comments:read")) return fail({ kind: "scope-missing", given: "comments:read" });
    const query = checkContract(officeCommentsQuery, given);
    if (!query.ok) return query;
    const page = await worker.ask(readOfficeComments, { agency, principal, input: query.value });
    return page.ok ? ok(jsonAnswer(page.value)) : page;
  },
});

type Seen = { readonly comment: StoredComment; readonly sight: CommentSight };

/** Comments in an order; `isWanted` looks at what the reader sees of one. */
type Reading = {
  readonly order: CommentOrder;
  readonly read: (after: Position | null, count: number) => StoredComment[];
  readonly isWanted: (sight: CommentSight) => boolean;
};

/** Reads on until the reader sees enough comments, or no more are left. */
function seenBy(
  reader: CommentReader,
  { order, read, isWanted }: Reading,
): (after: Position | null, most: number) => Seen[] {
  return (after, most) => {
    const seen: Seen[] = [];
    let last = after;
    for (;;) {
      const portion = read(last, most);
      for (const comment of portion) {
        const sight = visibleComment(comment, reader);
        if (sight && isWanted(sight) && seen.length < most) seen.push({ comment, sight });
      }
      const end = portion.at(-1);
      if (end === undefined || portion.length < most || seen.length === most) return seen;
      last = placeIn(order, end);
    }
  };
}

function unknown<W extends "touchpoint" | "service" | "reason">(
  what: W,
  given: string,
): Result<never, FailureOf<`unknown-${W}`>> {
  return fail({ kind: `unknown-${what}`, ...givenAt(`/${what}`, given, "is not known") });
}

type Filters = Omit<OfficeCommentsQuery, "limit" | "cursor">;

function filterOf(
  deps: ReachDeps,
  principal: Principal,
  asked: Filters,
): Result<Omit<CommentFilter, "order">, OfficeFailure> {
  const { organization, today } = deps;
  const { unit, state, touchpoint, service, category = null, reason, overdue, q } = asked;
  const subtree = askedSubtree(deps, principal, { unit });
  if (!subtree.ok) return subtree;
  const states = state?.split(",") ?? null;
  const known: ReadonlySet<string> = new Set(commentStates);
  if (states?.some((it) => !known.has(it))) {
    return fail(invalidAt("/state", `must be of ${commentStates.join(", ")}, with commas between`));
  }
  if (touchpoint !== undefined && !organization.touchpoints.has(touchpoint)) return unknown("touchpoint", touchpoint);
  if (service !== undefined && !organization.services.has(service)) return unknown("service", service);
  const forms = [...organization.forms.values()];
  if (reason !== undefined && !forms.some(({ reasonsEver }) => reasonsEver.has(reason)))
    return unknown("reason", reason);
  const words = q === undefined ? null : searchWords(q, organization.agency.cursor_secret);
  if (words?.length === 0) return fail(invalidAt("/q", "must hold a word"));
  return ok({
    units: unitsWithin(subtree.value.unit, deps),
    ...{ states, touchpoint: touchpoint ?? null, service: service ?? null, category, reason: reason ?? null },
    overdue: overdue === undefined ? null : { today, not: overdue === "false" },
    ...{ from: asked.from ? toDay(asked.from) : null, to: asked.to ? toDay(asked.to) : null, words },
  });
}
