import { deviceMemory } from "./device-memory.ts";
import type { DeviceRooms } from "./device-rooms.ts";
import { deviceStore } from "./device-store.ts";
import { sequenceStore } from "./sequence-store.ts";
import { watchStore } from "./watch-store.ts";

/** What is kept of devices, on disk and in memory. */
export type DevicesStorage = Pick<DeviceRooms, "store" | "sequences" | "watch" | "memory">;

/** What is kept of devices, on one agency's SQLite. */
export function devicesStorage(sql: SqlStorage): DevicesStorage {
  const store = deviceStore(sql);
  return { store, sequences: sequenceStore(sql), watch: watchStore(sql), memory: deviceMemory(store) };
}
