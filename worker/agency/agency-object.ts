import { DurableObject } from "cloudflare:workers";
import type { NewAgency } from "../../shared/contract/agency.ts";
import { equalHashes } from "../crypto/hash.ts";
import { formatDay } from "../../shared/calendar/day.ts";
import { receiveComments } from "../comments/receive-comments.ts";
import { deviceGate } from "../devices/device-gate.ts";
import { acceptSigned } from "../devices/signer.ts";
import { readDelivery } from "../feedback/read-delivery.ts";
import { commitDeliveries, type Delivery } from "../feedback/take-batch.ts";
import { holderOfKey } from "../keys/authenticate.ts";
import { bindingOn } from "../organization/organization.ts";
import { foundAgency } from "../organization/found-agency.ts";
import { applyMigrations } from "../runtime/apply-migrations.ts";
import type { Environment } from "../runtime/environment.ts";
import type { AgencyPort, Call, SignedDelivery } from "../runtime/ports.ts";
import { agencyDeps, type LastingDeps, lastingDeps, type ObjectDeps } from "./agency-deps.ts";
import { agencyMigrations } from "./agency-migrations.ts";
import { allOperations } from "./all-operations.ts";
import { type DailyClose, type DailyCloseDeps, dailyClose } from "./daily-close.ts";
import { groupCommit } from "./group-commit.ts";
import { type HeavyTurns, heavyTurns } from "./heavy-turns.ts";
import { runTask, type TaskDeps, tasksOf } from "./run-task.ts";

/** How long other requests have their turn while a publication is made or many words are masked, in milliseconds. */
const restMs = 4;

/**
 * One agency: puts together what operations work with, reads the clock, and runs each call.
 * Decisions and SQL are in the rooms.
 */
export class AgencyObject extends DurableObject<Environment> implements AgencyPort {
  readonly #lasting: LastingDeps;
  readonly #deliver: ObjectDeps["deliver"];
  readonly #unsigned: HeavyTurns;
  readonly #close: DailyClose;
  readonly #task: TaskDeps;

  /** `depsOn` is for benchmarks that leave something out. */
  constructor(context: DurableObjectState, environment: Environment, depsOn: typeof lastingDeps = lastingDeps) {
    super(context, environment);
    const { storage } = context;
    applyMigrations(storage, agencyMigrations);
    const lasting = depsOn(storage.sql);
    this.#lasting = lasting;
    const feedback = groupCommit({
      commit: feedbackCommit(lasting, { nowMs: Date.now, storage }),
      later: (task) => void setTimeout(task, 0),
    });
    this.#deliver = async (brought, underWay) => feedback.add(await readDelivery(brought, lasting), underWay);
    const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, restMs));
    const commit: HeavyTurns = (json, underWay) => this.#deliver({ json, signer: null }, underWay);
    this.#unsigned = heavyTurns({ commit, rest });
    this.#close = dailyClose(lasting, { nowMs: Date.now, rest, storage, log: console.error });
    const deps = agencyDeps(lasting, {
      nowMs: Date.now,
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      deliver: this.#deliver,
      publish: () => this.#close.publish(),
      inTransaction: (write) => storage.transactionSync(write),
    });
    const forget = (): void => {
      lasting.forgetOrganization();
      lasting.deadlineBook.forget();
    };
    const keepAwake = (): Promise<void> => this.#close.keepAwake();
    this.#task = { tasks: tasksOf(allOperations), deps, storage, forget, keepAwake };
    void context.blockConcurrencyWhile(keepAwake);
    void this.#close.catchUp();
  }

  call(name: string, call: Call): ReturnType<AgencyPort["call"]> {
    return runTask(this.#task, name, call);
  }

  async initialise(facts: NewAgency): ReturnType<AgencyPort["initialise"]> {
    const { organizationStore, forgetOrganization } = this.#lasting;
    const cursorSecret = crypto.randomUUID() + crypto.randomUUID();
    const founding = { organizationStore, cursorSecret, nowMs: Date.now() };
    const founded = this.ctx.storage.transactionSync(() => foundAgency(founding, facts));
    forgetOrganization();
    await this.#close.keepAwake();
    return founded;
  }

  async doors(): ReturnType<AgencyPort["doors"]> {
    const { organization, devices, dayOf } = this.#lasting;
    const today = dayOf(Date.now());
    const limits = [...organization().touchpoints].map(
      ([id, bindings]) => [id, bindingOn(bindings, today)?.clientLimit ?? null] as const,
    );
    return { touchpoints: limits, devices: devices.all().map(({ id }) => id) };
  }

  async holderOfKey(id: string, hash: string): ReturnType<AgencyPort["holderOfKey"]> {
    const { keys, organization, dayOf } = this.#lasting;
    const agency = organization().agency.code;
    return holderOfKey({ keys, agency, today: dayOf(Date.now()), equalHashes }, id, hash);
  }

  acceptFeedback(delivery: string, underWay: number): Promise<string> {
    return this.#unsigned(delivery, underWay);
  }

  acceptSigned(delivery: SignedDelivery, underWay: number): Promise<string> {
    const { devices, memory } = this.#lasting;
    return acceptSigned({ devices, memory, deliver: this.#deliver }, delivery, underWay);
  }

  override alarm(): Promise<void> {
    return this.#close.wakeUp();
  }
}

/** Commits the deliveries of several requests in one transaction: rows, rollups and comments. Returns what `commitDeliveries` does. */
function feedbackCommit(
  lasting: LastingDeps,
  { nowMs, storage }: Pick<DailyCloseDeps, "nowMs" | "storage">,
): (deliveries: readonly Delivery[]) => string[] {
  const { feedback, counts, nextChange, dayOf, organization, watchForSigns, inEffect } = lasting;
  const commit = (deliveries: readonly Delivery[]): string[] =>
    storage.transactionSync(() => {
      const receivedAtMs = nowMs();
      return commitDeliveries(deliveries, {
        organization: organization(),
        receivedAtMs,
        dayOf,
        store: feedback,
        gate: deviceGate({ ...lasting, nowMs: receivedAtMs }),
        signs: watchForSigns,
        isSetAside: inEffect.hold,
        applyChanges: counts.apply,
        nextChange,
        receiveComments(rows) {
          const today = dayOf(receivedAtMs);
          receiveComments({ ...lasting, organization: organization(), nowMs: receivedAtMs, today }, rows);
        },
        dueOn(id) {
          const comment = lasting.comments.byFeedback(id);
          return comment?.due && comment.words !== null ? formatDay(comment.due.due) : null;
        },
      });
    });
  return (brought) => {
    try {
      return commit(brought);
    } catch (error) {
      // What was undone in storage must not be remembered either.
      watchForSigns.forget();
      throw error;
    }
  };
}
