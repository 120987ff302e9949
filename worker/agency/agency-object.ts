import { DurableObject } from "cloudflare:workers";
import type { NewAgency } from "../../shared/contract/agency.ts";
import { equalHashes } from "../crypto/hash.ts";
import { formatDay } from "../../shared/calendar/day.ts";
import { receiveComments } from "../comments/receive-comments.ts";
import { deviceGate } from "../devices/device-gate.ts";
import { acceptSigned } from "../devices/signer.ts";
import { type Brought, commitDeliveries } from "../feedback/take-batch.ts";
import { holderOfKey } from "../keys/authenticate.ts";
import { foundAgency } from "../organization/found-agency.ts";
import { applyMigrations } from "../runtime/apply-migrations.ts";
import type { Environment } from "../runtime/environment.ts";
import type { AgencyPort, Call, SignedDelivery } from "../runtime/ports.ts";
import { agencyDeps, type LastingDeps, lastingDeps } from "./agency-deps.ts";
import { agencyMigrations } from "./agency-migrations.ts";
import { allOperations } from "./all-operations.ts";
import { type DailyClose, type DailyCloseDeps, dailyClose } from "./daily-close.ts";
import { type GroupCommit, groupCommit } from "./group-commit.ts";
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
  readonly #feedback: GroupCommit<Brought, string>;
  readonly #unsigned: HeavyTurns;
  readonly #close: DailyClose;
  readonly #task: TaskDeps;

  constructor(context: DurableObjectState, environment: Environment) {
    super(context, environment);
    const { storage } = context;
    applyMigrations(storage, agencyMigrations);
    const lasting = lastingDeps(storage.sql);
    this.#lasting = lasting;
    this.#feedback = groupCommit({
      commit: feedbackCommit(lasting, { nowMs: Date.now, storage }),
      later: (task) => void setTimeout(task, 0),
    });
    const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, restMs));
    this.#unsigned = heavyTurns({ commit: this.#feedback, rest });
    this.#close = dailyClose(lasting, { nowMs: Date.now, rest, storage, log: console.error });
    const deps = agencyDeps(lasting, {
      nowMs: Date.now,
      randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      deliver: this.#feedback.add,
      publish: () => this.#close.publish(),
    });
    const forget = (): void => {
      lasting.forgetOrganization();
      lasting.deadlineBook.forget();
    };
    const keepAwake = (): Promise<void> => this.#close.keepAwake();
    this.#task = { tasks: tasksOf(allOperations), deps, storage, forget, keepAwake };
    void context.blockConcurrencyWhile(keepAwake);
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

  async holderOfKey(id: string, hash: string): ReturnType<AgencyPort["holderOfKey"]> {
    const { keys, organization } = this.#lasting;
    return holderOfKey({ keys, agency: organization().agency.code, equalHashes }, id, hash);
  }

  acceptFeedback(delivery: string, underWay: number): Promise<string> {
    return this.#unsigned(delivery, underWay);
  }

  acceptSigned(delivery: SignedDelivery, underWay: number): Promise<string> {
    const { devices, memory } = this.#lasting;
    return acceptSigned({ devices, memory, deliver: this.#feedback.add }, delivery, underWay);
  }

  override alarm(): Promise<void> {
    return this.#close.wakeUp();
  }
}

/** Commits what several requests brought in one transaction: rows, rollups and comments. Returns what `commitDeliveries` does. */
function feedbackCommit(
  lasting: LastingDeps,
  { nowMs, storage }: Pick<DailyCloseDeps, "nowMs" | "storage">,
): (brought: readonly Brought[]) => string[] {
  const { feedback, counts, nextChange, dayOf, organization } = lasting;
  return (brought) =>
    storage.transactionSync(() => {
      const receivedAtMs = nowMs();
      return commitDeliveries(brought, {
        organization: organization(),
        receivedAtMs,
        dayOf,
        store: feedback,
        gate: deviceGate({ ...lasting, nowMs: receivedAtMs }),
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
}
