import type { Day } from "../../shared/calendar/day.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { hasScope, type Principal, subtreeRoot } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { bindingOn, fewestPeople, type ReachDeps } from "../organization/organization.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { CommentDeps } from "./comment-deps.ts";
import { otherCategory, type StoredComment, type StoredReply } from "./stored-comment.ts";

/** Who reads: everybody, the ticket's holder, or a key. */
export type CommentReader = PublicReader | { readonly kind: "holder" } | OfficeReader;

/** `publishes` says whether a touchpoint publishes its comments. */
type PublicReader = { readonly kind: "public"; readonly publishes: (touchpoint: string) => boolean };

/** A key as a reader of comments. */
export type OfficeReader = {
  readonly kind: "office";
  /** Whether a unit is within the key's subtree. */
  readonly reaches: (unit: string) => boolean;
  /** Whether the key decides on comments (`comments:write`), or is of the whole agency. */
  readonly reviews: boolean;
  readonly ofWholeAgency: boolean;
  readonly today: Day;
  /** Minimum group size. */
  readonly fewest: number;
};

/** What seeing depends on. */
export type CommentFacts = Pick<
  StoredComment,
  "state" | "decision" | "words" | "unit" | "assignedTo" | "touchpoint" | "replies" | "receivedDay" | "counterPeople"
> &
  Rated &
  Pick<StoredComment, "dossier"> &
  Partial<Pick<StoredComment, "notComment">>;

/** What tells how its writer rated: reasons go with levels, and the category is the first reason unless the office sets another. */
type Rated = Pick<StoredComment, "level" | "reasons" | "category">;

/** What a reader sees of a comment besides its state. */
export type CommentSight = {
  /** Masked; null after withdrawal. */
  readonly words: string | null;
  readonly replies: readonly StoredReply[];
  /** Null where it would tell who wrote. */
  readonly touchpoint: string | null;
  /** What a key sees of the rating. */
  readonly rated: Rated;
};

/** Whether the office has looked at it, so that keys that only read may see it. */
export function isReleased({ state, decision }: Pick<CommentFacts, "state" | "decision">): boolean {
  return decision !== null || state === "assigned" || state === "answered" || state === "closed";
}

/**
 * What a reader sees of a comment; null where they must not even learn that it exists. Every surface asks this function: page,
 * API, ticket, files, digest.
 *
 * - Everybody sees approved comments of touchpoints that publish comments, with public answers; never what is no comment.
 * - The ticket's holder sees all of their own comment, with every answer.
 * - A key sees comments about its units or assigned to them. Before the office has looked at a comment, only keys that review
 *   see it. Only keys of the whole agency see the touchpoint: a unit's staff could tell from it who wrote.
 * - Staff know who stood at a kiosk or counter. So keys of a unit see what was written there, or on the phone that took over,
 *   from the next day on; and its level and reasons only where the minimum group rated there that day, and no dossier names the
 *   writer.
 *
 * Nobody sees withdrawn words: they are no longer stored.
 */
export function visibleComment(comment: CommentFacts, reader: CommentReader): CommentSight | null {
  const { state, decision, words, unit, assignedTo, touchpoint, replies, notComment } = comment;
  if (reader.kind === "holder") return { words, replies, touchpoint: null, rated: notTold };
  if (reader.kind === "public") {
    const isApproved = decision === "approved" && state !== "withdrawn" && !notComment;
    const isShown = isApproved && words !== null && reader.publishes(touchpoint);
    if (!isShown) return null;
    return { words, replies: replies.filter(({ isPublic }) => isPublic), touchpoint: null, rated: notTold };
  }
  const isTheirs = reader.reaches(unit) || (assignedTo !== null && reader.reaches(assignedTo));
  if (!isTheirs || !(reader.reviews || isReleased(comment))) return null;
  if (reader.ofWholeAgency) return { words, replies, touchpoint, rated: comment };
  if (comment.counterPeople !== null && comment.receivedDay >= reader.today) return null;
  return { words, replies, touchpoint: null, rated: ratedForUnit(comment, reader) };
}

/** As of a comment that tells no level and no reason. */
const notTold: Rated = { level: null, reasons: [], category: otherCategory };

function ratedForUnit(comment: CommentFacts, { fewest }: OfficeReader): Rated {
  const { counterPeople, dossier, category, reasons } = comment;
  if (counterPeople === null || (counterPeople >= fewest && dossier === null)) return comment;
  return category === reasons[0] ? notTold : { ...notTold, category };
}

/** The reader that a key is. */
export function officeReader({ organization, today }: ReachDeps, principal: Principal): OfficeReader {
  const ofWholeAgency = subtreeRoot(principal, organization.agency.code) === organization.agency.code;
  return {
    kind: "office",
    reaches: (unit) => reaches(principal, organization, { unit, days: [today] }),
    reviews: ofWholeAgency || hasScope(principal, "comments:write"),
    ...{ ofWholeAgency, today, fewest: fewestPeople(organization) },
  };
}

/** The reader that everybody is. */
export function publicReader({ organization, today }: ReachDeps): CommentReader {
  return {
    kind: "public",
    publishes: (touchpoint) =>
      bindingOn(organization.touchpoints.get(touchpoint) ?? [], today)?.comments === "published",
  };
}

/** The comment with that id. A comment that the key may not see is unknown. */
export function reachedComment(
  deps: CommentDeps,
  principal: Principal,
  id: string,
): Result<StoredComment, FailureOf<"unknown-comment">> {
  const found = deps.comments.find(id);
  const isSeen = found !== null && visibleComment(found, officeReader(deps, principal)) !== null;
  return isSeen ? ok(found) : fail({ kind: "unknown-comment", given: id });
}
