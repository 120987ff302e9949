import { fail, ok } from "../../shared/result.ts";
import { localInstant } from "../clock/local-instant.ts";
import type { DeviceStatus, KioskDeps, KioskStanding } from "../kiosk/kiosk-deps.ts";
import type { FeedbackDraft } from "../visit/feedback-draft.ts";
import { checkPin } from "./check-pin.ts";
import type { DeviceFacts } from "./device-memory.ts";
import { type DeviceNow, type DeviceState, deviceState } from "./device-state.ts";
import { enrolDevice } from "./enrol-device.ts";
import { oldestAt, readDevice } from "./make-heartbeat.ts";
import { type Engine, type EngineDeps, startEngine } from "./start-engine.ts";
import { writeQueueFile } from "./write-queue-file.ts";

/** What the device does for the kiosk's screens. */
export type DeviceDoor = Pick<
  KioskDeps,
  "standing" | "config" | "isOnline" | "watch" | "enrol" | "keep" | "checkPin" | "status" | "sendNow" | "queueFile"
> & {
  /** Whether something is on its way to the server. */
  readonly isSending: () => boolean;
};

/** What the device needs of the page. */
export type DeviceDeps = Omit<EngineDeps, "subtle" | "state"> & {
  /** Absent if the page is no secure context. */
  readonly subtle: SubtleCrypto | undefined;
  /** Calls `alone` once this is the only tab that asks, and `second` while another one is. */
  readonly alone: (calls: { readonly alone: () => void; readonly second: () => void }) => void;
  /** Asks that what is kept be never cleared by the browser itself. */
  readonly persist: () => Promise<boolean>;
  /** Calls back when the network or the page is there again. */
  readonly watchReturn: (back: () => void) => void;
};

/** Starts what stands behind a kiosk's screens. */
export function startDevice(deps: DeviceDeps): DeviceDoor {
  const { memory, subtle } = deps;
  const state = deviceState();
  let engine: Engine | undefined;
  const boot = async (secure: SubtleCrypto): Promise<void> => {
    const [facts, epochs] = await Promise.all([memory.facts(), memory.epochs()]);
    const known = knownOf(facts);
    state.set(known);
    engine = engine || startEngine({ ...deps, subtle: secure, state }, Math.max(0, ...epochs.map(({ id }) => id)));
    engine.hurry();
    // A browser may grant later what it refused at first, such as once the page is installed.
    if (known.standing === "ready") void deps.persist();
  };
  const become = (standing: KioskStanding) => (): void => state.set({ standing });
  const failed = become("unenrolled");
  if (subtle) deps.alone({ alone: () => void boot(subtle).catch(failed), second: become("second-tab") });
  else become("insecure")();
  const hurry = (): void => engine?.hurry();
  deps.watchReturn(hurry);
  const running: RunningDeps = { ...deps, state, engine: () => engine };
  return {
    ...seen(state),
    isSending: () => engine?.isSending() ?? false,
    async enrol(agency, code) {
      if (!subtle) return fail("storage");
      const enrolled = await enrolDevice({ agency, code }, { ...deps, subtle });
      if (!enrolled.ok) return enrolled;
      const persisted = await deps.persist();
      // What was refused because the key was missing is tried again.
      await memory.reconsider({ widget: "", server: null }).catch(() => undefined);
      await boot(subtle).catch(failed);
      return ok({ persisted });
    },
    keep: (draft, isTest) => keep(draft, isTest, running),
    checkPin: async (pin) => (subtle ? checkPin(pin, { memory, subtle, nowMs: deps.now().ms }) : "wrong"),
    status: () => readStatus(running),
    sendNow: hurry,
    queueFile: () => queueFile(running),
  };
}

function seen({ get, watch }: DeviceState): Pick<DeviceDoor, "standing" | "config" | "isOnline" | "watch"> {
  return { standing: () => get().standing, config: () => get().config, isOnline: () => get().isOnline, watch };
}

function knownOf({ identity, orders, config, ready }: DeviceFacts): Partial<DeviceNow> {
  const isOfTouchpoint = config !== undefined && config.config.id === orders?.touchpoint;
  return {
    standing: !identity ? "unenrolled" : identity.isRevoked ? "revoked" : "ready",
    identity,
    orders,
    ready,
    config: isOfTouchpoint ? config.config : undefined,
  };
}

type RunningDeps = DeviceDeps & { readonly state: DeviceState; readonly engine: () => Engine | undefined };

async function keep(
  draft: FeedbackDraft,
  isTest: boolean,
  { memory, state, session, engine }: RunningDeps,
): Promise<boolean> {
  const { identity } = state.get();
  const running = engine();
  if (!identity || !running) return false;
  const { tappedAtMs } = draft;
  const item = isTest ? { ...draft.item, test: true as const } : draft.item;
  const { id, revision, answered_at } = item;
  const epoch =
    revision === 1
      ? running.clock.epochOf({ wallMs: Date.parse(answered_at), monotonicMs: tappedAtMs })
      : running.clock.look();
  try {
    await memory.keep({ id, device: identity.device, item, session, tappedAtMs, epoch });
  } catch {
    return false;
  }
  running.kept();
  return true;
}

async function readStatus({ version, now, state, engine, ...deps }: RunningDeps): Promise<DeviceStatus> {
  const { facts, queue, epochs, surroundings } = await readDevice(deps);
  const { identity, orders } = facts;
  const clock = engine()?.clock;
  const { ms: nowMs } = clock ? clock.bestNow() : now();
  const oldestMs = oldestAt(queue, epochs);
  return {
    device: identity ? identity.device : "",
    name: orders ? orders.name : "",
    touchpoint: orders ? orders.touchpoint : "",
    version,
    serverVersion: state.get().serverVersion,
    waiting: queue.waiting,
    parked: queue.parked,
    oldestAgeMs: oldestMs === null ? null : Math.max(0, nowMs - oldestMs),
    sequence: facts.sequence,
    clockAheadMs: clock ? clock.look().aheadMs : null,
    ...surroundings,
    lastSyncMs: orders ? orders.heardAtMs : null,
  };
}

async function queueFile({ memory, subtle, state, now, engine }: RunningDeps): ReturnType<KioskDeps["queueFile"]> {
  const { identity } = state.get();
  if (!identity || !subtle) return null;
  const moment = engine()?.clock.bestNow() || now();
  const file = await writeQueueFile({ memory, subtle, identity, now: moment });
  const minute = localInstant(moment).slice(0, 16).replace(/\D/g, "");
  return file && { name: `${identity.device}-${minute}.json`, json: JSON.stringify(file) };
}
