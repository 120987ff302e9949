import * as z from "zod/mini";
import { formatDay, monthOf } from "../../shared/calendar/day.ts";
import { agencyOf, ticketCode } from "../../shared/codes.ts";
import { type Ticket, ticket, ticketLookup, ticketRating, ticketReopen } from "../../shared/contract/ticket.ts";
import { isChecked } from "../../shared/encodings/check-character.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type GuessLimit, guess } from "../limits/guess-limit.ts";
import type { Draw, Flow } from "../limits/rate-limit.ts";
import { type AuditDeps, type CourseDeps, noteDeed } from "../audit/note-deed.ts";
import { keepWords } from "../feedback/keep-words.ts";
import { type AgencyPlace, type Operation, operation, type Shape } from "../operations/operation.ts";
import type { ReachDeps } from "../organization/organization.ts";
import type { Failure, FailureOf } from "../problems/failure.ts";
import type { CommentDeps } from "./comment-deps.ts";
import { eraseWords } from "./erase-words.ts";
import { deadlineOf, namedUnit, toReplies } from "./office-comment.ts";
import { type CommentCourse, type StoredComment, unitInCharge } from "./stored-comment.ts";
import { ticketSteps, unitsInCharge } from "./ticket-steps.ts";
import { publicReader, visibleComment } from "./visible-comment.ts";

/** What the search for a ticket works with. */
export type FindTicketDeps = ReachDeps & CourseDeps & Pick<CommentDeps, "comments">;

/** What the operations on tickets work with; wrong tickets are counted at the agency, wherever they come from. */
export type TicketDeps = CommentDeps & {
  readonly audit: (AuditDeps & CourseDeps)["audit"];
  readonly wrongTickets: GuessLimit;
  /** Returns the hash by which a ticket is stored. */
  readonly hashTicket: (code: string) => Promise<string>;
};

/** Characters of a ticket behind the agency's code; the last one is the check character. */
const ticketLength = 13;
/** The contract's own example. Its check character was made up, and whoever tries the API with it finds what they sent. */
const exampleTicket = "-7K3M9Q2XHW4TP";

/** A code of any shape: one that is none is unknown, like any other. */
const anyCode = { code: z.string() };
type Coded = { readonly body: { readonly code: string } };

/** Of one client at one agency: whoever asks again and again, with however good a ticket, holds up nobody else. */
const lookupsOfClient: Flow = { atOnce: 30, perMinute: 30 };

/** What all operations of a ticket's holder have in common; the code stands in the body, so that no log has it. */
const byTicket = {
  method: "POST",
  audience: "code-holder",
  answer: ticket,
  guesses: true,
  prepare: async ({ hashTicket }: TicketDeps, _: unknown, { body: { code } }: Coded): Promise<Result<string, never>> =>
    ok(await hashTicket(code)),
  // A mistyped or guessed code is told by its check character: 31 of 32 guesses cost no look-up and wake no agency.
  at({ body: { code } }: Coded): AgencyPlace<"unknown-ticket"> {
    const isCode = ticketCode.safeParse(code).success && isChecked(code.slice(-ticketLength));
    const agency = isCode || code.endsWith(exampleTicket) ? agencyOf(code) : null;
    const draws = (client: string): Draw[] => [
      { of: "client", bucket: `${client} ${agency}`, cost: 1, flow: lookupsOfClient },
    ];
    return { agency, otherwise: { kind: "unknown-ticket" }, draws };
  },
  shape: (): Shape => ({ headers: { "cache-control": "no-store" } }),
} as const;

/** `POST /v1/tickets/lookup`: where a comment stands. */
export const lookUpTicket: Operation<TicketDeps> = operation({
  ...byTicket,
  path: "/v1/tickets/lookup",
  summary: "Look up where a comment stands, by its ticket",
  body: z.strictObject(anyCode),
  bodyInDocument: ticketLookup,
  failures: ["rate-limited", "unknown-ticket"],
  runs: "reads",
  run: (deps, _, { prepared: hash }) => guess(deps.wrongTickets, deps.nowMs, () => findTicket(deps, hash)),
});

/** `POST /v1/tickets/withdraw`: deletes the words; the rating stays. */
export const withdrawTicket: Operation<TicketDeps> = operation({
  ...byTicket,
  path: "/v1/tickets/withdraw",
  summary: "Delete a comment's words for good, by its ticket; the rating stays",
  description: "A second withdrawal changes nothing.",
  body: z.strictObject(anyCode),
  bodyInDocument: ticketLookup,
  failures: ["rate-limited", "unknown-ticket"],
  runs: "in a transaction",
  run: (deps, _, { prepared: hash }) =>
    withHeld(deps, hash, (comment) => {
      if (comment.words === null) return ok(toTicket(deps, comment));
      const { comments, today, nowMs, nextChange } = deps;
      eraseWords(deps, comment);
      comments.renumber(comment.number, { change: nextChange(1), changedMs: nowMs });
      return put(deps, comment, {
        what: "comment.withdrawn",
        course: { ...comment, reopenWhy: null, state: "withdrawn", closedDay: comment.closedDay ?? today },
      });
    }),
});

/** `POST /v1/tickets/reopen`: once, after an answer. */
export const reopenTicket: Operation<TicketDeps> = operation({
  ...byTicket,
  path: "/v1/tickets/reopen",
  summary: "Open an answered comment again, once, by its ticket",
  description: "A second clock is counted from today; the first one stays as it ended.",
  body: z.extend(ticketReopen, anyCode),
  bodyInDocument: ticketReopen,
  failures: ["rate-limited", "unknown-ticket", "state-unfit"],
  runs: "in a transaction",
  run: (deps, _, { body: { why }, prepared: hash }) =>
    withHeld(deps, hash, (comment) => {
      if (!mayReopen(comment)) return fail({ kind: "state-unfit", given: `${comment.state} to reopened` });
      const { organization, today, deadlineBook } = deps;
      const unit = unitInCharge(comment);
      const course: CommentCourse = {
        ...{ ...comment, state: "assigned", assignedTo: unit, told: "nothing", answeredDay: null, closedDay: null },
        due: deadlineBook.dueDays(organization.units, { receivedDay: today, unit, category: comment.category }),
        ...{ firstDueDay: comment.due?.due ?? null, firstAnsweredDay: comment.answeredDay },
        ...{ reopenedDay: today, reopenWhy: why === undefined ? null : keepWords(why).words },
        // The first answer can no longer be rated: another answer comes.
        mayRate: false,
      };
      return put(deps, comment, { what: "comment.reopened", course });
    }),
});

/** `POST /v1/tickets/rate`: did the answer help. */
export const rateTicket: Operation<TicketDeps> = operation({
  ...byTicket,
  path: "/v1/tickets/rate",
  summary: "Rate an answer from 1 to 5, by the comment's ticket",
  description: "Once for each time that the comment was answered.",
  body: z.extend(ticketRating, anyCode),
  bodyInDocument: ticketRating,
  failures: ["rate-limited", "unknown-ticket", "state-unfit"],
  runs: "in a transaction",
  run: (deps, _, { body: { rating }, prepared: hash }) =>
    withHeld(deps, hash, (comment) => {
      if (!mayRate(comment)) return fail({ kind: "state-unfit", given: `${comment.state} to rated` });
      const course = { ...comment, rating, ratedDay: deps.today, mayRate: false };
      return put(deps, comment, { what: "comment.rated", course });
    }),
});

/** Does something with the comment whose ticket has that hash. */
function withHeld<F extends Failure>(
  deps: TicketDeps,
  hash: string,
  act: (comment: StoredComment) => Result<Ticket, F>,
): Result<Ticket, F | FailureOf<"unknown-ticket" | "rate-limited">> {
  return guess(deps.wrongTickets, deps.nowMs, (): Result<Ticket, F | FailureOf<"unknown-ticket">> => {
    const held = heldComment(deps, hash);
    return held.ok ? act(held.value) : held;
  });
}

/** Where the comment stands whose ticket has that hash, with the unit as it was named that day. */
export function findTicket(deps: FindTicketDeps, hash: string): Result<Ticket, FailureOf<"unknown-ticket">> {
  const held = heldComment(deps, hash);
  return held.ok ? ok(toTicket(deps, held.value)) : held;
}

/** Whole months that a ticket still opens after the month in which its comment was closed, where the agency sets nothing else. */
const usualTicketMonths = 24;

/** The comment whose ticket has that hash. A ticket that has expired is unknown, like one that never was. */
function heldComment(
  { comments, organization, today }: FindTicketDeps,
  hash: string,
): Result<StoredComment, FailureOf<"unknown-ticket">> {
  const comment = comments.byTicket(hash);
  if (comment === null) return fail({ kind: "unknown-ticket" });
  const { closedDay } = comment;
  const months = organization.agency.ticket_months ?? usualTicketMonths;
  const hasExpired = closedDay !== null && monthOf(today) - monthOf(closedDay) > months;
  return hasExpired ? fail({ kind: "unknown-ticket" }) : ok(comment);
}

function toTicket(deps: ReachDeps & CourseDeps, comment: StoredComment): Ticket {
  const { organization, today } = deps;
  const { agency, services } = organization;
  const sight = visibleComment(comment, { kind: "holder" });
  const { state, unit, service, receivedDay, masked, hideReason, rating, due } = comment;
  const deadline = deadlineOf(comment, today);
  const isDue = deadline !== null && deadline.status !== "met" && deadline.status !== "missed";
  const steps = ticketSteps(deps, comment);
  return {
    state,
    received_on: formatDay(receivedDay),
    agency: namedUnit(organization, agency.code, today),
    unit: namedUnit(organization, unit, receivedDay),
    service: service === null ? null : { id: service, name: services.get(service) ?? service },
    official_channel: agency.official_channel ?? null,
    steps,
    in_charge: unitsInCharge(deps, comment, steps),
    words: sight?.words ?? null,
    masked: [...masked],
    due_on: deadline?.due_on ?? null,
    days_left: due !== null && isDue ? due.due - today : null,
    is_overdue: deadline?.status === "overdue",
    is_published: visibleComment(comment, publicReader({ organization, today })) !== null,
    hide_reason: hideReason,
    ...(comment.notComment ? { not_a_comment: comment.notComment } : {}),
    replies: toReplies(organization, sight?.replies ?? []),
    rating,
    may: { withdraw: comment.words !== null, reopen: mayReopen(comment), rate: mayRate(comment) },
  };
}

/** Once, after an answer. */
function mayReopen({ state, replies, reopenedDay, notComment }: StoredComment): boolean {
  return !notComment && (state === "answered" || state === "closed") && replies.length > 0 && reopenedDay === null;
}

/** Once for each time that it was answered. */
function mayRate({ state, replies, mayRate: isUnrated }: StoredComment): boolean {
  return state !== "withdrawn" && replies.length > 0 && isUnrated;
}

type Act = { readonly what: string; readonly course: CommentCourse };

function put(deps: TicketDeps, comment: StoredComment, { what, course }: Act): Result<Ticket, never> {
  deps.comments.put(comment.number, { ...course, version: comment.version + 1 });
  const after = what === "comment.rated" ? String(course.rating) : course.state;
  noteDeed(deps, { by: "ticket", what, on: comment.id, unit: comment.unit, before: comment.state, after });
  return ok(toTicket(deps, deps.comments.byNumber(comment.number) ?? comment));
}
