import type { TouchpointConfig } from "../../../../shared/contract/touchpoint.ts";
import { ok } from "../../../../shared/result.ts";
import type { FeedbackDraft } from "../../../../widget/visit/feedback-draft.ts";
import type { DeviceStatus, KioskDeps, KioskStanding } from "../../../../widget/kiosk/kiosk-deps.ts";
import { kioskConfig } from "../../../fixtures/kiosk-config.ts";

/** What stands behind a kiosk's screens under test; every member may be changed while it runs. */
export type FakeKiosk = {
  readonly deps: KioskDeps;
  standing: KioskStanding;
  config: TouchpointConfig | undefined;
  isOnline: boolean;
  /** Whether the device would keep what it is given. */
  isKeeping: boolean;
  /** Drawn for the pressure question: 0 asks everybody, 0.99 nobody. */
  chance: number;
  persisted: boolean;
  enrolled: Awaited<ReturnType<KioskDeps["enrol"]>> | null;
  scanned: () => Promise<string>;
  /** What waits, as a file. */
  queue: Awaited<ReturnType<KioskDeps["queueFile"]>>;
  readonly kept: { readonly draft: FeedbackDraft; readonly isTest: boolean }[];
  readonly codes: string[];
  readonly spoken: string[];
  readonly occupied: boolean[];
  sent: number;
  /** Moves the clocks on, and does what falls due on the way, in order. */
  readonly pass: (ms: number) => void;
  /** Tells the element that something has changed. */
  readonly changed: () => void;
};

const status: DeviceStatus = {
  device: "device-7k3m9q2x4t7k3m9q",
  name: "Máy ở cửa ra",
  touchpoint: kioskConfig.id,
  version: "1.4.0",
  serverVersion: "1.4.1",
  waiting: 12,
  parked: 1,
  oldestAgeMs: 5 * 3_600_000,
  sequence: 4821,
  clockAheadMs: -95_000,
  storage: { persisted: true, quota: 2_400_000_000, usage: 31_000_000 },
  battery: { level: 0.82, charging: true },
  lastSyncMs: Date.parse("2026-11-24T08:05:00+07:00"),
};

type Timer = { readonly atMs: number; readonly work: () => void };

/** Clocks and timers that move only when they are told to. */
function fakeClock(): Pick<KioskDeps, "now" | "timers"> & { readonly pass: (ms: number) => void } {
  const startMs = Date.parse("2026-11-24T08:15:00+07:00");
  let passedMs = 0;
  const timers = new Set<Timer>();
  const due = (atMs: number): Timer | undefined =>
    [...timers].filter((one) => one.atMs <= atMs).sort((one, other) => one.atMs - other.atMs)[0];
  return {
    now: () => ({ ms: startMs + passedMs, offsetMinutes: 420, monotonicMs: 5000 + passedMs }),
    timers: {
      after: (ms, work) => {
        const timer = { atMs: passedMs + ms, work };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    pass(ms) {
      const goalMs = passedMs + ms;
      for (let next = due(goalMs); next; next = due(goalMs)) {
        timers.delete(next);
        passedMs = Math.max(passedMs, next.atMs);
        next.work();
      }
      passedMs = goalMs;
    },
  };
}

/** Ports without a device, a network or a clock of their own. */
export function fakeKiosk(sheet: CSSStyleSheet): FakeKiosk {
  const clock = fakeClock();
  const listeners = new Set<() => void>();
  const deps: KioskDeps = {
    ...clock,
    sheet,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    chance: () => kiosk.chance,
    server: "https://gopy.example",
    standing: () => kiosk.standing,
    config: () => kiosk.config,
    isOnline: () => kiosk.isOnline,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    enrol: async (agency, code) => {
      kiosk.codes.push(`${agency}.${code}`);
      if (kiosk.enrolled) return kiosk.enrolled;
      kiosk.standing = "ready";
      return ok({ persisted: kiosk.persisted });
    },
    keep: async (draft, isTest) => {
      if (kiosk.isKeeping) kiosk.kept.push({ draft, isTest });
      return kiosk.isKeeping;
    },
    occupied: (isOccupied) => void kiosk.occupied.push(isOccupied),
    checkPin: async (pin) => (pin === "2468" ? "right" : pin === "0000" ? { waitMs: 300_000 } : "wrong"),
    status: async () => status,
    sendNow: () => {
      kiosk.sent += 1;
    },
    queueFile: async () => kiosk.queue,
    canRead: () => true,
    read: (texts, language) => void kiosk.spoken.push(`${language}: ${texts.join(" | ")}`),
    hush: () => {},
    scan: () => kiosk.scanned(),
  };
  const kiosk: FakeKiosk = {
    deps,
    standing: "ready",
    config: kioskConfig,
    isOnline: true,
    isKeeping: true,
    chance: 0.99,
    persisted: true,
    enrolled: null,
    scanned: () => new Promise(() => {}),
    queue: null,
    kept: [],
    codes: [],
    spoken: [],
    occupied: [],
    sent: 0,
    pass: clock.pass,
    changed: () => {
      for (const listener of listeners) listener();
    },
  };
  return kiosk;
}
