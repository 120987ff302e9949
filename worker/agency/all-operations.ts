import type { Operation } from "../operations/operation.ts";
import { deleteSuccession, listSuccessions } from "../organization/successions.ts";
import { listUnits, putUnits } from "../organization/units.ts";
import { listAnswers, listDigests } from "../comments/comment-figures.ts";
import { listComments } from "../comments/list-comments.ts";
import { getComment } from "../comments/office-comment.ts";
import { patchComment } from "../comments/patch-comment.ts";
import { postReply } from "../comments/post-reply.ts";
import { lookUpTicket, rateTicket, reopenTicket, withdrawTicket } from "../comments/tickets.ts";
import { deleteSealedRecipient, getSealedRecipient, putSealedRecipient } from "../sealed/sealed-recipient.ts";
import { postSealedReport, readSealedTalk, writeSealedTalk } from "../sealed/sealed-reports.ts";
import { listSealedTalks, patchSealedTalk, postSealedAnswer } from "../sealed/sealed-talks.ts";
import type { AgencyDeps } from "./agency-deps.ts";

/** Every operation of the API under its name, which is its `operationId` and what an agency's object is called by. */
export const allOperations: Readonly<Record<string, Operation<AgencyDeps>>> = {
  listUnits,
  putUnits,
  listSuccessions,
  deleteSuccession,

  listComments,
  getComment,
  patchComment,
  postReply,
  listAnswers,
  listDigests,
  lookUpTicket,
  withdrawTicket,
  reopenTicket,
  rateTicket,

  getSealedRecipient,
  putSealedRecipient,
  deleteSealedRecipient,
  postSealedReport,
  readSealedTalk,
  writeSealedTalk,
  listSealedTalks,
  postSealedAnswer,
  patchSealedTalk,
};
