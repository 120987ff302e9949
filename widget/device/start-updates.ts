import type { Timers } from "../clock/start-clock.ts";

/** What taking newer versions of the page needs. */
export type UpdateDeps = {
  /** Absent if the page is no secure context. */
  readonly container: ServiceWorkerContainer | undefined;
  readonly script: string;
  readonly timers: Timers;
  /** Whether something is being sent. */
  readonly isSending: () => boolean;
  readonly reload: () => void;
};

/** Lets a newer version of the page in, while nobody stands there. */
export type Updates = {
  /** Tells whether somebody stands here. */
  readonly occupied: (isOccupied: boolean) => void;
};

const lookMs = 5000;
const askMs = 60 * 60 * 1000;

/**
 * Keeps the page on the device, and lets a newer version in only while nobody stands there and nothing is being sent: then the
 * new service worker takes over and the page is loaded anew. What waits to be sent lies elsewhere and is not touched.
 */
export function startUpdates({ container, script, timers, isSending, reload }: UpdateDeps): Updates {
  let isOccupied = false;
  let hasNewVersion = false;
  let registration: ServiceWorkerRegistration | undefined;
  if (!container) return { occupied: () => {} };
  const isIdle = (): boolean => !isOccupied && !isSending();
  const look = (): void => {
    if (!isIdle()) return;
    if (hasNewVersion) reload();
    else registration?.waiting?.postMessage("take-over");
  };
  const every = (ms: number, work: () => void): void => {
    timers.after(ms, () => {
      work();
      every(ms, work);
    });
  };
  let hasVersion = container.controller !== null;
  container.addEventListener("controllerchange", () => {
    // The very first service worker takes over the page that installed it. That page is not old.
    hasNewVersion = hasVersion;
    hasVersion = true;
    look();
  });
  container.controller?.postMessage("tidy");
  void container
    .register(script, { updateViaCache: "none" })
    .then((registered) => {
      registration = registered;
      every(lookMs, look);
      every(askMs, () => void registered.update().catch(() => undefined));
    })
    .catch(() => undefined);
  return {
    occupied(is) {
      isOccupied = is;
      look();
    },
  };
}
