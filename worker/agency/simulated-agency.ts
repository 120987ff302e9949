import { startOfDay } from "../../shared/calendar/zone-day.ts";
import type { DevicePublicKey } from "../../shared/contract/device.ts";
import { ok } from "../../shared/result.ts";
import { readDelivery } from "../feedback/read-delivery.ts";
import { checkContract } from "../operations/check-contract.ts";
import { foundAgency } from "../organization/found-agency.ts";
import { organizationStore } from "../organization/organization-store.ts";
import { applyMigrations } from "../runtime/apply-migrations.ts";
import { sampleStore } from "../sample/sample-store.ts";
import type { Arrival, SimulatedAgency } from "../sample/simulate.ts";
import { type AgencyDeps, agencyDeps, type LastingDeps } from "./agency-deps.ts";
import { agencyMigrations } from "./agency-migrations.ts";
import { allOperations } from "./all-operations.ts";
import { dailyClose } from "./daily-close.ts";
import { feedbackCommit } from "./feedback-commit.ts";
import { runTask, type TaskDeps } from "./run-task.ts";

/** What the object hands in: its tasks, its storage, a rest for the turns of others, and the log. */
export type SimulationDeps = Pick<TaskDeps, "tasks" | "forget"> & {
  readonly storage: DurableObjectStorage;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  readonly newDeviceKey: () => Promise<DevicePublicKey>;
  readonly rest: () => Promise<void>;
  readonly log: (what: string, error: unknown) => void;
};

/** Nothing was found: tables are checked once a real night. */
const unchecked = { lastCheck: () => null, tables: () => [], noteCheck: () => undefined };

/**
 * The agency with a clock that is set before each step. The clock is only this one's: the object goes on with its own. Its alarm
 * is not touched, and rests are taken once a day instead of after each step.
 */
export function simulatedAgency(lasting: LastingDeps, deps: SimulationDeps): SimulatedAgency {
  let clockMs = 0;
  const nowMs = (): number => clockMs;
  const { storage } = deps;
  const inTransaction = <T>(write: () => T): T => storage.transactionSync(write);
  const alarm = { getAlarm: async () => null, setAlarm: async () => undefined };
  const close = dailyClose(
    { ...lasting, health: { ...lasting.health, ...unchecked } },
    { nowMs, rest: async () => undefined, storage: { ...alarm, transactionSync: inTransaction }, log: deps.log },
  );
  const commit = feedbackCommit(lasting, { nowMs, storage: { ...alarm, transactionSync: inTransaction } });
  const task = taskDeps(lasting, { ...deps, nowMs, publish: () => close.publish() });
  const code = lasting.organization().agency.code;
  return {
    code,
    async run(atMs, name, { body, params = {}, ifMatch = null, principal = { kind: "root" } }) {
      clockMs = atMs;
      const schema = allOperations[name]?.body;
      const parsed = schema ? checkContract(schema, body) : ok(body);
      if (!parsed.ok) throw new Error(`${name} does not take ${JSON.stringify(parsed.failure)}`);
      const isOperation = name in allOperations;
      const given = { params: { agency: code, ...params }, query: {}, body: parsed.value, ifMatch };
      const done = await runTask(task, name, { principal, input: isOperation ? given : body });
      if (!done.ok) throw new Error(`${name} is refused: ${JSON.stringify(done.failure)}`);
      return done.value;
    },
    async arrive(atMs, arrivals) {
      clockMs = atMs;
      const sentAt = new Date(atMs).toISOString();
      const deliveries = await Promise.all(
        arrivals.map((arrival) => readDelivery(broughtBy(arrival, sentAt), lasting)),
      );
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

function broughtBy({ items, source, signed }: Arrival, sentAt: string): Parameters<typeof readDelivery>[0] {
  const signer = signed && { device: signed.device, key: 1, counter: signed.nth, signature: "" };
  return { json: JSON.stringify({ sentAt, source, items }), signer };
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

/**
 * Makes an agency empty whose simulation broke off, so that it can begin anew: what it is and its keys stay. To be called when
 * the object wakes up.
 */
export function emptyUnfinishedSample(storage: DurableObjectStorage): void {
  const { sql } = storage;
  if (sampleStore(sql).state() !== "begun") return;
  storage.transactionSync(() => {
    const facts = organizationStore(sql).agency();
    if (facts === null) throw new Error("a sample was begun without an agency");
    const [{ created_ms: nowMs }] = sql.exec<{ created_ms: number }>("SELECT created_ms FROM agency").toArray() as [
      { created_ms: number },
    ];
    const keys = sql.exec("SELECT * FROM access_key").toArray();
    for (const { type, name } of storedIn(sql)) sql.exec(`DROP ${type} IF EXISTS "${name}"`);
    applyMigrations(storage, agencyMigrations);
    foundAgency({ organizationStore: organizationStore(sql), cursorSecret: facts.cursor_secret, nowMs }, facts);
    for (const key of keys) {
      const columns = Object.keys(key);
      const places = columns.map(() => "?").join(", ");
      sql.exec(`INSERT INTO access_key (${columns.join(", ")}) VALUES (${places})`, ...Object.values(key));
    }
  });
}

/** All views, and all tables but the runtime's own. Virtual tables come first: they drop their own. */
function storedIn(sql: SqlStorage): { type: string; name: string }[] {
  return sql
    .exec<{ type: string; name: string }>(
      `SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY type DESC, rootpage > 0, name`,
    )
    .toArray();
}
