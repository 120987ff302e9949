import type { DeviceStore } from "./device-store.ts";

/** A device's key, ready to verify; by its number. */
export type ReadyKey = { readonly number: number; readonly key: CryptoKey };

/** What an agency's object remembers of devices for as long as it is awake, so that no request asks the disk for it. */
export interface DeviceMemory {
  /** Touchpoints at which an enrolled device stands that is not revoked. */
  taken(): ReadonlySet<string>;
  /** Keys of a device, the present one first; read by `read` where they are not known. */
  keys(device: string, read: () => Promise<ReadyKey[]>): Promise<ReadyKey[]>;
  /** Counters of a key that were seen lately. */
  seen(device: string, key: number): RecentCounters;
  /** To be called after a device was enrolled, moved or revoked. */
  forget(): void;
}

/** The last counters that were seen of one key. */
export interface RecentCounters {
  add(counter: number): void;
  /** Whether a counter was certainly never used before: it was overtaken on its way, and is no sign of a copy. */
  wasSkipped(counter: number): boolean;
}

const mostRemembered = 64;

/** A memory on an agency's devices. */
export function deviceMemory(store: Pick<DeviceStore, "taken">): DeviceMemory {
  let taken: ReadonlySet<string> | null = null;
  let forgotten = 0;
  const keys = new Map<string, ReadyKey[]>();
  const seen = new Map<string, RecentCounters>();
  return {
    taken() {
      taken ??= store.taken();
      return taken;
    },
    async keys(device, read) {
      const known = keys.get(device);
      if (known) return known;
      const begun = forgotten;
      const ready = await read();
      // What changed meanwhile is read anew. Of devices that do not exist nothing is kept: anybody may name any number of them.
      if (ready.length > 0 && begun === forgotten) keys.set(device, ready);
      return ready;
    },
    seen(device, key) {
      const name = `${device} ${key}`;
      const counters = seen.get(name) ?? recentCounters();
      seen.set(name, counters);
      return counters;
    },
    forget() {
      taken = null;
      keys.clear();
      forgotten += 1;
    },
  };
}

function recentCounters(): RecentCounters {
  const counters = new Set<number>();
  return {
    add(counter) {
      counters.add(counter);
      const [oldest] = counters;
      if (counters.size > mostRemembered && oldest !== undefined) counters.delete(oldest);
    },
    wasSkipped(counter) {
      const [oldest] = counters;
      return oldest !== undefined && counter > oldest && !counters.has(counter);
    },
  };
}
