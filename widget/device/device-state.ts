import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { KioskStanding } from "../kiosk/kiosk-deps.ts";
import type { DeviceIdentity, DeviceOrders, ReadySpan } from "./device-memory.ts";

/** What a device knows of itself while its page is open. */
export type DeviceNow = {
  readonly standing: KioskStanding;
  readonly config: TouchpointConfig | undefined;
  readonly isOnline: boolean;
  readonly identity: DeviceIdentity | undefined;
  readonly orders: DeviceOrders | undefined;
  readonly serverVersion: string | null;
  /** When the page was up and asking, as far as the office was not told. */
  readonly ready: readonly ReadySpan[];
};

/** The one place where a device's present state is held. */
export type DeviceState = {
  get(): DeviceNow;
  /** Changes it, and tells listeners if the screens show what changed. */
  set(change: Partial<DeviceNow>): void;
  /** Calls back after what the screens show has changed; returns how to stop. */
  watch(listener: () => void): () => void;
};

/** Returns the state of a device before anything is known of it. */
export function deviceState(): DeviceState {
  const listeners = new Set<() => void>();
  let now: DeviceNow = {
    standing: "starting",
    config: undefined,
    isOnline: false,
    identity: undefined,
    orders: undefined,
    serverVersion: null,
    ready: [],
  };
  return {
    get: () => now,
    set(change) {
      const before = now;
      now = { ...now, ...change };
      const isSeen = (["standing", "config", "isOnline"] as const).some((name) => before[name] !== now[name]);
      if (isSeen) for (const listener of listeners) listener();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
