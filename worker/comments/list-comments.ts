import { formatDay, parseDay } from "../../shared/calendar/day.ts";
import {
  commentStates,
  type OfficeComment,
  type OfficeCommentsQuery,
  type PublicComment,
  type PublicCommentsQuery,
} from "../../shared/contract/comment.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { askedSubtree } from "../access/asked-subtree.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { type Position, queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { officeReader, publicReader } from "./reached-comment.ts";
import type { CommentRooms } from "./comment-rooms.ts";
import type { CommentFilter } from "./comment-search-store.ts";
import { searchWords } from "./search-words.ts";
import type { StoredComment } from "./stored-comment.ts";
import { toOfficeComment, toReplies } from "./to-office-comment.ts";
import { type CommentReader, type CommentSight, visibleComment } from "./visible-comment.ts";

/** What lists of comments are read from. */
export type ListRooms = Pick<CommentRooms, "organization" | "today" | "search">;

type Seen = { readonly comment: StoredComment; readonly sight: CommentSight };

/**
 * Comments of the asked unit's subtree, or assigned to it, newest first. Failures: `invalid`, `bad-cursor`, `unknown-unit`, `outside-subtree`,
 * `unknown-touchpoint`, `unknown-service`, `unknown-reason`, each pointing at its parameter.
 */
export async function listComments(
  rooms: ListRooms,
  principal: Principal,
  { limit, cursor, ...asked }: OfficeCommentsQuery,
): Promise<Result<Page<OfficeComment>, Failure>> {
  const filter = filterOf(rooms, principal, asked);
  if (!filter.ok) return filter;
  const { agency } = rooms.organization;
  const reader = officeReader(rooms, principal);
  const root = subtreeRoot(principal, agency.code);
  const page = await pageOf<Seen>(
    {
      secret: agency.cursor_secret,
      query: queryName("comments", { ...asked, root }),
      read: (after, most) =>
        seenOf(reader, { after, most }, (below, count) => rooms.search.list(filter.value, below, count)),
      positionOf: ({ comment }) => [comment.number],
    },
    { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) },
  );
  if (!page.ok) return page;
  const data = page.value.data.map(({ comment, sight }) => toOfficeComment(rooms, comment, sight));
  return ok({ ...page.value, data });
}

/** Approved comments and public answers of a touchpoint that publishes them, newest first. Failures: `unknown-touchpoint`, `invalid`, `bad-cursor`. */
export async function listPublicComments(
  rooms: ListRooms,
  { limit, cursor, touchpoint, page: path }: PublicCommentsQuery,
): Promise<Result<Page<PublicComment>, Failure>> {
  const { organization, search } = rooms;
  if (!organization.touchpoints.has(touchpoint)) return unknown("touchpoint", touchpoint);
  const reader = publicReader(rooms);
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

/** Reads on until there are as many that the reader sees, or no more. */
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

function unknown(
  what: "touchpoint" | "service" | "reason",
  given: string,
): { readonly ok: false; readonly failure: Failure } {
  return fail({ kind: `unknown-${what}`, given, errors: [{ pointer: `/${what}`, detail: "is not known" }] });
}

type Asked = Omit<OfficeCommentsQuery, "limit" | "cursor">;

function filterOf(rooms: ListRooms, principal: Principal, asked: Asked): Result<CommentFilter, Failure> {
  const { organization, today } = rooms;
  const { unit, state, touchpoint, service, category = null, reason, overdue, q } = asked;
  const subtree = askedSubtree(rooms, principal, unit === undefined ? {} : { unit });
  if (!subtree.ok) return subtree;
  const root = subtree.value.unit;
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
    units: root === organization.agency.code ? null : organization.units.allOn(today).subtree(root),
    ...{ states, touchpoint: touchpoint ?? null, service: service ?? null, category, reason: reason ?? null },
    overdue: overdue === undefined ? null : { today, not: overdue === "false" },
    ...{ from: dayOrNull(asked.from), to: dayOrNull(asked.to), words },
  });
}

/** The contract has checked that it is a day. */
function dayOrNull(text: string | undefined): number | null {
  return text === undefined ? null : parseDay(text);
}
