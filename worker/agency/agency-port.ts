import type { NewAgency } from "../../shared/contract/agency.ts";
import type { FeedbackQuery, FeedbackRecord } from "../../shared/contract/feedback-record.ts";
import type { Form, VersionedForm } from "../../shared/contract/form.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Measure, PutMeasures } from "../../shared/contract/measure.ts";
import type { Publication, PublicationQuery, PublishedPage } from "../../shared/contract/publication.ts";
import type { IndexQuery, PublishedIndex } from "../../shared/contract/published-index.ts";
import type { TallyReceipt, VolumeReceipt } from "../../shared/contract/receipt.ts";
import type { KeptReports, ReportList, ReportName, ReportQuery } from "../../shared/contract/report.ts";
import type { Scorecard } from "../../shared/contract/scorecard.ts";
import type { Service } from "../../shared/contract/service.ts";
import type { Shift } from "../../shared/contract/shift.ts";
import type { NewTouchpoint, Touchpoint, TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { PutUnits, Succession, SuccessionKey, UnitVersion } from "../../shared/contract/unit.ts";
import type { KeysPort } from "../access/keys-port.ts";
import type { Principal } from "../access/principal.ts";
import type { CommentsPort } from "../comments/comments-port.ts";
import type { DeadlinesPort } from "../deadlines/deadlines-port.ts";
import type { DevicesPort } from "../devices/devices-port.ts";
import type { Keep } from "../imports/keep.ts";
import type { IndexExport } from "../exports/open-index-export.ts";
import type { RecordAsk, RecordCount, RecordPart, RecordPlan } from "../exports/plan-export.ts";
import type { RecordStretch } from "../exports/record-store.ts";
import type { ScorecardAsked } from "../measures/read-scorecards.ts";
import type { SealedPort } from "../sealed/sealed-port.ts";
import type { Reply } from "./reply.ts";

/** Rows of one rollup that differ from a recount of the feedback. */
export type RollupCheck = {
  readonly rollup: "fine" | "day" | "month" | "reason" | "reason_month" | "officer";
  readonly rows: number;
  readonly differences: number;
};

/** What the Worker asks of an agency's object. Calls cross as plain data; the object decides, the Worker only carries. */
export interface AgencyPort {
  /** Kiosks and counter tablets. A call through it, `devices().list(…)`, is one round trip: the runtime sends both at once. */
  devices(): DevicesPort;
  keys(): KeysPort;
  /** Comments, their tickets, and the audit log. */
  comments(): CommentsPort;
  /** Working days, and how many of them units have for answers. */
  deadlines(): DeadlinesPort;
  /** Reports that nobody here can read. */
  sealed(): SealedPort;
  /** Writes the agency's facts down; again with the same code changes nothing. */
  initialise(facts: NewAgency): Reply<null>;
  /** Who holds a key; `hash` is the SHA-256 of the secret in hex. Failure: `unauthorized`. */
  holderOfKey(id: string, hash: string): Reply<Principal>;
  /**
   * Feedback that passed the contract, as the JSON of `{ sentAt, items }`; answers the JSON of the receipts in that order.
   * @param underWay requests with feedback that the Worker has begun and not answered, this one included.
   */
  acceptFeedback(delivery: string, underWay: number): Promise<string>;
  touchpointConfig(id: string): Reply<TouchpointConfig>;
  putUnits(principal: Principal, body: PutUnits): Reply<Page<UnitVersion>>;
  listUnits(query: PageQuery): Reply<Page<UnitVersion>>;
  listSuccessions(query: PageQuery): Reply<Page<Succession>>;
  removeSuccession(principal: Principal, key: SuccessionKey): Reply<null>;
  putServices(principal: Principal, services: Service[]): Reply<Page<Service>>;
  listServices(query: PageQuery): Reply<Page<Service>>;
  putForms(principal: Principal, forms: Form[]): Reply<Page<VersionedForm>>;
  listForms(query: PageQuery): Reply<Page<VersionedForm>>;
  putTouchpoints(principal: Principal, touchpoints: NewTouchpoint[]): Reply<Page<Touchpoint>>;
  listTouchpoints(principal: Principal, query: PageQuery): Reply<Page<Touchpoint>>;
  putShifts(principal: Principal, shifts: Shift[]): Reply<Page<Shift>>;
  listShifts(principal: Principal, query: PageQuery): Reply<Page<Shift>>;
  postTallies(principal: Principal, tallies: unknown[], keep: Keep): Reply<{ receipts: TallyReceipt[] }>;
  postVolumes(principal: Principal, volumes: unknown[], keep: Keep): Reply<{ receipts: VolumeReceipt[] }>;
  putMeasures(principal: Principal, body: PutMeasures, keep: Keep): Reply<Page<Measure>>;
  listReports<L extends ReportList>(
    principal: Principal,
    asked: { list: L; query: ReportQuery },
  ): Reply<Page<KeptReports[L]>>;
  withdrawReport(principal: Principal, named: ReportName): Reply<null>;
  readScorecards(principal: Principal, asked: ScorecardAsked): Reply<Page<Scorecard>>;
  readIndices(principal: Principal, query: IndexQuery): Reply<Page<PublishedIndex>>;
  /** A stretch of feedback in the order of its changes; may be short or empty and still have a next one. */
  readFeedback(principal: Principal, query: FeedbackQuery): Reply<Page<FeedbackRecord>>;
  /** Checks an export and tells what its file needs; the rows are read stretch by stretch. */
  planExport(principal: Principal, ask: RecordAsk): Reply<RecordPlan>;
  readExport(principal: Principal, part: RecordPart): Reply<RecordStretch>;
  countExport(principal: Principal, part: RecordPart): Reply<RecordCount>;
  /** Counts once; the object holds the counts for as long as the answer's `read` can be called. */
  openIndexExport(principal: Principal, query: IndexQuery): Reply<IndexExport>;
  /** Publishes what is due; `isNew` where anything was. */
  publish(principal: Principal): Reply<{ publication: Publication; isNew: boolean }>;
  listPublications(query: PageQuery): Reply<Page<Publication>>;
  /** Rows of a version; null: the latest. */
  readPublication(version: number | null, query: PublicationQuery): Reply<PublishedPage>;
  /** Recounts all feedback and compares; nothing is changed. */
  verifyRollups(principal: Principal): Reply<{ data: RollupCheck[] }>;
  /** Counts all feedback anew into the rollups; answers what differed before. */
  rebuildRollups(principal: Principal): Reply<{ data: RollupCheck[] }>;
}
