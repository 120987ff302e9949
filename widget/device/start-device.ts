import { fail, ok } from "../../shared/result.ts";
import type { FeedbackDraft } from "../visit/feedback-draft.ts";
import { localInstant } from "../clock/local-instant.ts";
import type { DeviceStatus, KioskPorts } from "../kiosk/kiosk-ports.ts";
import { isPin, pinWait, triesAfter } from "./is-pin.ts";
import type { DeviceFacts } from "./device-facts.ts";
import type { DeviceNow } from "./device-state.ts";
import { deviceState } from "./device-state.ts";
import { deviceStatus } from "./device-status.ts";
import { enrolDevice } from "./enrol-device.ts";
import type { Engine, EnginePorts } from "./start-engine.ts";
import { startEngine } from "./start-engine.ts";
import { writeQueueFile } from "./write-queue-file.ts";

/** What the device does for the kiosk's screens. */
export type DeviceDoor = Pick<
  KioskPorts,
  "standing" | "config" | "isOnline" | "watch" | "enrol" | "keep" | "checkPin" | "status" | "sendNow" | "queueFile"
> & {
  /** Whether something is on its way to the server. */
  readonly isSending: () => boolean;
};

/** What the device needs of the page. */
export type DevicePorts = Omit<EnginePorts, "subtle" | "state"> & {
  /** Absent where the page is no secure context. */
  readonly subtle: SubtleCrypto | undefined;
  /** Calls back once this is the one tab that asks, or where it is not. */
  readonly alone: (calls: { readonly alone: () => void; readonly second: () => void }) => void;
  /** Asks that what is kept be never cleared by the browser itself. */
  readonly persist: () => Promise<boolean>;
  /** Calls back when the network or the page is there again. */
  readonly watchReturn: (back: () => void) => void;
};

/** Starts what stands behind a kiosk's screens. */
export function startDevice(ports: DevicePorts): DeviceDoor {
  const { memory, subtle } = ports;
  const state = deviceState();
  let engine: Engine | undefined;
  const boot = async (secure: SubtleCrypto): Promise<void> => {
    const [facts, epochs] = await Promise.all([memory.facts(), memory.epochs()]);
    const known = knownOf(facts);
    state.set(known);
    if (!engine) engine = startEngine({ ...ports, subtle: secure, state }, { facts, epochs });
    engine.hurry();
    // A browser may grant later what it refused at first, such as once the page is installed.
    if (known.standing === "ready") void ports.persist();
  };
  if (!subtle) {
    state.set({ standing: "insecure" });
    return { ...seen(state), ...unable };
  }
  const start = (): Promise<void> => boot(subtle).catch(() => state.set({ standing: "unenrolled" }));
  ports.alone({ alone: () => void start(), second: () => state.set({ standing: "second-tab" }) });
  ports.watchReturn(() => engine?.hurry());
  const parts: Parts = { ...ports, subtle, state, engine: () => engine };
  return {
    ...seen(state),
    isSending: () => engine?.isSending() ?? false,
    async enrol(agency, code) {
      const enrolled = await enrolDevice({ agency, code }, parts);
      if (!enrolled.ok) return fail(enrolled.failure);
      const persisted = await ports.persist();
      // Whoever was refused for want of this key is tried again.
      await memory.reconsider({ widget: "", server: null }).catch(() => undefined);
      await start();
      return ok({ persisted });
    },
    keep: (draft, isTest) => keep(draft, isTest, parts),
    checkPin: (pin) => checkPin(pin, parts),
    status: () => readStatus(parts),
    sendNow: () => engine?.hurry(),
    queueFile: () => queueFile(parts),
  };
}

function knownOf({ identity, orders, config }: DeviceFacts): Partial<DeviceNow> {
  const isOfTouchpoint = config !== undefined && config.config.id === orders?.touchpoint;
  return {
    standing: !identity ? "unenrolled" : identity.isRevoked ? "revoked" : "ready",
    identity,
    orders,
    config: isOfTouchpoint ? config.config : undefined,
  };
}

type Parts = EnginePorts & { readonly engine: () => Engine | undefined };

function seen(state: Parts["state"]): Pick<DeviceDoor, "standing" | "config" | "isOnline" | "watch"> {
  return {
    standing: () => state.get().standing,
    config: () => state.get().config,
    isOnline: () => state.get().isOnline,
    watch: state.watch,
  };
}

/** What a page does that can keep no key. */
const unable: Omit<DeviceDoor, "standing" | "config" | "isOnline" | "watch"> = {
  isSending: () => false,
  enrol: async () => fail("storage"),
  keep: async () => false,
  checkPin: async () => "wrong",
  status: () => Promise.reject(new Error("This page can keep no key")),
  sendNow: () => {},
  queueFile: async () => null,
};

async function keep(
  draft: FeedbackDraft,
  isTest: boolean,
  { memory, state, session, engine }: Parts,
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

async function checkPin(pin: string, { memory, now, subtle }: Parts): ReturnType<KioskPorts["checkPin"]> {
  const { orders, tries } = await memory.facts();
  const nowMs = now().ms;
  const waitMs = pinWait(tries, nowMs);
  if (waitMs > 0) return { waitMs };
  const isRight = orders !== undefined && (await isPin(pin, orders.pin, subtle));
  const after = triesAfter(tries, isRight, nowMs);
  await memory.write({ tries: after });
  const nextWaitMs = pinWait(after, nowMs);
  if (nextWaitMs > 0) return { waitMs: nextWaitMs };
  return isRight ? "right" : "wrong";
}

async function readStatus({ memory, state, version, now, surroundings, engine }: Parts): Promise<DeviceStatus> {
  const [facts, epochs, around] = await Promise.all([memory.facts(), memory.epochs(), surroundings()]);
  const queue = await memory.queue(facts.identity ? facts.identity.device : "");
  const clock = engine()?.clock;
  const { ms: nowMs } = clock ? clock.bestNow() : now();
  const aheadMs = clock ? clock.look().aheadMs : null;
  return deviceStatus({ version, nowMs, facts, queue, epochs, aheadMs, now: state.get(), surroundings: around });
}

async function queueFile({ memory, subtle, state, now, engine }: Parts): ReturnType<KioskPorts["queueFile"]> {
  const { identity } = state.get();
  if (!identity) return null;
  const moment = engine()?.clock.bestNow() || now();
  const file = await writeQueueFile({ memory, subtle, identity, now: moment });
  const minute = localInstant(moment).slice(0, 16).replace(/\D/g, "");
  return file && { name: `${identity.device}-${minute}.json`, json: JSON.stringify(file) };
}
