import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { hasScope, type Principal, subtreeRoot } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { bindingOn } from "../organization/organization.ts";
import type { CommentRooms } from "./comment-rooms.ts";
import type { StoredComment } from "./stored-comment.ts";
import { type CommentReader, visibleComment } from "./visible-comment.ts";

/** What reaching is told by. */
export type ReachRooms = Pick<CommentRooms, "organization" | "today">;

/** A key as a reader of comments. */
export function officeReader({ organization, today }: ReachRooms, principal: Principal): CommentReader {
  const ofWholeAgency = subtreeRoot(principal, organization.agency.code) === organization.agency.code;
  return {
    kind: "office",
    reaches: (unit) => reaches(principal, organization, { unit, days: [today] }),
    reviews: ofWholeAgency || hasScope(principal, "comments:write"),
    ofWholeAgency,
  };
}

/** Everybody as a reader of comments. */
export function publicReader({ organization, today }: ReachRooms): CommentReader {
  return {
    kind: "public",
    publishes: (touchpoint) =>
      bindingOn(organization.touchpoints.get(touchpoint) ?? [], today)?.comments === "published",
  };
}

/** The comment with that id, as far as the key may know of it. Failure: `unknown-comment`. */
export function reachedComment(
  rooms: ReachRooms & Pick<CommentRooms, "comments">,
  principal: Principal,
  id: string,
): Result<StoredComment, Failure> {
  const found = rooms.comments.find(id);
  const isSeen = found !== null && visibleComment(found, officeReader(rooms, principal)) !== null;
  return isSeen ? ok(found) : fail({ kind: "unknown-comment", given: id });
}

/** The unit that has to answer. */
export function unitInCharge({ unit, assignedTo }: Pick<StoredComment, "unit" | "assignedTo">): string {
  return assignedTo ?? unit;
}
