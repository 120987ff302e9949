import type {
  CommentChange,
  NewReply,
  OfficeComment,
  OfficeCommentsQuery,
  PublicComment,
  PublicCommentsQuery,
} from "../../shared/contract/comment.ts";
import type { AnswersRow, CommentFiguresQuery, Digest } from "../../shared/contract/comment-figures.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Ticket } from "../../shared/contract/ticket.ts";
import type { Principal } from "../access/principal.ts";
import type { Reply } from "../agency/reply.ts";
import type { CommentNamed } from "./patch-comment.ts";

/** What a ticket's holder asks, by the code that they hold. */
export type TicketAsked =
  | { readonly act: "look-up" | "withdraw"; readonly code: string }
  | { readonly act: "reopen"; readonly code: string; readonly why?: string | undefined }
  | { readonly act: "rate"; readonly code: string; readonly rating: number };

/** A comment as a key reads it, and the agency's day, which the ETag names. */
export type DatedComment = { readonly comment: OfficeComment; readonly today: number };

/** What the Worker asks of an agency's object about commentsand their tickets. */
export interface CommentsPort {
  list(principal: Principal, query: OfficeCommentsQuery): Reply<Page<OfficeComment>>;
  listPublic(query: PublicCommentsQuery): Reply<Page<PublicComment>>;
  read(principal: Principal, id: string): Reply<DatedComment>;
  change(principal: Principal, named: CommentNamed & { readonly change: CommentChange }): Reply<DatedComment>;
  answer(principal: Principal, named: CommentNamed & { readonly reply: NewReply }): Reply<DatedComment>;
  answers(principal: Principal, query: CommentFiguresQuery): Reply<Page<AnswersRow>>;
  digests(principal: Principal, query: CommentFiguresQuery): Reply<Page<Digest>>;
  /** Failures: `unknown-ticket`, `state-unfit`; `rate-limited` where codes are guessed. */
  ticket(asked: TicketAsked): Reply<Ticket>;
}
