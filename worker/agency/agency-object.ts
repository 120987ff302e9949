import { DurableObject } from "cloudflare:workers";
import type { NewAgency } from "../../shared/contract/agency.ts";
import type { Failure } from "../problems/failure.ts";
import type { FeedbackQuery, FeedbackRecord } from "../../shared/contract/feedback-record.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Measure, PutMeasures } from "../../shared/contract/measure.ts";
import type { Publication, PublicationQuery, PublishedPage } from "../../shared/contract/publication.ts";
import type { IndexQuery, PublishedIndex } from "../../shared/contract/published-index.ts";
import type { TallyReceipt, VolumeReceipt } from "../../shared/contract/receipt.ts";
import type { KeptReports, ReportList, ReportName, ReportQuery } from "../../shared/contract/report.ts";
import type { Scorecard } from "../../shared/contract/scorecard.ts";
import type { Shift } from "../../shared/contract/shift.ts";
import type { Result } from "../../shared/result.ts";
import { holderOfKey } from "../keys/holder-of-key.ts";
import { equalHashes } from "../crypto/hash.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import type { Environment } from "../runtime/environment.ts";
import type { Brought } from "../feedback/take-batch.ts";
import { type IndexExport, openIndexExport } from "../indices/open-index-export.ts";
import type { RecordAsk, RecordCount, RecordPart, RecordPlan } from "../exports/plan-export.ts";
import { countExport, planExport, readExport } from "../exports/plan-export.ts";
import { readFeedback } from "../exports/read-feedback.ts";
import type { RecordStretch } from "../exports/record-store.ts";
import { readIndexPage } from "../indices/read-index-page.ts";
import { isKept, type Keep } from "../reported/keep.ts";
import { putMeasures } from "../measures/put-measures.ts";
import { readScorecards, type ScorecardAsked } from "../measures/read-scorecards.ts";
import { foundAgency } from "../organization/found-agency.ts";
import { listShifts } from "../officers/list-shifts.ts";
import { putShifts } from "../officers/put-shifts.ts";
import { listPublications, readPublication } from "../publications/read-publication.ts";
import { listReports } from "../reported/list-reports.ts";
import { withdrawReport } from "../reported/withdraw-report.ts";
import { postTallies } from "../reported/post-tallies.ts";
import { postVolumes } from "../reported/post-volumes.ts";
import { allOperations } from "./all-operations.ts";
import type { Call } from "../runtime/ports.ts";
import { agencyDeps } from "./agency-deps.ts";
import { runTask, type TaskDeps, tasksOf } from "./run-task.ts";
import { agencyMigrations } from "./agency-migrations.ts";
import type { AgencyPort, RollupCheck } from "./agency-port.ts";
import { agencyRooms, type AgencyRooms, type CallTime } from "./agency-rooms.ts";
import { type AgencyTargets, agencyTargets } from "./agency-targets.ts";
import { applyMigrations } from "../runtime/apply-migrations.ts";
import { type DailyClose, dailyClose } from "./daily-close.ts";
import { feedbackCommit } from "./feedback-commit.ts";
import { type GroupCommit, groupCommit } from "./group-commit.ts";
import { keptOrUndone } from "./kept-or-undone.ts";
import type { Reply } from "./reply.ts";

/** How long others have their turn while a publication is made. */
const restMs = 4;

/**
 * One agency: composes the rooms on its storage, reads the clock, and puts each call into one transaction.
 * What is decided, and every SQL text, stands in the rooms.
 */
export class AgencyObject extends DurableObject<Environment> implements AgencyPort {
  readonly #rooms: AgencyRooms;
  readonly #feedback: GroupCommit<Brought, string>;
  readonly #targets: AgencyTargets;
  readonly #close: DailyClose;
  readonly #task: TaskDeps;

  constructor(context: DurableObjectState, environment: Environment) {
    super(context, environment);
    applyMigrations(context.storage, agencyMigrations);
    this.#rooms = agencyRooms(context.storage.sql);
    this.#feedback = groupCommit({
      commit: feedbackCommit(this.#rooms, { nowMs: Date.now, storage: context.storage }),
      later: (task) => void setTimeout(task, 0),
    });
    const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, restMs));
    this.#close = dailyClose(this.#rooms, { nowMs: Date.now, rest, storage: context.storage, log: console.error });
    this.#targets = agencyTargets({
      rooms: this.#rooms,
      now: () => this.#now(),
      write: (call) => context.storage.transactionSync(call),
      deliver: (brought, underWay) => this.#feedback.add(brought, underWay),
      keepAwake: () => this.#close.keepAwake(),
      randomBytes,
    });
    this.#task = {
      tasks: tasksOf(allOperations),
      storage: context.storage,
      deps: agencyDeps(this.#rooms, {
        nowMs: Date.now,
        randomBytes,
        deliver: (brought, underWay) => this.#feedback.add(brought, underWay),
        publish: () => this.#close.publish(),
      }),
      forget: () => {
        this.#rooms.forgetOrganization();
        this.#rooms.deadlineBook.forget();
      },
      keepAwake: () => this.#close.keepAwake(),
    };
    void context.blockConcurrencyWhile(() => this.#close.keepAwake());
  }

  call(name: string, call: Call): Reply<unknown> {
    return runTask(this.#task, name, call);
  }

  devices(): AgencyTargets["devices"] {
    return this.#targets.devices;
  }

  keys(): AgencyTargets["keys"] {
    return this.#targets.keys;
  }

  comments(): AgencyTargets["comments"] {
    return this.#targets.comments;
  }

  deadlines(): AgencyTargets["deadlines"] {
    return this.#targets.deadlines;
  }

  async initialise(facts: NewAgency): ReturnType<AgencyPort["initialise"]> {
    const cursorSecret = crypto.randomUUID() + crypto.randomUUID();
    const founding = { organizationStore: this.#rooms.store, cursorSecret, nowMs: Date.now() };
    const founded = this.ctx.storage.transactionSync(() => foundAgency(founding, facts));
    this.#rooms.forgetOrganization();
    await this.#close.keepAwake();
    return founded;
  }

  override alarm(): Promise<void> {
    return this.#close.wakeUp();
  }

  async holderOfKey(id: string, hash: string): ReturnType<AgencyPort["holderOfKey"]> {
    const agency = this.#rooms.organization().agency.code;
    return holderOfKey({ store: this.#rooms.keys, agency, equalHashes }, id, hash);
  }

  async acceptFeedback(delivery: string, underWay: number): Promise<string> {
    return this.#feedback.add({ json: delivery, signer: null }, underWay);
  }

  async putShifts(principal: Principal, shifts: Shift[]): Reply<Page<Shift>> {
    const { officers, dayOf } = this.#rooms;
    return this.#write(() => putShifts({ ...this.#now(), officers, dayOf }, principal, shifts));
  }

  async listShifts(principal: Principal, query: PageQuery): Reply<Page<Shift>> {
    return listShifts({ ...this.#now(), officers: this.#rooms.officers }, principal, query);
  }

  async postTallies(principal: Principal, tallies: unknown[], keep: Keep): Reply<{ receipts: TallyReceipt[] }> {
    const { tallies: store, formerTallies } = this.#rooms;
    return this.#import(keep, () => postTallies({ ...this.#now(), store, formerTallies }, principal, tallies));
  }

  async postVolumes(principal: Principal, volumes: unknown[], keep: Keep): Reply<{ receipts: VolumeReceipt[] }> {
    return this.#import(keep, () => postVolumes({ ...this.#now(), store: this.#rooms.volumes }, principal, volumes));
  }

  async putMeasures(principal: Principal, body: PutMeasures, keep: Keep): Reply<Page<Measure>> {
    return this.#import(keep, () => putMeasures({ ...this.#now(), store: this.#rooms.measures }, principal, body));
  }

  async listReports<L extends ReportList>(
    principal: Principal,
    asked: { list: L; query: ReportQuery },
  ): Reply<Page<KeptReports[L]>> {
    return listReports({ ...this.#now(), reports: this.#rooms.reports }, principal, asked);
  }

  async withdrawReport(principal: Principal, named: ReportName): Reply<null> {
    return this.#write(() => withdrawReport({ ...this.#now(), reports: this.#rooms.reports }, principal, named));
  }

  async readScorecards(principal: Principal, asked: ScorecardAsked): Reply<Page<Scorecard>> {
    return readScorecards(
      { ...this.#now(), store: this.#rooms.measures, dueAnswers: this.#rooms.figures.due },
      principal,
      asked,
    );
  }

  async readIndices(principal: Principal, query: IndexQuery): Reply<Page<PublishedIndex>> {
    return readIndexPage({ ...this.#now(), source: this.#rooms.source }, principal, query);
  }

  async readFeedback(principal: Principal, query: FeedbackQuery): Reply<Page<FeedbackRecord>> {
    const { records, offsetOf } = this.#rooms;
    return readFeedback({ ...this.#now(), records, offsetOf }, principal, query);
  }

  async planExport(principal: Principal, ask: RecordAsk): Reply<RecordPlan> {
    return planExport({ ...this.#now(), records: this.#rooms.records }, principal, ask);
  }

  async readExport(principal: Principal, part: RecordPart): Reply<RecordStretch> {
    return readExport({ ...this.#now(), records: this.#rooms.records }, principal, part);
  }

  async countExport(principal: Principal, part: RecordPart): Reply<RecordCount> {
    return countExport({ ...this.#now(), records: this.#rooms.records }, principal, part);
  }

  async openIndexExport(principal: Principal, query: IndexQuery): Reply<IndexExport> {
    return openIndexExport({ ...this.#now(), source: this.#rooms.source }, principal, query);
  }

  async publish(principal: Principal): Reply<{ publication: Publication; isNew: boolean }> {
    return this.#close.publishNow(principal);
  }

  async listPublications(query: PageQuery): Reply<Page<Publication>> {
    return listPublications({ ...this.#now(), publications: this.#rooms.publications }, query);
  }

  async readPublication(version: number | null, query: PublicationQuery): Reply<PublishedPage> {
    return readPublication({ ...this.#now(), publications: this.#rooms.publications }, version, query);
  }

  async verifyRollups(principal: Principal): Reply<{ data: RollupCheck[] }> {
    const allowed = needWholeAgency(principal, this.#rooms.organization());
    return allowed.ok ? { ok: true, value: { data: this.#rooms.counts.verify() } } : allowed;
  }

  async rebuildRollups(principal: Principal): Reply<{ data: RollupCheck[] }> {
    const checked = await this.verifyRollups(principal);
    if (checked.ok) this.ctx.storage.transactionSync(() => this.#rooms.counts.rebuild());
    return checked;
  }

  /** What calls work with besides their own store: taken anew for each, so that nothing outlives a change. */
  #now(): Pick<AgencyRooms, "store" | "audit"> & CallTime {
    const nowMs = Date.now();
    const { store, audit, dayOf } = this.#rooms;
    return { store, audit, organization: this.#rooms.organization(), nowMs, today: dayOf(nowMs) };
  }

  /** A call that writes: all of it or nothing. */
  #write<T>(call: () => Result<T, Failure>): Result<T, Failure> {
    return this.ctx.storage.transactionSync(call);
  }

  /** A call that writes, and of which all is undone where it is not to be kept. */
  #import<T extends Parameters<typeof isKept>[1]>(keep: Keep, call: () => T): T {
    return keptOrUndone(this.ctx.storage, (result) => isKept(keep, result), call);
  }
}

function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}
