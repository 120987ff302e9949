import { citizenKioskStyles, defineCitizenKiosk } from "../kiosk/define-citizen-kiosk.ts";
import { askToPersist, readSurroundings } from "./read-surroundings.ts";
import { deviceStore } from "./device-store.ts";
import { keepRecordings } from "./keep-recordings.ts";
import { reserveStore } from "./reserve-store.ts";
import { startAlone } from "./start-alone.ts";
import type { DeviceDoor } from "./start-device.ts";
import { startDevice } from "./start-device.ts";
import { startScanner } from "./start-scanner.ts";
import { startSpeech } from "./start-speech.ts";
import { startUpdates } from "./start-updates.ts";
import { startWakeLock } from "./start-wake-lock.ts";
import { withReserve } from "./with-reserve.ts";
import type { KioskPorts } from "../kiosk/kiosk-ports.ts";
import type { PageClock } from "../clock/start-clock.ts";
import { startClock } from "../clock/start-clock.ts";

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
  startWakeLock(document, navigator);
  const updates = startUpdates({
    container: navigator.serviceWorker,
    script: "/kiosk/service-worker.js",
    timers,
    isSending,
    reload: () => location.reload(),
  });
  const ports: KioskPorts = {
    ...device,
    ...updates,
    ...speech,
    watch(listener) {
      const stops = [device.watch(listener), watchVoices(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    scan: startScanner(navigator, timers),
    sheet,
    timers,
    now,
    random: randomBytes,
    chance: Math.random,
    server: location.origin,
  };
  defineCitizenKiosk(ports, customElements);
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
    surroundings: () => readSurroundings(navigator),
    chance: Math.random,
    alone: (calls) => startAlone({ locks: navigator.locks, ...calls }),
    persist: () => askToPersist(navigator),
    watchReturn(back) {
      addEventListener("online", back);
      document.addEventListener("visibilitychange", () => document.hidden || back());
    },
  });
}
