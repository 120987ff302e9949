import { withoutQuotes } from "./without-quotes.ts";
import type { CommentRooms } from "./comment-rooms.ts";
import type { StoredComment } from "./stored-comment.ts";

/** Takes a comment's words away for good: its own, what it is found by, and where answers quote them. */
export function eraseWords(
  { comments, search }: Pick<CommentRooms, "comments" | "search">,
  { number, words, replies }: StoredComment,
): void {
  for (const reply of replies) {
    const kept = withoutQuotes(reply.words, words ?? "");
    if (kept !== reply.words) comments.rewordReply(reply.id, kept);
  }
  search.unindex(number);
  comments.eraseWords(number);
}
