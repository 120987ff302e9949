import { DurableObject } from "cloudflare:workers";
import type { Call } from "../runtime/ports.ts";
import type { NewAgency } from "../../shared/contract/agency.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Publication, PublicationQuery, PublishedPage } from "../../shared/contract/publication.ts";
import { holderOfKey } from "../keys/authenticate.ts";
import { equalHashes } from "../crypto/hash.ts";
import type { Principal } from "../access/principal.ts";
import type { Environment } from "../runtime/environment.ts";
import type { Brought } from "../feedback/take-batch.ts";
import { foundAgency } from "../organization/found-agency.ts";
import { listPublications, readPublication } from "../publications/read-publication.ts";
import { allOperations } from "./all-operations.ts";
import { agencyDeps } from "./agency-deps.ts";
import { runTask, type TaskDeps, tasksOf } from "./run-task.ts";
import { agencyMigrations } from "./agency-migrations.ts";
import type { AgencyPort } from "./agency-port.ts";
import { agencyRooms, type AgencyRooms, type CallTime } from "./agency-rooms.ts";
import { applyMigrations } from "../runtime/apply-migrations.ts";
import { type DailyClose, dailyClose } from "./daily-close.ts";
import { feedbackCommit } from "./feedback-commit.ts";
import { type GroupCommit, groupCommit } from "./group-commit.ts";
import type { Reply } from "./reply.ts";
import { acceptSigned } from "../devices/signer.ts";
import type { SignedDelivery } from "../runtime/ports.ts";

/** How long others have their turn while a publication is made. */
const restMs = 4;

/**
 * One agency: composes the rooms on its storage, reads the clock, and puts each call into one transaction.
 * What is decided, and every SQL text, stands in the rooms.
 */
export class AgencyObject extends DurableObject<Environment> implements AgencyPort {
  readonly #rooms: AgencyRooms;
  readonly #feedback: GroupCommit<Brought, string>;
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

  async initialise(facts: NewAgency): ReturnType<AgencyPort["initialise"]> {
    const cursorSecret = crypto.randomUUID() + crypto.randomUUID();
    const founding = { organizationStore: this.#rooms.store, cursorSecret, nowMs: Date.now() };
    const founded = this.ctx.storage.transactionSync(() => foundAgency(founding, facts));
    this.#rooms.forgetOrganization();
    await this.#close.keepAwake();
    return founded;
  }

  acceptSigned(delivery: SignedDelivery, underWay: number): Promise<string> {
    const { devices, memory } = this.#rooms;
    const deliver = this.#feedback.add.bind(this.#feedback);
    return acceptSigned({ devices, memory, deliver }, delivery, underWay);
  }

  override alarm(): Promise<void> {
    return this.#close.wakeUp();
  }

  async holderOfKey(id: string, hash: string): ReturnType<AgencyPort["holderOfKey"]> {
    const agency = this.#rooms.organization().agency.code;
    return holderOfKey({ keys: this.#rooms.keys, agency, equalHashes }, id, hash);
  }

  async acceptFeedback(delivery: string, underWay: number): Promise<string> {
    return this.#feedback.add({ json: delivery, signer: null }, underWay);
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

  /** What calls work with besides their own store: taken anew for each, so that nothing outlives a change. */
  #now(): Pick<AgencyRooms, "store" | "audit"> & CallTime {
    const nowMs = Date.now();
    const { store, audit, dayOf } = this.#rooms;
    return { store, audit, organization: this.#rooms.organization(), nowMs, today: dayOf(nowMs) };
  }
}

function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}
