import type { PageClock } from "../clock/start-clock.ts";
import { isTouchpointConfig } from "../config/touchpoint-config.ts";
import { type DrainLoop, type DrainLoopDeps, startDrainLoop } from "../outbox/drain-outbox.ts";
import { sendFeedback } from "../outbox/send-feedback.ts";
import type { DeviceIdentity, HeardConfig } from "./device-memory.ts";
import type { DeviceState } from "./device-state.ts";
import { type ReadingDeps, withReady } from "./make-heartbeat.ts";
import { numberedOutbox } from "./numbered-outbox.ts";
import { type Signing, startSigning } from "./start-signing.ts";
import { startHeartbeat } from "./start-heartbeat.ts";
import { watchClock, type WatchedClock } from "./watch-clock.ts";

/** What a running device needs of the page. */
export type EngineDeps = PageClock &
  ReadingDeps & {
    readonly server: string;
    readonly version: string;
    readonly fetch: typeof fetch;
    readonly subtle: SubtleCrypto;
    readonly state: DeviceState;
    readonly chance: () => number;
  };

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

/**
 * Starts heartbeat, drain and the watch over the clock. None of them ever ends.
 * @param lastEpoch id of the newest epoch that is known from before
 */
export function startEngine(deps: EngineDeps, lastEpoch: number): Engine {
  const { memory, state, timers, now } = deps;
  const clock = watchClock(now, lastEpoch);
  const signing = signingOf(deps);
  const timeout = (): AbortSignal => {
    const end = new AbortController();
    timers.after(requestMs, () => end.abort());
    return end.signal;
  };
  const news = startNews(deps, () => drain(0));
  const beat = startHeartbeat({ ...deps, ...signing, clock, timeout, heard: news });
  const drain = startDrain({ ...deps, ...signing, clock, timeout }, () => beat(afterDrainMs));
  let epoch = clock.look();
  let ticks = 0;
  const tick = (): void => {
    timers.after(tickMs, tick);
    const { id } = clock.look();
    // After a jump the clock offset is unknown until the server is heard again.
    if (id !== epoch.id) beat(0);
    epoch = clock.look();
    ticks += 1;
    const { standing, config } = state.get();
    if (standing !== "ready" || !config || ticks % readyEveryTicks !== 0) return;
    const ready = withReady(state.get().ready, id, now().ms);
    state.set({ ready });
    void memory.write({ ready }).catch(() => undefined);
  };
  tick();
  beat(0);
  return {
    clock,
    isSending: signing.isSending,
    kept: () => drain(gatherMs),
    hurry() {
      beat(0);
      drain(0);
    },
  };
}

/** Signing for this device while it is enrolled. A revoked device stores that it is. */
function signingOf({ fetch, subtle, memory, state }: EngineDeps): Signing {
  return startSigning({
    fetch,
    subtle,
    identity: () => activeIdentity(state),
    nextCounter: memory.nextCounter,
    revoked() {
      const identity = state.get().identity as DeviceIdentity;
      state.set({ standing: "revoked" });
      void memory.write({ identity: { ...identity, isRevoked: true } }).catch(() => undefined);
    },
  });
}

function activeIdentity(state: DeviceState): DeviceIdentity | undefined {
  const { standing, identity } = state.get();
  return standing === "ready" ? identity : undefined;
}

type DrainingDeps = EngineDeps & Signing & { readonly clock: WatchedClock; readonly timeout: () => AbortSignal };

function startDrain(deps: DrainingDeps, arrived: () => void): DrainLoop {
  const { server, memory, state, clock, signedFetch, timeout } = deps;
  const loop: DrainLoopDeps = {
    ...deps,
    outbox: numberedOutbox({ memory, device: () => activeIdentity(state)?.device, serverNow: clock.serverNow }),
    send: (to, body) => sendFeedback(to, body, { fetch: signedFetch as typeof fetch, options: { signal: timeout() } }),
    // Only one tab of a device ever sends.
    alone: (work) => work(),
    now: clock.bestNow,
    widgetVersion: deps.version,
  };
  return startDrainLoop(server, loop, (news) => {
    const isAnswer = news.kind === "settled";
    state.set({ isOnline: isAnswer || news.isBusy });
    if (isAnswer) arrived();
  });
}

/** After each heartbeat: what was refused may be worth another try, and what is asked may have changed. */
function startNews({ server, fetch, version, memory, state, now }: EngineDeps, wake: () => void): () => void {
  let triedWith: string | null = null;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  const refresh = async (touchpoint: string): Promise<void> => {
    const { config } = await memory.facts();
    const before = config?.config.id === touchpoint ? config : undefined;
    const heard = await askConfig(before, `${server}/v1/touchpoints/${touchpoint}`, fetch);
    if (!heard) return;
    await memory.write({ config: heard });
    state.set({ config: heard.config });
    // What was refused because the place was closed is tried again.
    if (!before?.config.closed || heard.config.closed) return;
    await memory.reconsider({ widget: "", server: null });
    wake();
  };
  return () => {
    const { serverVersion, orders, config } = state.get();
    const versions = { widget: version, server: serverVersion };
    const retried = serverVersion === triedWith ? Promise.resolve() : memory.reconsider(versions);
    triedWith = serverVersion;
    void retried.catch(() => undefined).then(wake);
    const isDue = now().monotonicMs - askedAtMs >= configEveryMs || config?.id !== orders?.touchpoint;
    if (!orders || !isDue) return;
    askedAtMs = now().monotonicMs;
    void refresh(orders.touchpoint).catch(() => undefined);
  };
}

/** Returns the config if it has changed; undefined if it is the same or nobody answered. */
async function askConfig(
  before: HeardConfig | undefined,
  address: string,
  ask: typeof fetch,
): Promise<HeardConfig | undefined> {
  try {
    const headers: HeadersInit = before?.etag ? { "if-none-match": before.etag } : {};
    const answer = await ask(address, { cache: "no-store", credentials: "omit", headers });
    const config: unknown = answer.status === 200 ? await answer.json() : undefined;
    return isTouchpointConfig(config) ? { config, etag: answer.headers.get("etag") } : undefined;
  } catch {
    return undefined;
  }
}
