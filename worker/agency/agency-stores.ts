import { type PublicationStore, publicationStore } from "../publications/publication-store.ts";
import { type KeyStore, keyStore } from "../keys/key-store.ts";
import { type AuditStore, auditStore } from "../audit/audit-store.ts";
import { type CommentFiguresStore, commentFiguresStore } from "../comments/comment-figures-store.ts";
import { type CommentSearchStore, commentSearchStore } from "../comments/comment-search-store.ts";
import { type CommentStore, commentStore } from "../comments/comment-store.ts";
import { type DeadlineStore, deadlineStore } from "../deadlines/deadline-store.ts";
import { type DeviceStore, deviceStore } from "../devices/device-store.ts";
import { type SequenceStore, sequenceStore } from "../devices/sequence-store.ts";
import { type WatchStore, watchStore } from "../devices/watch-store.ts";
import { recordStore, type RecordStore } from "../exports/record-store.ts";
import { feedbackStore, type FeedbackStore } from "../feedback/feedback-store.ts";
import { reasonStore, type ReasonStore } from "../counts/reason-store.ts";
import { rollupStore, type RollupStore } from "../counts/rollup-store.ts";
import { type MeasureStore, measureStore } from "../measures/measure-store.ts";
import { officerStore, type OfficerStore } from "../counts/officer-store.ts";
import { organizationStore, type OrganizationStore } from "../organization/organization-store.ts";
import { type ReportStore, reportStore } from "../reported/report-store.ts";
import { type SealedStore, sealedStore } from "../sealed/sealed-store.ts";
import { type TallyStore, tallyStore } from "../reported/tally-store.ts";
import { type VolumeStore, volumeStore } from "../reported/volume-store.ts";

/** Everything that knows SQL, on one agency's storage. */
export interface AgencyStores {
  /** What the agency has set up. */
  readonly store: OrganizationStore;
  readonly feedback: FeedbackStore;
  readonly devices: DeviceStore;
  readonly sequences: SequenceStore;
  readonly watch: WatchStore;
  readonly rollups: RollupStore;
  readonly reasons: ReasonStore;
  readonly officers: OfficerStore;
  readonly keys: KeyStore;
  readonly tallies: TallyStore;
  readonly volumes: VolumeStore;
  readonly measures: MeasureStore;
  readonly comments: CommentStore;
  readonly search: CommentSearchStore;
  readonly figures: CommentFiguresStore;
  readonly audit: AuditStore;
  readonly records: RecordStore;
  readonly publications: PublicationStore;
  readonly reports: ReportStore;
  readonly deadlines: DeadlineStore;
  readonly sealed: SealedStore;
}

/** The stores on an agency's storage. */
export function agencyStores(sql: SqlStorage): AgencyStores {
  return {
    store: organizationStore(sql),
    feedback: feedbackStore(sql),
    devices: deviceStore(sql),
    sequences: sequenceStore(sql),
    watch: watchStore(sql),
    rollups: rollupStore(sql),
    reasons: reasonStore(sql),
    officers: officerStore(sql),
    keys: keyStore(sql),
    tallies: tallyStore(sql),
    volumes: volumeStore(sql),
    measures: measureStore(sql),
    comments: commentStore(sql),
    search: commentSearchStore(sql),
    figures: commentFiguresStore(sql),
    audit: auditStore(sql),
    records: recordStore(sql),
    publications: publicationStore(sql),
    reports: reportStore(sql),
    deadlines: deadlineStore(sql),
    sealed: sealedStore(sql),
  };
}
