import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { KioskStanding } from "../kiosk/kiosk-ports.ts";
import type { DeviceIdentity, DeviceOrders } from "./device-facts.ts";

/** What the screens see of the device. */
export type Seen = {
  readonly standing: KioskStanding;
  readonly config: TouchpointConfig | undefined;
  readonly isOnline: boolean;
};

/** What a device knows of itself while its page is open. */
export type DeviceNow = Seen & {
  readonly identity: DeviceIdentity | undefined;
  readonly orders: DeviceOrders | undefined;
  readonly serverVersion: string | null;
};

/** The one place where a device's present state is held. */
export type DeviceState = {
  get(): DeviceNow;
  /** Changes it, and tells listeners where they would see it. */
  set(change: Partial<DeviceNow>): void;
  /** Calls back after what the screens see has changed; returns how to stop. */
  watch(listener: () => void): () => void;
};

/** A device of which nothing is known yet. */
export function deviceState(): DeviceState {
  const listeners = new Set<() => void>();
  let now: DeviceNow = {
    standing: "starting",
    config: undefined,
    isOnline: false,
    identity: undefined,
    orders: undefined,
    serverVersion: null,
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
