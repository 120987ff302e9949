import type { OfficeComment, Reply } from "../../shared/contract/comment.ts";

/** What somebody else changed: a fact that is another now, or a new answer. */
export type CommentNews =
  | { readonly what: "state" | "decision" | "assigned" | "not-a-comment" }
  | { readonly what: "reply"; readonly reply: Reply }
  | { readonly what: "else" };

/** What is new in a comment since it was seen. A change that no fact shows is `else`. */
export function commentNews(seen: OfficeComment, now: OfficeComment): CommentNews[] {
  const facts: CommentNews[] = [];
  if (seen.state !== now.state) facts.push({ what: "state" });
  if (seen.decision !== now.decision || seen.hide_reason !== now.hide_reason) facts.push({ what: "decision" });
  if (seen.assigned_to?.code !== now.assigned_to?.code) facts.push({ what: "assigned" });
  if (seen.not_a_comment !== now.not_a_comment) facts.push({ what: "not-a-comment" });
  const replies = newReplies(seen, now).map((reply) => ({ what: "reply" as const, reply }));
  const news = [...facts, ...replies];
  return news.length > 0 ? news : [{ what: "else" }];
}

/** Answers that were not there when the comment was seen. */
export function newReplies(seen: OfficeComment, now: OfficeComment): Reply[] {
  const known = new Set(seen.replies.map(({ id }) => id));
  return now.replies.filter(({ id }) => !known.has(id));
}

/** Whether these words are among the answers, as the server keeps them. */
export function hasAnswer(replies: readonly Reply[], words: string): boolean {
  const plain = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();
  return replies.some((reply) => plain(reply.words) === plain(words));
}
