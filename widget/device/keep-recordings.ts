import type { KioskDeps } from "../kiosk/kiosk-deps.ts";
import { recordingAddresses } from "./start-speech.ts";

/** What keeping recordings works with. */
export type RecordingDeps = Pick<KioskDeps, "config" | "watch"> & {
  /** Absent if the page is no secure context. */
  readonly caches: CacheStorage | undefined;
};

// The service worker serves recordings from any cache. It deletes old caches whose names begin with `kiosk-`, so not this one.
const cacheName = "recordings";

/**
 * Keeps the recordings that the config names on the device, and only those: at most 10 MB, since the server keeps no more of an agency.
 * What could not be fetched is tried again when the network or the config changes.
 */
export function keepRecordings({ caches, config, watch }: RecordingDeps): void {
  let kept = "";
  let isBusy = false;
  const look = async (): Promise<void> => {
    const now = config();
    const wanted = now ? recordingAddresses(now) : [];
    if (!caches || !now || isBusy || wanted.join() === kept) return;
    isBusy = true;
    const isWhole = await keepOnly(wanted, await caches.open(cacheName)).catch(() => false);
    isBusy = false;
    if (!isWhole) return;
    kept = wanted.join();
    await look();
  };
  watch(() => void look());
  void look();
}

/** Deletes all other recordings and fetches what is missing. Returns whether all that are wanted are there. */
async function keepOnly(wanted: readonly string[], cache: Cache): Promise<boolean> {
  for (const request of await cache.keys()) {
    if (!wanted.includes(new URL(request.url).pathname)) await cache.delete(request);
  }
  let isWhole = true;
  for (const address of wanted) {
    if (await cache.match(address)) continue;
    await cache.add(address).catch(() => (isWhole = false));
  }
  return isWhole;
}
