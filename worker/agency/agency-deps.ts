import type { PublishDeps } from "../publications/publications.ts";
import { zoneDay, zoneOffset } from "../../shared/calendar/zone-day.ts";
import { type GuessLimit, guessLimit } from "../access/guess-limit.ts";
import { type AuditStore, auditStore } from "../audit/audit-store.ts";
import { type CommentFiguresStore, commentFiguresStore } from "../comments/comment-figures-store.ts";
import { type CommentSearchStore, commentSearchStore } from "../comments/comment-search-store.ts";
import { type CommentStore, commentStore } from "../comments/comment-store.ts";
import { type AllRollups, allRollups } from "../counts/all-rollups.ts";
import { type OfficerStore, officerStore } from "../counts/officer-store.ts";
import { type ReasonStore, reasonStore } from "../counts/reason-store.ts";
import type { RollupSource } from "../counts/rollup-source.ts";
import { type RollupStore, rollupStore } from "../counts/rollup-store.ts";
import { type DeadlineBook, deadlineBook } from "../deadlines/deadline-book.ts";
import { type DeadlineStore, deadlineStore } from "../deadlines/deadline-store.ts";
import { type DeviceMemory, deviceMemory } from "../devices/device-memory.ts";
import { type DeviceStore, deviceStore } from "../devices/device-store.ts";
import { type SequenceStore, sequenceStore } from "../devices/sequence-store.ts";
import { type WatchStore, watchStore } from "../devices/watch-store.ts";
import { type RecordStore, recordStore } from "../exports/record-store.ts";
import { type FeedbackStore, feedbackStore } from "../feedback/feedback-store.ts";
import type { Brought } from "../feedback/take-batch.ts";
import { type KeyStore, keyStore } from "../keys/key-store.ts";
import { type OrganizationStore, organizationStore } from "../organization/organization-store.ts";
import { type Organization, readOrganization } from "../organization/organization.ts";
import { type PublicationStore, publicationStore } from "../publications/publication-store.ts";
import { type ReportStore, reportStore } from "../reported/report-store.ts";
import { type HealthStore, healthStore } from "../registry/health-store.ts";
import { presentRecipient } from "../sealed/sealed-recipient.ts";
import { type SealedStore, sealedStore } from "../sealed/sealed-store.ts";

/** The stores on one agency's storage. */
interface Stores {
  readonly organizationStore: OrganizationStore;
  readonly feedback: FeedbackStore;
  readonly devices: DeviceStore;
  readonly sequences: SequenceStore;
  readonly watch: WatchStore;
  readonly rollups: RollupStore;
  readonly reasons: ReasonStore;
  readonly officers: OfficerStore;
  readonly keys: KeyStore;
  readonly comments: CommentStore;
  readonly search: CommentSearchStore;
  readonly figures: CommentFiguresStore;
  readonly audit: AuditStore;
  readonly records: RecordStore;
  readonly publications: PublicationStore;
  readonly reports: ReportStore;
  readonly deadlines: DeadlineStore;
  readonly sealed: SealedStore;
  readonly health: HealthStore;
}

function storesOn(sql: SqlStorage): Stores {
  return {
    organizationStore: organizationStore(sql),
    feedback: feedbackStore(sql),
    devices: deviceStore(sql),
    sequences: sequenceStore(sql),
    watch: watchStore(sql),
    rollups: rollupStore(sql),
    reasons: reasonStore(sql),
    officers: officerStore(sql),
    keys: keyStore(sql),
    comments: commentStore(sql),
    search: commentSearchStore(sql),
    figures: commentFiguresStore(sql),
    audit: auditStore(sql),
    records: recordStore(sql),
    publications: publicationStore(sql),
    reports: reportStore(sql),
    deadlines: deadlineStore(sql),
    sealed: sealedStore(sql),
    health: healthStore(sql),
  };
}

/** What works on one agency's storage for as long as its object is awake. */
export interface LastingDeps extends Stores {
  /** What is remembered of devices between calls. */
  readonly memory: DeviceMemory;
  /** All rollups as one. */
  readonly counts: AllRollups;
  /** What indices are read from. */
  readonly source: RollupSource;
  /** The calendar and the deadlines of answers. */
  readonly deadlineBook: DeadlineBook;
  /** What the agency has set up. Throws if the agency was never made; the registry lets nobody reach it then. */
  organization(): Organization;
  /** To be called after a change of what the agency has set up. */
  forgetOrganization(): void;
  /** The agency's calendar day (days since 1970-01-01) of an instant in milliseconds. */
  dayOf(ms: number): number;
  /** How far the agency's time zone is ahead of UTC at an instant, both in milliseconds. */
  offsetOf(ms: number): number;
  /** Reserves numbers that rise with every write of feedback; returns the first. */
  nextChange(count: number): number;
}

/** Builds {@link LastingDeps} once, when the object wakes up. */
export function lastingDeps(sql: SqlStorage): LastingDeps {
  const stores = storesOn(sql);
  const counts = allRollups(stores);
  let known: Organization | null = null;
  let change = stores.feedback.newestChange();
  const organization = (): Organization => {
    known ??= readOrganization(stores.organizationStore);
    if (known === null) throw new Error("the agency was never initialised");
    return known;
  };
  return {
    ...stores,
    memory: deviceMemory(stores.devices),
    counts,
    source: {
      rollups: counts.rollups,
      daily: counts.daily,
      tallies: (units, from, to) => stores.reports.rows("tallies", { units, from, to }),
      volumes: (units, from, to) => stores.reports.rows("volumes", { units, from, to }),
    },
    deadlineBook: deadlineBook(stores.deadlines),
    organization,
    forgetOrganization() {
      known = null;
    },
    dayOf: onFirstUse(() => zoneDay(organization().agency.time_zone)),
    offsetOf: onFirstUse(() => zoneOffset(organization().agency.time_zone)),
    nextChange(count) {
      const first = change + 1;
      change += count;
      return first;
    },
  };
}

/** The agency may not be made yet when its object wakes up for the first time. */
function onFirstUse(make: () => (ms: number) => number): (ms: number) => number {
  let made: ((ms: number) => number) | null = null;
  return (ms) => {
    made ??= make();
    return made(ms);
  };
}

/** Wrong tickets per minute, from all clients of an agency. A ticket has 60 random bits, so this is far from enough to find one. */
const wrongTicketsPerMinute = 6000;
/** Wrong enrolment codes per minute. In the 15 minutes that a code is valid, 9,000 of 2⁴⁰ can be tried. */
const wrongCodesPerMinute = 600;

/** What the object hands in: the clock, randomness, and what outlives a call. */
export type ObjectDeps = {
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  /** Hands feedback to the group that is being committed; answers the JSON of its receipts. */
  readonly deliver: (brought: Brought, underWay: number) => Promise<string>;
  readonly publish: PublishDeps["publish"];
};

/** Everything that operations of an agency may work with; each room names what it takes of this. */
export type AgencyDeps = Omit<LastingDeps, "organization" | "forgetOrganization"> &
  Pick<ObjectDeps, "randomBytes" | "deliver" | "publish"> & {
    /** What the agency has set up, as it stands now. */
    readonly organization: Organization;
    /** Who reads the agency's sealed reports; null where it takes none. */
    readonly sealedRecipient: () => { readonly name: string } | null;
    /** Milliseconds since 1970. */
    readonly nowMs: number;
    /** The agency's calendar day, in days since 1970-01-01. */
    readonly today: number;
    /** Hold up whoever guesses codes at this agency, wherever they come from. */
    readonly wrongTickets: GuessLimit;
    readonly wrongCodes: GuessLimit;
  };

/** The deps of each call, taken anew, so that nothing outlives a change. */
export function agencyDeps(lasting: LastingDeps, { nowMs, ...given }: ObjectDeps): () => AgencyDeps {
  const { organization, forgetOrganization: _, ...more } = lasting;
  const limits = { wrongTickets: guessLimit(wrongTicketsPerMinute), wrongCodes: guessLimit(wrongCodesPerMinute) };
  const sealedRecipient = (): ReturnType<AgencyDeps["sealedRecipient"]> => presentRecipient(lasting.sealed);
  const all = { ...more, ...given, ...limits, sealedRecipient };
  return () => {
    const now = nowMs();
    return { ...all, organization: organization(), nowMs: now, today: lasting.dayOf(now) };
  };
}
