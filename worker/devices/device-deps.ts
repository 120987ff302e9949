import type { AuditDeps } from "../audit/note-deed.ts";
import type { ReachDeps } from "../organization/organization.ts";
import type { DeviceMemory } from "./device-memory.ts";
import type { DeviceStore } from "./device-store.ts";
import type { SequenceStore } from "./sequence-store.ts";
import type { WatchStore } from "./watch-store.ts";

/** What requests that devices sign are taken with; `nowMs` in milliseconds since 1970. */
export type SignedDeps = {
  readonly devices: DeviceStore;
  readonly sequences: SequenceStore;
  readonly watch: WatchStore;
  readonly memory: DeviceMemory;
  readonly nowMs: number;
};

/** What devices are enrolled, watched and changed with. */
export type DeviceDeps = SignedDeps &
  ReachDeps &
  AuditDeps & {
    /** How far the agency's zone is ahead of UTC at an instant, both in milliseconds. */
    readonly offsetOf: (ms: number) => number;
  };
