import type { SignedDelivery } from "../devices/signer.ts";
import type { Result } from "../../shared/result.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { AgencyPort as CorePort } from "../runtime/ports.ts";
import type { NewAgency } from "../../shared/contract/agency.ts";
import type { FeedbackQuery, FeedbackRecord } from "../../shared/contract/feedback-record.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Publication, PublicationQuery, PublishedPage } from "../../shared/contract/publication.ts";
import type { IndexQuery, PublishedIndex } from "../../shared/contract/published-index.ts";
import type { Principal } from "../access/principal.ts";
import type { CommentsPort } from "../comments/comments-port.ts";
import type { IndexExport } from "../indices/open-index-export.ts";
import type { RecordAsk, RecordCount, RecordPart, RecordPlan } from "../exports/plan-export.ts";
import type { RecordStretch } from "../exports/record-store.ts";
import type { Reply } from "./reply.ts";

/** Rows of one rollup that differ from a recount of the feedback. */
export type RollupCheck = {
  readonly rollup: "fine" | "day" | "month" | "reason" | "reason_month" | "officer";
  readonly rows: number;
  readonly differences: number;
};

/** What the Worker asks of an agency's object. Calls cross as plain data; the object decides, the Worker only carries. */
export interface AgencyPort extends Pick<CorePort, "call"> {
  /** Comments, their tickets, and the audit log. */
  comments(): CommentsPort;
  /** Writes the agency's facts down; again with the same code changes nothing. */
  initialise(facts: NewAgency): Promise<Result<null, FailureOf<"agency-exists">>>;
  /** Who holds a key; `hash` is the SHA-256 of the secret in hex. Failure: `unauthorized`. */
  holderOfKey(id: string, hash: string): Promise<Result<Principal, FailureOf<"unauthorized">>>;
  /**
   * Feedback that passed the contract, as the JSON of `{ sentAt, items }`; answers the JSON of the receipts in that order.
   * @param underWay requests with feedback that the Worker has begun and not answered, this one included.
   */
  acceptFeedback(delivery: string, underWay: number): Promise<string>;
  /** Feedback that a device signed, likewise; answers the JSON of a `Taken`. */
  acceptSigned(delivery: SignedDelivery, underWay: number): Promise<string>;
  readIndices(principal: Principal, query: IndexQuery): Reply<Page<PublishedIndex>>;
  /** A stretch of feedback in the order of its changes; may be short or empty and still have a next one. */
  readFeedback(principal: Principal, query: FeedbackQuery): Reply<Page<FeedbackRecord>>;
  /** Checks an export and tells what its file needs; the rows are read stretch by stretch. */
  planExport(principal: Principal, ask: RecordAsk): Reply<RecordPlan>;
  readExport(principal: Principal, part: RecordPart): Reply<RecordStretch>;
  countExport(principal: Principal, part: RecordPart): Reply<RecordCount>;
  /** Counts once; the object holds the counts for as long as the answer's `read` can be called. */
  openIndexExport(principal: Principal, query: IndexQuery): Reply<IndexExport>;
  /** Publishes what has closed, once a day; `isNew` where that was now. */
  publish(principal: Principal): Reply<{ publication: Publication; isNew: boolean }>;
  listPublications(query: PageQuery): Reply<Page<Publication>>;
  /** Rows of a version; null: the latest. */
  readPublication(version: number | null, query: PublicationQuery): Reply<PublishedPage>;
  /** Recounts all feedback and compares; nothing is changed. */
  verifyRollups(principal: Principal): Reply<{ data: RollupCheck[] }>;
  /** Counts all feedback anew into the rollups; answers what differed before. */
  rebuildRollups(principal: Principal): Reply<{ data: RollupCheck[] }>;
}
