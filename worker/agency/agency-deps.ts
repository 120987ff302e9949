import { type FrozenAnswersStore, frozenAnswersStore } from "../open-data/frozen-answers-store.ts";
import type { PublishDeps } from "../publications/post-publication.ts";
import { zoneDay, zoneOffset } from "../../shared/calendar/zone-day.ts";
import { type GuessLimit, guessLimit } from "../limits/guess-limit.ts";
import { type AuditStore, auditStore } from "../audit/audit-store.ts";
import { type CodeHashes, codeHashes } from "../crypto/hash.ts";
import { type AnswerTemplateStore, answerTemplateStore } from "../comments/answer-template-store.ts";
import { type CommentFiguresStore, commentFiguresStore } from "../comments/comment-figures-store.ts";
import { type CommentSearchStore, commentSearchStore } from "../comments/comment-search-store.ts";
import { type CommentStore, commentStore } from "../comments/comment-store.ts";
import { type AllRollups, allRollups } from "../counts/all-rollups.ts";
import { type HourStore, hourStore } from "../counts/hour-store.ts";
import { type OfficerStore, officerStore } from "../counts/officer-store.ts";
import { type ReasonStore, reasonStore } from "../counts/reason-store.ts";
import type { RollupSource } from "../counts/rollup-source.ts";
import { settleLate } from "../counts/settle-days.ts";
import { type SettledStore, settledStore } from "../counts/settled-store.ts";
import { type RollupStore, rollupStore } from "../counts/rollup-store.ts";
import { type DeadlineBook, deadlineBook } from "../deadlines/deadline-book.ts";
import { type DeadlineStore, deadlineStore } from "../deadlines/deadline-store.ts";
import { type DeviceMemory, deviceMemory } from "../devices/device-memory.ts";
import { isOpenNear } from "../devices/opening-time.ts";
import { type DeviceStore, deviceStore } from "../devices/device-store.ts";
import { type SequenceStore, sequenceStore } from "../devices/sequence-store.ts";
import { type WatchStore, watchStore } from "../devices/watch-store.ts";
import { type RecordStore, recordStore } from "../exports/record-store.ts";
import { type FeedbackStore, feedbackStore } from "../feedback/feedback-store.ts";
import { type OldCodeStore, oldCodeStore } from "../feedback/old-code-store.ts";
import { hashTicket } from "../feedback/read-delivery.ts";
import type { Brought } from "../feedback/take-batch.ts";
import { type KeyStore, keyStore } from "../keys/key-store.ts";
import { type MemberStore, memberStore } from "../members/member-store.ts";
import { type AudioStore, audioStore } from "../organization/audio-store.ts";
import { type OrganizationStore, organizationStore } from "../organization/organization-store.ts";
import { type Organization, readOrganization } from "../organization/organization.ts";
import { type PublicationStore, publicationStore } from "../publications/publication-store.ts";
import { type ReportStore, reportStore } from "../reported/report-store.ts";
import { type HealthStore, healthStore } from "../registry/health-store.ts";
import type { SampleDeps } from "../sample/sample.ts";
import { type SampleStore, sampleStore } from "../sample/sample-store.ts";
import { presentRecipient } from "../sealed/present-recipient.ts";
import { type SealedStore, sealedStore } from "../sealed/sealed-store.ts";
import { type SetAsidesInEffect, setAsidesInEffect } from "../set-asides/set-asides-in-effect.ts";
import { type SetAsideStore, setAsideStore } from "../set-asides/set-aside-store.ts";
import { type SessionStore, sessionStore } from "../sessions/session-store.ts";
import { type SignInStore, signInStore } from "../openid/sign-in-store.ts";
import { type SignStore, signStore } from "../signs/sign-store.ts";
import { type SignWatch, signWatch } from "../signs/sign-watch.ts";

/** The stores on one agency's storage. */
interface Stores {
  readonly organizationStore: OrganizationStore;
  readonly audio: AudioStore;
  readonly feedback: FeedbackStore;
  readonly oldCodes: OldCodeStore;
  readonly devices: DeviceStore;
  readonly sequences: SequenceStore;
  readonly watch: WatchStore;
  readonly rollups: RollupStore;
  readonly reasons: ReasonStore;
  readonly officers: OfficerStore;
  readonly settled: SettledStore;
  readonly keys: KeyStore;
  readonly comments: CommentStore;
  readonly search: CommentSearchStore;
  readonly figures: CommentFiguresStore;
  readonly answerTemplates: AnswerTemplateStore;
  readonly audit: AuditStore;
  readonly records: RecordStore;
  readonly publications: PublicationStore;
  readonly frozenAnswers: FrozenAnswersStore;
  readonly reports: ReportStore;
  readonly deadlines: DeadlineStore;
  readonly sealed: SealedStore;
  readonly signs: SignStore;
  readonly setAsides: SetAsideStore;
  readonly health: HealthStore;
  readonly sample: SampleStore;
  readonly sessions: SessionStore;
  readonly signIn: SignInStore;
  readonly members: MemberStore;
}

function storesOn(sql: SqlStorage): Stores {
  return {
    organizationStore: organizationStore(sql),
    audio: audioStore(sql),
    feedback: feedbackStore(sql),
    oldCodes: oldCodeStore(sql),
    devices: deviceStore(sql),
    sequences: sequenceStore(sql),
    watch: watchStore(sql),
    rollups: rollupStore(sql),
    reasons: reasonStore(sql),
    officers: officerStore(sql),
    settled: settledStore(sql),
    keys: keyStore(sql),
    comments: commentStore(sql),
    search: commentSearchStore(sql),
    figures: commentFiguresStore(sql),
    answerTemplates: answerTemplateStore(sql),
    audit: auditStore(sql),
    records: recordStore(sql),
    publications: publicationStore(sql),
    frozenAnswers: frozenAnswersStore(sql),
    reports: reportStore(sql),
    deadlines: deadlineStore(sql),
    sealed: sealedStore(sql),
    signs: signStore(sql),
    setAsides: setAsideStore(sql),
    health: healthStore(sql),
    sample: sampleStore(sql),
    sessions: sessionStore(sql),
    signIn: signInStore(sql),
    members: memberStore(sql),
  };
}

/** What works on one agency's storage for as long as its object is awake. */
export interface LastingDeps extends Stores {
  /** What is remembered of devices between calls. */
  readonly memory: DeviceMemory;
  /** Hashes tickets and amend keys. */
  readonly hashes: CodeHashes;
  /** Returns the hash by which a ticket is stored, also one from before. */
  hashTicket(code: string): Promise<string>;
  /** Looks for signs of gaming among ratings as they come in. */
  readonly watchForSigns: SignWatch;
  /** The set-asides that are in effect. */
  readonly inEffect: SetAsidesInEffect;
  /** Counts by hour, some of which may still be made. */
  readonly hours: Pick<HourStore, "isWhole" | "countMore">;
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
  let known: Organization | null = null;
  let change = stores.feedback.newestChange();
  const organization = (): Organization => {
    known ??= readOrganization(stores.organizationStore);
    if (known === null) throw new Error("the agency was never initialised");
    return known;
  };
  const hashes = codeHashes(() => organization().agency.cursor_secret);
  const memory = deviceMemory(stores.devices);
  const offsetOf = onFirstUse(() => zoneOffset(organization().agency.time_zone));
  const hours = hourStore(sql, offsetOf);
  const counts = allRollups({ ...stores, hours });
  return {
    ...stores,
    hours,
    memory,
    hashes,
    hashTicket: (code) => hashTicket(code, { hashes, oldCodes: stores.oldCodes }),
    inEffect: setAsidesInEffect(stores.setAsides),
    watchForSigns: watchOver(stores, { memory, offsetOf }),
    counts,
    source: sourceOf(counts, stores),
    deadlineBook: deadlineBook(stores.deadlines),
    organization,
    forgetOrganization() {
      known = null;
    },
    dayOf: onFirstUse(() => zoneDay(organization().agency.time_zone)),
    offsetOf,
    nextChange(count) {
      const first = change + 1;
      change += count;
      return first;
    },
  };
}

function sourceOf({ rollups, daily, hasHours }: AllRollups, { reports }: Stores): RollupSource {
  return {
    rollups,
    daily,
    hasHours,
    tallies: (units, from, to) => reports.rows("tallies", { units, from, to }),
    volumes: (units, from, to) => reports.rows("volumes", { units, from, to }),
  };
}

/** A watch for signs that knows when kiosks' offices are open. */
function watchOver({ signs }: Stores, { memory, offsetOf }: Pick<LastingDeps, "memory" | "offsetOf">): SignWatch {
  return signWatch({
    ...signs,
    isOpen(touchpoint, ms) {
      const hours = memory.hoursAt(touchpoint);
      return hours && isOpenNear({ hours, offsetOf }, ms);
    },
  });
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
const wrongTicketsPerMinute = 60_000;
/** Wrong enrolment codes per minute. In the 15 minutes that a code is valid, 9,000 of 2⁴⁰ can be tried. */
const wrongCodesPerMinute = 600;

/** What the object hands in: the clock, randomness, and what outlives a call. */
export type ObjectDeps = {
  readonly nowMs: () => number;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  /** Hands feedback to the group that is being committed; answers the JSON of its receipts. */
  readonly deliver: (brought: Brought, underWay: number) => Promise<string>;
  readonly publish: PublishDeps["publish"];
  readonly simulate: SampleDeps["simulate"];
  readonly inTransaction: (write: () => void) => void;
};

/** Everything that operations of an agency may work with; each room names what it takes of this. */
export type AgencyDeps = Omit<LastingDeps, "organization" | "forgetOrganization"> &
  Pick<ObjectDeps, "randomBytes" | "deliver" | "publish" | "simulate"> & {
    /** What the agency has set up, as it stands now. */
    readonly organization: Organization;
    /** Settles what came late, for keys of a unit. */
    readonly settleLate: () => void;
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
export function agencyDeps(lasting: LastingDeps, { nowMs, inTransaction, ...given }: ObjectDeps): () => AgencyDeps {
  const { organization, forgetOrganization: _, ...more } = lasting;
  const limits = { wrongTickets: guessLimit(wrongTicketsPerMinute), wrongCodes: guessLimit(wrongCodesPerMinute) };
  const sealedRecipient = (): ReturnType<AgencyDeps["sealedRecipient"]> => presentRecipient(lasting.sealed);
  const all = { ...more, ...given, ...limits, sealedRecipient };
  return () => {
    const now = { organization: organization(), nowMs: nowMs(), today: lasting.dayOf(nowMs()) };
    return { ...all, ...now, settleLate: () => inTransaction(() => settleLate({ ...lasting, ...now })) };
  };
}
