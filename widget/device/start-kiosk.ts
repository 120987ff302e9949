import { citizenKioskStyles, defineCitizenKiosk } from "../kiosk/define-citizen-kiosk.ts";
import { deviceStore } from "./device-store.ts";
import { keepRecordings } from "./keep-recordings.ts";
import type { Surroundings } from "./make-heartbeat.ts";
import { reserveStore, withReserve } from "./reserve-store.ts";
import { type DeviceDeps, type DeviceDoor, startDevice } from "./start-device.ts";
import { startScanner } from "./start-scanner.ts";
import { startSpeech } from "./start-speech.ts";
import { startUpdates } from "./start-updates.ts";
import type { KioskDeps } from "../kiosk/kiosk-deps.ts";
import { type PageClock, startClock } from "../clock/start-clock.ts";

declare const __WIDGET_VERSION__: string;

/** Starts device, updates and wake lock, and defines the kiosk's element with them. */
export function startKiosk(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(citizenKioskStyles);
  const clock = startClock();
  const { timers, now } = clock;
  const { isSending, ...device } = deviceOf(clock);
  const { watchVoices, ...speech } = startSpeech({
    synthesis: window.speechSynthesis,
    player: new Audio(),
    config: device.config,
  });
  keepRecordings({ caches: isSecureContext ? caches : undefined, ...device });
  holdWakeLock();
  const updates = startUpdates({
    container: navigator.serviceWorker,
    script: "/kiosk/service-worker.js",
    timers,
    isSending,
    reload: () => location.reload(),
  });
  const deps: KioskDeps = {
    ...device,
    ...updates,
    ...speech,
    watch(listener) {
      const stops = [device.watch(listener), watchVoices(listener)];
      return () => stops.forEach((stop) => void stop());
    },
    scan: startScanner(navigator, timers),
    sheet,
    timers,
    now,
    random: randomBytes,
    chance: Math.random,
    server: location.origin,
  };
  defineCitizenKiosk(deps, customElements);
}

function randomBytes(bytes: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

function deviceOf(clock: PageClock): DeviceDoor {
  return startDevice({
    ...clock,
    server: location.origin,
    version: __WIDGET_VERSION__,
    fetch: fetch.bind(window),
    subtle: isSecureContext ? crypto.subtle : undefined,
    memory: withReserve(
      deviceStore("citizen-feedback-kiosk"),
      reserveStore("citizen-feedback-kiosk-reserve", randomBytes),
    ),
    surroundings: readSurroundings,
    chance: Math.random,
    alone: beAlone,
    // Asks the browser never to clear the storage by itself; false if it does not promise.
    persist: async () => (await quietly(navigator.storage?.persist())) || false,
    watchReturn(back) {
      addEventListener("online", back);
      document.addEventListener("visibilitychange", () => document.hidden || back());
    },
  });
}

/** Keeps the screen on while the page is shown, if the browser can. */
function holdWakeLock(): void {
  const hold = (): void => {
    if (!document.hidden) void navigator.wakeLock?.request("screen").catch(() => undefined);
  };
  document.addEventListener("visibilitychange", hold);
  hold();
}

const lockName = "citizen-feedback kiosk";

/** Becomes the one tab that works, at once or after the other is closed, until the page is closed. */
const beAlone: DeviceDeps["alone"] = ({ alone, second }) => {
  // Old browsers have no locks.
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return alone();
  const forEver = (): Promise<never> => {
    alone();
    return new Promise<never>(() => {});
  };
  void locks.request(lockName, { ifAvailable: true }, (lock) => {
    if (lock) return forEver();
    second();
    void locks.request(lockName, forEver);
    return undefined;
  });
};

type WithBattery = { readonly getBattery?: () => Promise<{ readonly level: number; readonly charging: boolean }> };

/** Storage and battery, as far as the browser tells. */
async function readSurroundings(): Promise<Surroundings> {
  const [battery, estimate, persisted] = await Promise.all([
    quietly((navigator as WithBattery).getBattery?.()),
    quietly(navigator.storage?.estimate()),
    quietly(navigator.storage?.persisted()),
  ]);
  return {
    storage: { persisted: persisted || false, quota: estimate?.quota ?? null, usage: estimate?.usage ?? null },
    battery: battery ? { level: battery.level, charging: battery.charging } : null,
  };
}

function quietly<T>(work: Promise<T> | undefined): Promise<T | undefined> {
  return Promise.resolve(work).catch(() => undefined);
}
