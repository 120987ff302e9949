import { startOfDay } from "../../shared/calendar/zone-day.ts";
import type { DevicePublicKey } from "../../shared/contract/device.ts";
import { ok } from "../../shared/result.ts";
import type { Delivery } from "../feedback/take-batch.ts";
import { checkContract } from "../operations/check-contract.ts";
import type { Arrival, Asked, SimulatedAgency } from "../sample/course.ts";
import { type AgencyDeps, agencyDeps, type LastingDeps } from "./agency-deps.ts";
import { allOperations } from "./all-operations.ts";
import { dailyClose } from "./daily-close.ts";
import { feedbackCommit } from "./feedback-commit.ts";
import { runTask, type TaskDeps } from "./run-task.ts";

/** What the object gives: its tasks, storage, randomness, and `rest`, which lets other requests run. */
export type SimulationDeps = Pick<TaskDeps, "tasks" | "forget"> & {
  readonly storage: DurableObjectStorage;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  readonly newDeviceKey: () => Promise<DevicePublicKey>;
  readonly rest: () => Promise<void>;
};

/** Leaves out the nightly check of tables, which the real nights make. */
const unchecked = { lastCheck: () => null, tables: () => [], noteCheck: () => undefined };

/**
 * Runs the agency's own code with a clock that is set before each step. The object keeps its own clock and alarm. Other requests
 * run once a simulated day, not after each step.
 */
export function simulatedAgency(lasting: LastingDeps, deps: SimulationDeps): SimulatedAgency {
  let clockMs = 0;
  const nowMs = (): number => clockMs;
  const { storage } = deps;
  const transactionSync = <T>(write: () => T): T => storage.transactionSync(write);
  const awake = { getAlarm: async () => null, setAlarm: async () => undefined, transactionSync };
  const close = dailyClose(
    { ...lasting, health: { ...lasting.health, ...unchecked } },
    { nowMs, rest: async () => undefined, storage: awake, log: giveUp },
  );
  const commit = feedbackCommit(lasting, { nowMs, storage: awake });
  const task = taskDeps(lasting, { ...deps, nowMs, publish: () => close.publish() });
  const code = lasting.organization().agency.code;
  return {
    code,
    run(atMs, name, asked) {
      clockMs = atMs;
      return runAsked(task, name, { ...asked, params: { agency: code, ...asked.params } });
    },
    async arrive(atMs, arrivals) {
      clockMs = atMs;
      const deliveries = await Promise.all(arrivals.map((arrival) => deliveryOf(arrival, atMs, lasting)));
      for (const receipts of commit(deliveries)) {
        if (receipts.includes('"refused"') || receipts.includes('"ok":false')) throw new Error(receipts);
      }
    },
    wakeUp(atMs) {
      clockMs = atMs;
      return close.wakeUp();
    },
    commentOf: (feedback) => lasting.comments.byFeedback(feedback),
    startOf: (day) => startOfDay(day, lasting.offsetOf),
    newDeviceKey: deps.newDeviceKey,
    rest: deps.rest,
  };
}

/** The daily close goes on after a failure. A simulation must not. */
function giveUp(what: string, error: unknown): never {
  throw new Error(what, { cause: error });
}

/** Runs an operation with a body that its schema takes, or a part with an input. */
async function runAsked(
  task: TaskDeps,
  name: string,
  { body, params, ifMatch = null, principal = { kind: "root" } }: Asked,
): Promise<unknown> {
  const operation = allOperations[name];
  const parsed = operation?.body ? checkContract(operation.body, body) : ok(body);
  if (!parsed.ok) throw new Error(`${name} does not take ${JSON.stringify(parsed.failure)}`);
  const input = operation ? { params, query: {}, body: parsed.value, ifMatch } : body;
  const done = await runTask(task, name, { principal, input });
  if (!done.ok) throw new Error(`${name} is refused: ${JSON.stringify(done.failure)}`);
  return done.value;
}

/**
 * Makes a delivery as `readDelivery` would. Amend keys are not hashed, since nobody has them and 50,000 hashes take a second; they
 * only get the form of a hash. Tickets are hashed, since people rate answers with them.
 */
async function deliveryOf(
  { items, source, signed }: Arrival,
  sentAtMs: number,
  lasting: LastingDeps,
): Promise<Delivery> {
  const taken = items.map(async (item) => {
    const ticket = item.ticket === undefined ? {} : { ticket: await lasting.hashTicket(item.ticket) };
    return { ...item, amend_key: `.${item.amend_key.slice(1)}`, ...ticket };
  });
  const signer = signed && { device: signed.device, key: 1, counter: signed.nth, signature: "" };
  return { sentAtMs, items: await Promise.all(taken), signer, source };
}

type Timed = Pick<AgencyDeps, "publish"> & { readonly nowMs: () => number };

/** The object's tasks at the simulated time. A heartbeat passes without a signature: there is no tablet that could sign. */
function taskDeps(
  lasting: LastingDeps,
  { tasks, forget, storage, randomBytes, nowMs, publish }: SimulationDeps & Timed,
): TaskDeps {
  const refuse = (): Promise<never> => Promise.reject(new Error("nothing is simulated within a simulation"));
  const inTransaction = (write: () => void): void => storage.transactionSync(write);
  const deps = agencyDeps(lasting, { nowMs, randomBytes, deliver: refuse, publish, simulate: refuse, inTransaction });
  const heartbeat = tasks.get("takeHeartbeat");
  const simulated = new Map(tasks);
  if (heartbeat) {
    const prepare = async (
      _: unknown,
      __: unknown,
      input: unknown,
    ): ReturnType<NonNullable<typeof heartbeat.prepare>> => {
      const { call } = input as { readonly call: object };
      return ok({ ...call, key: 1, signature: "" });
    };
    simulated.set("takeHeartbeat", { ...heartbeat, prepare });
  }
  return { tasks: simulated, deps, storage, forget, keepAwake: async () => undefined };
}
