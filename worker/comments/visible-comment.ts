import type { StoredComment, StoredReply } from "./stored-comment.ts";

/** Who reads: everybody, the ticket's holder, or a key. */
export type CommentReader =
  | {
      readonly kind: "public";
      /** Whether a touchpoint publishes its comments. */
      readonly publishes: (touchpoint: string) => boolean;
    }
  | { readonly kind: "holder" }
  | {
      readonly kind: "office";
      /** Whether a unit is within the key's subtree. */
      readonly reaches: (unit: string) => boolean;
      /** Whether the key decides on comments (`comments:write`), or is of the whole agency. */
      readonly reviews: boolean;
      readonly ofWholeAgency: boolean;
    };

/** What seeing depends on. */
export type CommentFacts = Pick<
  StoredComment,
  "state" | "decision" | "words" | "unit" | "assignedTo" | "touchpoint" | "replies"
>;

/** What a reader sees of a comment besides its state. */
export type CommentSight = {
  /** Masked; null after withdrawal. */
  readonly words: string | null;
  readonly replies: readonly StoredReply[];
  /** Null where it would tell who wrote. */
  readonly touchpoint: string | null;
};

/** Whether the office has looked at it, so that keys that only read may see it. */
export function isReleased({ state, decision }: Pick<CommentFacts, "state" | "decision">): boolean {
  return decision !== null || state === "assigned" || state === "answered" || state === "closed";
}

/**
 * The one judge of what is shown of a comment, on every surface: page, API, ticket, files, digest. Null: nothing, not even
 * that it is there.
 *
 * - everybody: approved, not withdrawn, of a touchpoint that publishes comments; public answers alone;
 * - the ticket's holder: all of their own, with every answer;
 * - a key: what its unit was given, about or assigned; before the office looked at it only for keys that review. The
 *   touchpoint only for keys of the whole agency: a unit's staff could tell from it who wrote.
 *
 * Withdrawn words are nowhere: they are no longer stored.
 */
export function visibleComment(comment: CommentFacts, reader: CommentReader): CommentSight | null {
  const { state, decision, words, unit, assignedTo, touchpoint, replies } = comment;
  if (reader.kind === "holder") return { words, replies, touchpoint: null };
  if (reader.kind === "public") {
    const isShown = decision === "approved" && state !== "withdrawn" && words !== null && reader.publishes(touchpoint);
    return isShown ? { words, replies: replies.filter(({ isPublic }) => isPublic), touchpoint: null } : null;
  }
  const isTheirs = reader.reaches(unit) || (assignedTo !== null && reader.reaches(assignedTo));
  if (!isTheirs || !(reader.reviews || isReleased(comment))) return null;
  return { words, replies, touchpoint: reader.ofWholeAgency ? touchpoint : null };
}
