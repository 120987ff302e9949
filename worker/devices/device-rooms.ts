import type { CallTime } from "../agency/agency-rooms.ts";
import type { AuditRooms } from "../audit/note-deed.ts";
import type { DeviceMemory } from "./device-memory.ts";
import type { DeviceStore } from "./device-store.ts";
import type { SequenceStore } from "./sequence-store.ts";
import type { WatchStore } from "./watch-store.ts";

/** What every call about devices works with. */
export type DeviceRooms = CallTime &
  AuditRooms & {
    readonly store: DeviceStore;
    readonly sequences: SequenceStore;
    readonly watch: WatchStore;
    readonly memory: DeviceMemory;
    /** How far the agency's zone is ahead of UTC at an instant, both in milliseconds. */
    readonly offsetOf: (ms: number) => number;
    readonly dayOf: (ms: number) => number;
  };
