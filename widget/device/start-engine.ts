import { sendFeedback } from "../outbox/send-feedback.ts";
import type { LinePorts } from "../outbox/start-line.ts";
import { startLine } from "../outbox/start-line.ts";
import type { PageClock } from "../clock/start-clock.ts";
import { askConfig } from "./ask-config.ts";
import type { DeviceFacts, DeviceIdentity } from "./device-facts.ts";
import type { DeviceMemory } from "./device-memory.ts";
import type { DeviceState } from "./device-state.ts";
import type { Epoch } from "./epoch.ts";
import type { Surroundings } from "./make-heartbeat.ts";
import { numberedOutbox } from "./numbered-outbox.ts";
import { readyLog } from "./ready-log.ts";
import type { SignedFetch } from "./signed-fetch.ts";
import { signedFetch } from "./signed-fetch.ts";
import { startHeartbeat } from "./start-heartbeat.ts";
import type { WatchedClock } from "./watch-clock.ts";
import { watchClock } from "./watch-clock.ts";

/** What a running device needs of the page. */
export type EnginePorts = PageClock & {
  readonly server: string;
  readonly version: string;
  readonly fetch: typeof fetch;
  readonly subtle: SubtleCrypto;
  readonly memory: DeviceMemory;
  readonly state: DeviceState;
  readonly surroundings: () => Promise<Surroundings>;
  readonly chance: () => number;
};

/** What the device knew when it was started. */
export type KnownBefore = { readonly facts: DeviceFacts; readonly epochs: readonly Epoch[] };

/** A device's clock, network and queue at work. */
export type Engine = {
  readonly clock: WatchedClock;
  /** Whether something is on its way to the server. */
  isSending(): boolean;
  /** Something was kept: sends it soon. */
  kept(): void;
  /** Tells of the device and sends what waits, at once. */
  hurry(): void;
};

// Several quick acts of one person then go as one revision.
const gatherMs = 300;
const tickMs = 5000;
const readyEveryTicks = 3;
const requestMs = 20_000;
const configEveryMs = 5 * 60 * 1000;
const afterDrainMs = 1000;

/** Starts heartbeat, drain and the watch over the clock; nothing of it ever ends. */
export function startEngine(ports: EnginePorts, before: KnownBefore): Engine {
  const { memory, state, timers, now } = ports;
  const clock = watchClock(now, Math.max(0, ...before.epochs.map(({ id }) => id)));
  const ready = readyLog(before.facts.ready);
  const signing = startSigning(ports);
  const patience = (): AbortSignal => {
    const end = new AbortController();
    timers.after(requestMs, () => end.abort());
    return end.signal;
  };
  const news = startNews(ports, () => line.wake(0));
  const heartbeat = startHeartbeat({ ...ports, ...signing, clock, ready, patience, heard: news });
  const line = startDrain({ ...ports, ...signing, clock, patience }, () => heartbeat.beat(afterDrainMs));
  let epoch = clock.look();
  let ticks = 0;
  const tick = (): void => {
    timers.after(tickMs, tick);
    const { id } = clock.look();
    // A clock that jumped tells nothing until the server's was heard again.
    if (id !== epoch.id) heartbeat.beat(0);
    epoch = clock.look();
    ticks += 1;
    const { standing, config } = state.get();
    if (standing !== "ready" || !config || ticks % readyEveryTicks !== 0) return;
    ready.note(id, now().ms);
    void memory.write({ ready: ready.spans() }).catch(() => undefined);
  };
  tick();
  heartbeat.beat(0);
  return {
    clock,
    isSending: signing.isSending,
    kept: () => line.wake(gatherMs),
    hurry() {
      heartbeat.beat(0);
      line.wake(0);
    },
  };
}

type Signing = { readonly signedFetch: SignedFetch; readonly isSending: () => boolean };

function startSigning({ fetch, subtle, memory, state }: EnginePorts): Signing {
  let underWay = 0;
  const send = signedFetch({
    fetch,
    subtle,
    identity: () => (state.get().standing === "ready" ? state.get().identity : undefined),
    nextCounter: memory.nextCounter,
    revoked() {
      const identity = state.get().identity as DeviceIdentity;
      state.set({ standing: "revoked" });
      void memory.write({ identity: { ...identity, isRevoked: true } }).catch(() => undefined);
    },
  });
  return {
    isSending: () => underWay > 0,
    async signedFetch(address, init) {
      underWay += 1;
      try {
        return await send(address, init);
      } finally {
        underWay -= 1;
      }
    },
  };
}

type DrainParts = EnginePorts & Signing & { readonly clock: WatchedClock; readonly patience: () => AbortSignal };

function startDrain(parts: DrainParts, arrived: () => void): ReturnType<typeof startLine> {
  const { server, memory, state, clock, version } = parts;
  const asFetch = ((address: string, init: RequestInit & { readonly body: string }) =>
    parts.signedFetch(address, init)) as typeof fetch;
  const linePorts: LinePorts = {
    outbox: numberedOutbox({
      memory,
      device: () => (state.get().standing === "ready" ? state.get().identity?.device : undefined),
      serverNow: clock.serverNow,
    }),
    send: (to, body) => sendFeedback(to, body, { fetch: asFetch, options: { signal: parts.patience() } }),
    // Only one tab of a device ever sends.
    alone: (work) => work(),
    now: clock.bestNow,
    widgetVersion: version,
    timers: parts.timers,
    chance: parts.chance,
  };
  return startLine(server, linePorts, (news) => {
    const isAnswer = news.kind === "settled";
    state.set({ isOnline: isAnswer || news.isBusy });
    if (isAnswer) arrived();
  });
}

/** After each heartbeat: what was refused may be worth another try, and what is asked may have changed. */
function startNews({ server, fetch, version, memory, state, now }: EnginePorts, wake: () => void): () => void {
  let triedWith: string | null = null;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  const refresh = async (touchpoint: string): Promise<void> => {
    const { config: before } = await memory.facts();
    const heard = await askConfig(before, { server, touchpoint, fetch });
    if (!heard) return;
    await memory.write({ config: heard });
    state.set({ config: heard.config });
  };
  return () => {
    const { serverVersion, orders, config } = state.get();
    const isNewServer = serverVersion !== triedWith;
    triedWith = serverVersion;
    const retried = isNewServer ? memory.reconsider({ widget: version, server: serverVersion }) : Promise.resolve();
    void retried.catch(() => undefined).then(wake);
    const isDue = now().monotonicMs - askedAtMs >= configEveryMs || config?.id !== orders?.touchpoint;
    if (!orders || !isDue) return;
    askedAtMs = now().monotonicMs;
    void refresh(orders.touchpoint).catch(() => undefined);
  };
}
