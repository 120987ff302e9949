import { RpcTarget } from "cloudflare:workers";
import type {
  CommentChange,
  NewReply,
  OfficeComment,
  OfficeCommentsQuery,
  PublicComment,
  PublicCommentsQuery,
} from "../../shared/contract/comment.ts";
import type { AnswersRow, CommentFiguresQuery, Digest } from "../../shared/contract/comment-figures.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Ticket } from "../../shared/contract/ticket.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import type { Reply } from "../agency/reply.ts";
import { guessLimit } from "../access/guess-limit.ts";
import { rateAnswer, reopenComment, withdrawWords } from "./withdraw-words.ts";
import { lookUpTicket } from "./look-up-ticket.ts";
import type { CommentRooms } from "./comment-rooms.ts";
import type { CommentsPort, DatedComment, TicketAsked } from "./comments-port.ts";
import { listComments, listPublicComments } from "./list-comments.ts";
import { type CommentNamed, patchComment, readComment, replyToComment } from "./patch-comment.ts";
import { type FigureRooms, readAnswers } from "./read-answers.ts";
import { readDigests } from "./read-digests.ts";

/** Wrong tickets that an agency takes in a minute, wherever they come from: with 60 random bits far from enough to find one. */
const wrongTicketsPerMinute = 6000;

/** What the agency's object hands in. */
export type CommentsHands = {
  /** The rooms as they are now. */
  readonly rooms: () => CommentRooms & FigureRooms;
  /** Runs a call in one transaction. */
  readonly write: <T>(call: () => T) => T;
};

/** Comments of one agency, as its object hands them out. */
export class CommentsTarget extends RpcTarget implements CommentsPort {
  readonly #hands: CommentsHands;
  readonly #guesses = guessLimit(wrongTicketsPerMinute);

  constructor(hands: CommentsHands) {
    super();
    this.#hands = hands;
  }

  async list(principal: Principal, query: OfficeCommentsQuery): Reply<Page<OfficeComment>> {
    return listComments(this.#hands.rooms(), principal, query);
  }

  async listPublic(query: PublicCommentsQuery): Reply<Page<PublicComment>> {
    return listPublicComments(this.#hands.rooms(), query);
  }

  async read(principal: Principal, id: string): Reply<DatedComment> {
    const rooms = this.#hands.rooms();
    return dated(rooms, readComment(rooms, principal, id));
  }

  async change(principal: Principal, named: CommentNamed & { readonly change: CommentChange }): Reply<DatedComment> {
    return this.#write((rooms) => dated(rooms, patchComment(rooms, principal, named)));
  }

  async answer(principal: Principal, named: CommentNamed & { readonly reply: NewReply }): Reply<DatedComment> {
    return this.#write((rooms) => dated(rooms, replyToComment(rooms, principal, named)));
  }

  async answers(principal: Principal, query: CommentFiguresQuery): Reply<Page<AnswersRow>> {
    return readAnswers(this.#hands.rooms(), principal, query);
  }

  async digests(principal: Principal, query: CommentFiguresQuery): Reply<Page<Digest>> {
    return readDigests(this.#hands.rooms(), principal, query);
  }

  async ticket(asked: TicketAsked): Reply<Ticket> {
    return this.#write((rooms): Result<Ticket, Failure> => {
      const allowed = this.#guesses.mayTry(rooms.nowMs);
      if (!allowed.ok) return allowed;
      const done = actOnTicket(rooms, asked);
      if (!done.ok && done.failure.kind === "unknown-ticket") this.#guesses.wasWrong(rooms.nowMs);
      return done;
    });
  }

  #write<T>(call: (rooms: CommentRooms) => T): T {
    return this.#hands.write(() => call(this.#hands.rooms()));
  }
}

function dated({ today }: CommentRooms, shown: Result<OfficeComment, Failure>): Result<DatedComment, Failure> {
  return shown.ok ? ok({ comment: shown.value, today }) : shown;
}

function actOnTicket(rooms: CommentRooms, asked: TicketAsked): Result<Ticket, Failure> {
  switch (asked.act) {
    case "look-up":
      return lookUpTicket(rooms, asked.code);
    case "withdraw":
      return withdrawWords(rooms, asked.code);
    case "reopen":
      return reopenComment(rooms, asked);
    case "rate":
      return rateAnswer(rooms, asked);
  }
}
