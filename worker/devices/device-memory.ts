import type { DeviceStore } from "./device-store.ts";

/** A device's key, ready to verify; by its number. */
export type ReadyKey = { readonly number: number; readonly key: CryptoKey };

/** What an agency's object remembers of devices for as long as it is awake, so that no request asks the disk for it. */
export interface DeviceMemory {
  /** Touchpoints at which an enrolled device stands that is not revoked. */
  taken(): ReadonlySet<string>;
  /** Keys of a device, the present one first; read by `read` where they are not known. */
  keys(device: string, read: () => Promise<ReadyKey[]>): Promise<ReadyKey[]>;
  /** Counters of a key that were seen lately; `counter` is the highest before the first that is asked about. */
  seen(device: string, key: { readonly number: number; readonly counter: number }): RecentCounters;
  /** To be called after a device was enrolled, moved or revoked. */
  forget(): void;
}

/** The last counters that were seen of one key. */
export interface RecentCounters {
  add(counter: number, signature: string): void;
  /**
   * Whether a counter that is not the highest tells of a copy: another request had it. One that was overtaken on its way
   * does not, nor does the very same request: browsers send it again where a connection broke before the answer.
   */
  tellsOfCopy(counter: number, signature: string): boolean;
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
    seen(device, { number, counter }) {
      const name = `${device} ${number}`;
      const counters = seen.get(name) ?? recentCounters(counter);
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

function recentCounters(before: number): RecentCounters {
  const signatures = new Map<number, string>();
  // Of those up to here nobody knows any more whether they were used.
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
