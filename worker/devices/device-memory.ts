import type { OpeningHours } from "../../shared/contract/device.ts";
import type { DeviceStore, StoredDevice } from "./device-store.ts";

/** A device's key, ready to verify, and its number. */
export type ReadyKey = { readonly number: number; readonly key: CryptoKey };

/** A cache of devices in an agency's object, which lasts as long as the object is awake. */
export interface DeviceMemory {
  /** Touchpoints whose ratings must be signed by a device. */
  closed(): ReadonlySet<string>;
  /** Opening hours at a touchpoint whose device is enrolled; null at others, and where the office never opens. */
  hoursAt(touchpoint: string): OpeningHours | null;
  /** Keys of a device, the present one first; calls `read` if they are not in the cache. */
  keys(device: string, read: () => Promise<ReadyKey[]>): Promise<ReadyKey[]>;
  /** The last counters of a key; `counter` is the highest one that was stored before the first call. */
  seen(device: string, key: { readonly number: number; readonly counter: number }): RecentCounters;
  /** Empties the cache; call it after a device was enrolled, changed or revoked, or a touchpoint opened. */
  forget(): void;
}

/** The last counters that were seen of one key. */
export interface RecentCounters {
  add(counter: number, signature: string): void;
  /**
   * Whether a counter that is not the highest was used by another request, so that two tablets may have the same key. False
   * for a request that another one overtook, and for the same request again: browsers repeat it if the connection breaks.
   */
  tellsOfCopy(counter: number, signature: string): boolean;
}

const mostRemembered = 64;

/** Returns an empty cache on an agency's devices. */
export function deviceMemory(store: Pick<DeviceStore, "closed" | "all">): DeviceMemory {
  let closed: ReadonlySet<string> | null = null;
  let hours: ReadonlyMap<string, OpeningHours> | null = null;
  let forgotten = 0;
  const keys = new Map<string, ReadyKey[]>();
  const seen = new Map<string, RecentCounters>();
  return {
    closed() {
      closed ??= store.closed();
      return closed;
    },
    hoursAt(touchpoint) {
      hours ??= hoursOf(store.all());
      return hours.get(touchpoint) ?? null;
    },
    async keys(device, read) {
      const known = keys.get(device);
      if (known) return known;
      const begun = forgotten;
      const ready = await read();
      // Keys that changed meanwhile are read again. Unknown devices are not cached: anybody may name any number of them.
      if (ready.length > 0 && begun === forgotten) keys.set(device, ready);
      return ready;
    },
    seen(device, { number, counter }) {
      const name = `${device} ${number}`;
      const counters = seen.get(name) ?? recentCounters(counter);
      seen.set(name, counters);
      return counters;
    },
    forget() {
      closed = null;
      hours = null;
      keys.clear();
      forgotten += 1;
    },
  };
}

function hoursOf(devices: readonly StoredDevice[]): Map<string, OpeningHours> {
  const open = devices.filter(
    (one) => one.enrolledMs !== null && one.revokedMs === null && one.openingHours.length > 0,
  );
  return new Map(open.map(({ touchpoint, openingHours }) => [touchpoint, openingHours]));
}

function recentCounters(before: number): RecentCounters {
  const signatures = new Map<number, string>();
  // Which counters up to this one were used is no longer known.
  let forgottenTo = before;
  return {
    add(counter, signature) {
      signatures.set(counter, signature);
      const [oldest] = signatures.keys();
      if (signatures.size <= mostRemembered || oldest === undefined) return;
      signatures.delete(oldest);
      forgottenTo = oldest;
    },
    tellsOfCopy(counter, signature) {
      const used = signatures.get(counter);
      return used === undefined ? counter <= forgottenTo : used !== signature;
    },
  };
}
