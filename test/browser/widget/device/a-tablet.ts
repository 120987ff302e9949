import { deviceStore } from "../../../../widget/device/device-store.ts";
import type { DeviceMemory } from "../../../../widget/device/device-memory.ts";
import type { DeviceDoor } from "../../../../widget/device/start-device.ts";
import { startDevice } from "../../../../widget/device/start-device.ts";
import type { FeedbackDraft } from "../../../../widget/visit/feedback-draft.ts";
import { reviseDraft, startDraft } from "../../../../widget/visit/feedback-draft.ts";
import { touchpoint } from "../../../fixtures/touchpoint-config.ts";
import { freshName } from "../rating-page.ts";
import type { FakeOffice } from "./fake-office.ts";
import { fakeOffice } from "./fake-office.ts";

/** A device's page, its office, and clocks that can be moved. */
export type Tablet = {
  readonly device: DeviceDoor;
  readonly office: FakeOffice;
  readonly memory: DeviceMemory;
  /** Sets the wall clock, as a person does; the monotonic one goes on. */
  readonly setClock: (byMs: number) => void;
  /** Somebody taps a face. */
  readonly tap: () => FeedbackDraft;
  /** The same person goes on. */
  readonly revise: (draft: FeedbackDraft) => FeedbackDraft;
  /** The page is gone, as when the power is: the same database is opened by the next. */
  readonly cutPower: (next?: TabletOptions) => Tablet;
  /** Whether this page was told that it is the second one. */
  readonly become: (what: "alone" | "second") => void;
};

/** What a test may choose. */
export type TabletOptions = {
  readonly office?: FakeOffice;
  readonly memory?: (stored: DeviceMemory) => DeviceMemory;
  /** How far the wall clock is ahead when the page is opened. */
  readonly aheadMs?: number;
  readonly isSecure?: boolean;
  readonly isAlone?: boolean;
  readonly version?: string;
};

// A minute of the device's patience takes this part of a minute here.
const quicker = 100;

/** Opens a device's page on a database; its timers run a hundred times as fast. */
export function aTablet(options: TabletOptions = {}, name: string = freshName("device")): Tablet {
  const office = options.office ?? fakeOffice();
  const stored = deviceStore(name);
  const session = freshName("session");
  const loadedAtMs = performance.now();
  const page = { aheadMs: options.aheadMs ?? 0, isOn: true };
  const calls = { alone: (): void => {}, second: (): void => {} };
  const now = () => ({
    ms: Date.now() + page.aheadMs,
    offsetMinutes: 420,
    monotonicMs: performance.now() - loadedAtMs,
    session,
  });
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  const device = startDevice({
    session,
    now,
    timers: {
      after(ms, work) {
        const timer = setTimeout(() => page.isOn && work(), ms / quicker);
        return () => clearTimeout(timer);
      },
    },
    server: "https://feedback.example",
    version: options.version ?? "1",
    fetch: (address, init) => (page.isOn ? office.fetch(address, init) : new Promise<never>(() => {})),
    subtle: options.isSecure === false ? undefined : crypto.subtle,
    memory: options.memory ? options.memory(stored) : stored,
    surroundings: async () => ({ storage: { persisted: true, quota: 1000, usage: 1 }, battery: null }),
    chance: () => 0.5,
    alone(given) {
      Object.assign(calls, given);
      if (options.isAlone !== false) given.alone();
    },
    persist: async () => true,
    watchReturn: () => {},
  });
  return {
    device,
    office,
    memory: stored,
    setClock(byMs) {
      page.aheadMs += byMs;
    },
    tap: () => startDraft({ level: 4 }, { context: { touchpoint }, now: now(), random }),
    revise: (draft) => reviseDraft(draft, { reasons: ["waiting-time"] }, now()) as FeedbackDraft,
    cutPower(next) {
      page.isOn = false;
      return aTablet({ office, ...next }, name);
    },
    become: (what) => calls[what](),
  };
}

/** A tablet that has traded its code and is ready. */
export async function enrolledTablet(options: TabletOptions = {}): Promise<Tablet> {
  const tablet = aTablet(options);
  await untilStanding(tablet.device, "unenrolled");
  const enrolled = await tablet.device.enrol("H20", tablet.office.code);
  if (!enrolled.ok) throw new Error(enrolled.failure);
  return tablet;
}

/** Fulfilled once the device stands so. */
export function untilStanding(device: DeviceDoor, standing: ReturnType<DeviceDoor["standing"]>): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (device.standing() === standing) resolve();
    };
    device.watch(look);
    look();
  });
}
