import { DurableObject } from "cloudflare:workers";
import type { NewAgency, SampleProvince } from "../../shared/contract/agency.ts";
import { type DevicePublicKey, devicePublicKey } from "../../shared/contract/device.ts";
import { fail, ok } from "../../shared/result.ts";
import { equalHashes } from "../crypto/hash.ts";
import { acceptSigned } from "../devices/signer.ts";
import { readDelivery } from "../feedback/read-delivery.ts";
import { holderOfKey } from "../keys/authenticate.ts";
import { bindingOn } from "../organization/organization.ts";
import { foundAgency } from "../organization/found-agency.ts";
import { applyMigrations, dropAll } from "../runtime/apply-migrations.ts";
import { usageStore } from "../registry/usage-store.ts";
import { sampleStore } from "../sample/sample-store.ts";
import { simulate } from "../sample/simulate.ts";
import { holderOfSession } from "../sessions/holder-of-session.ts";
import type { Environment } from "../runtime/environment.ts";
import type { AgencyPort, Call, SignedDelivery } from "../runtime/ports.ts";
import { agencyDeps, type LastingDeps, lastingDeps, type ObjectDeps } from "./agency-deps.ts";
import { agencyMigrations } from "./agency-migrations.ts";
import { allOperations } from "./all-operations.ts";
import { type DailyClose, dailyClose } from "./daily-close.ts";
import { emptyAgency } from "./empty-agency.ts";
import { feedbackCommit } from "./feedback-commit.ts";
import { groupCommit } from "./group-commit.ts";
import { type HeavyTurns, heavyTurns } from "./heavy-turns.ts";
import { runTask, type TaskDeps, tasksOf } from "./run-task.ts";
import { simulatedAgency } from "./simulated-agency.ts";

/** How long other requests have their turn while a publication is made or many words are masked, in milliseconds. */
const restMs = 4;

const randomBytes = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));

/** The public key of a simulated tablet. Nobody keeps the private one. */
async function newDeviceKey(): Promise<DevicePublicKey> {
  const made = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const { x, y } = (await crypto.subtle.exportKey("jwk", made.publicKey)) as JsonWebKey;
  return devicePublicKey.parse({ kty: "EC", crv: "P-256", x, y });
}

/** What works on the storage for as long as the same agency lives there. */
type Awake = {
  readonly lasting: LastingDeps;
  readonly deliver: ObjectDeps["deliver"];
  readonly unsigned: HeavyTurns;
  readonly close: DailyClose;
  readonly task: TaskDeps;
};

/**
 * One agency: puts together what operations work with, reads the clock, and runs each call.
 * Decisions and SQL are in the rooms.
 */
export class AgencyObject extends DurableObject<Environment> implements AgencyPort {
  readonly #depsOn: typeof lastingDeps;
  #awake: Awake;
  /** No agency is made here, or it was removed. The Worker may not have heard of it. */
  #isVacant: boolean;
  /** Set while figures are simulated. All else waits then: nobody sees half a province, and no other clock writes into it. */
  #simulating: Promise<unknown> | null = null;
  /** The last daily close. */
  #closing: Promise<unknown> | null = null;

  /** `depsOn` is for benchmarks that leave something out. */
  constructor(context: DurableObjectState, environment: Environment, depsOn: typeof lastingDeps = lastingDeps) {
    super(context, environment);
    const { storage } = context;
    applyMigrations(storage, agencyMigrations);
    // A simulation broke off.
    if (sampleStore(storage.sql).state() === "begun") emptyAgency(storage);
    this.#depsOn = depsOn;
    this.#awake = this.#awaken();
    const { lasting, close } = this.#awake;
    this.#isVacant = lasting.organizationStore.agency() === null;
    void context.blockConcurrencyWhile(() => close.keepAwake());
    void close.catchUp();
  }

  #awaken(): Awake {
    const { storage } = this.ctx;
    const lasting = this.#depsOn(storage.sql);
    const feedback = groupCommit({
      commit: feedbackCommit(lasting, { nowMs: Date.now, storage }),
      later: (task) => void setTimeout(task, 0),
    });
    const deliver: ObjectDeps["deliver"] = async (brought, underWay) =>
      feedback.add(await readDelivery(brought, lasting), underWay);
    const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, restMs));
    const commit: HeavyTurns = (json, underWay) => deliver({ json, signer: null }, underWay);
    const close = dailyClose(lasting, { nowMs: Date.now, rest, storage, log: console.error });
    const deps = agencyDeps(lasting, {
      nowMs: Date.now,
      ...{ randomBytes, deliver },
      publish: () => close.publish(),
      simulate: () => this.#simulate(),
      inTransaction: (write) => storage.transactionSync(write),
    });
    const forget = (): void => {
      lasting.forgetOrganization();
      lasting.deadlineBook.forget();
    };
    const task = { tasks: tasksOf(allOperations), deps, storage, forget, keepAwake: () => close.keepAwake() };
    return { lasting, deliver, unsigned: heavyTurns({ commit, rest }), close, task };
  }

  async call(name: string, call: Call): ReturnType<AgencyPort["call"]> {
    await this.#simulating;
    if (this.#isVacant) return fail({ kind: "unknown-agency" });
    return runTask(this.#awake.task, name, call);
  }

  async initialise(facts: NewAgency): ReturnType<AgencyPort["initialise"]> {
    const { organizationStore, forgetOrganization } = this.#awake.lasting;
    const cursorSecret = crypto.randomUUID() + crypto.randomUUID();
    const founding = { organizationStore, cursorSecret, nowMs: Date.now() };
    const founded = this.ctx.storage.transactionSync(() => foundAgency(founding, facts));
    this.#isVacant = false;
    forgetOrganization();
    await this.#awake.close.keepAwake();
    return founded;
  }

  async remove(): ReturnType<AgencyPort["remove"]> {
    await this.#simulating;
    await this.#closing?.catch(() => null);
    const { storage } = this.ctx;
    if (usageStore(storage.sql).isInUse())
      return fail({ kind: "agency-in-use", given: this.#awake.lasting.organization().agency.code });
    storage.transactionSync(() => {
      dropAll(storage.sql);
      applyMigrations(storage, agencyMigrations);
    });
    // What calls under way still hold finds no agency any more.
    this.#awake.task.forget();
    this.#awake = this.#awaken();
    this.#isVacant = true;
    await storage.deleteAlarm();
    return ok(null);
  }

  async doors(): ReturnType<AgencyPort["doors"]> {
    if (this.#isVacant) return { touchpoints: [], devices: [] };
    const { organization, devices, dayOf } = this.#awake.lasting;
    const today = dayOf(Date.now());
    const limits = [...organization().touchpoints].map(
      ([id, bindings]) => [id, bindingOn(bindings, today)?.clientLimit ?? null] as const,
    );
    return { touchpoints: limits, devices: devices.all().map(({ id }) => id) };
  }

  async holderOfKey(id: string, hash: string): ReturnType<AgencyPort["holderOfKey"]> {
    if (this.#isVacant) return fail({ kind: "unauthorized" });
    const { keys, members, organization, dayOf } = this.#awake.lasting;
    const agency = organization().agency.code;
    return holderOfKey({ keys, members, agency, today: dayOf(Date.now()), equalHashes }, id, hash);
  }

  async holderOfSession(id: string, hash: string): ReturnType<AgencyPort["holderOfSession"]> {
    if (this.#isVacant) return fail({ kind: "session-ended" });
    const { keys, members, sessions, organization, dayOf } = this.#awake.lasting;
    const now = { agency: organization().agency.code, today: dayOf(Date.now()), nowMs: Date.now() };
    return holderOfSession({ keys, members, sessions, equalHashes, ...now }, id, hash);
  }

  async acceptFeedback(delivery: string, underWay: number): Promise<string> {
    if (this.#simulating) await this.#simulating;
    return this.#awake.unsigned(delivery, underWay);
  }

  async acceptSigned(delivery: SignedDelivery, underWay: number): Promise<string> {
    if (this.#simulating) await this.#simulating;
    const { lasting, deliver } = this.#awake;
    const { devices, memory } = lasting;
    return acceptSigned({ devices, memory, deliver }, delivery, underWay);
  }

  override async alarm(): Promise<void> {
    await this.#simulating;
    if (this.#isVacant) return;
    const closing = this.#awake.close.wakeUp();
    this.#closing = closing;
    return closing;
  }

  async #simulate(): Promise<SampleProvince> {
    const { lasting, task } = this.#awake;
    const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
    const own = { storage: this.ctx.storage, randomBytes, newDeviceKey, rest };
    const agency = simulatedAgency(lasting, { ...task, ...own });
    const run = async (): Promise<SampleProvince> => {
      await this.#closing;
      // A close may have published that there is nothing.
      emptyAgency(this.ctx.storage);
      lasting.sample.begin();
      const made = await simulate(agency, lasting.dayOf(Date.now()));
      lasting.sample.finish(made);
      return made;
    };
    const running = run();
    this.#simulating = running.catch(() => null);
    try {
      return await running;
    } catch (error) {
      console.error("the sample was not finished", error);
      // The object wakes up anew, with an empty agency.
      this.ctx.abort("the sample was not finished");
      throw error;
    } finally {
      this.#simulating = null;
    }
  }
}
