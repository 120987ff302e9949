import type { Day } from "../../shared/calendar/day.ts";
import type { AlertKind, DeviceEvent } from "../../shared/contract/device.ts";
import type { ReadyMinutes } from "./ready-minutes.ts";

/** An alert that holds now; `sinceMs` in milliseconds since 1970. */
export type StandingAlert = { readonly kind: AlertKind; readonly sinceMs: number; readonly detail: string };

/** An alert that began or ended. */
export type StoredEvent = Readonly<Omit<DeviceEvent, "at">> & { readonly atMs: number };

/** The minutes in which devices were ready, their alerts, and when these began or ended. */
export interface WatchStore {
  /** Minutes in which the device was ready, by day (since 1970-01-01), without days on which it never was. */
  readyDays(device: string, from: Day, to: Day): Map<Day, ReadyMinutes>;
  putReadyDay(device: string, day: Day, minutes: ReadyMinutes): void;
  alerts(device: string): StandingAlert[];
  putAlert(device: string, alert: StandingAlert): void;
  removeAlert(device: string, kind: AlertKind): void;
  addEvent(event: Omit<StoredEvent, "id">): void;
  /** At most `limit` events of these devices with ids above `after`, in order. */
  events(devices: readonly string[], after: number, limit: number): StoredEvent[];
}

const eventsSql = `
  SELECT id, device, kind, change, at_ms AS atMs, detail FROM device_event
  WHERE id > ?1 AND device IN (SELECT value FROM json_each(?2)) ORDER BY id LIMIT ?3`;

/** The store on one agency's SQLite. */
export function watchStore(sql: SqlStorage): WatchStore {
  return {
    readyDays(device, from, to) {
      const statement = "SELECT day, minutes FROM device_day WHERE device = ? AND day BETWEEN ? AND ?";
      const rows = [...sql.exec<{ day: number; minutes: ArrayBuffer }>(statement, device, from, to)];
      return new Map(rows.map(({ day, minutes }) => [day, new Uint8Array(minutes)]));
    },
    putReadyDay(device, day, minutes) {
      sql.exec("INSERT OR REPLACE INTO device_day (device, day, minutes) VALUES (?, ?, ?)", device, day, minutes);
    },
    alerts(device) {
      const statement = "SELECT kind, since_ms AS sinceMs, detail FROM device_alert WHERE device = ? ORDER BY kind";
      return [...sql.exec<StandingAlert>(statement, device)];
    },
    putAlert(device, { kind, sinceMs, detail }) {
      const statement = "INSERT OR REPLACE INTO device_alert (device, kind, since_ms, detail) VALUES (?, ?, ?, ?)";
      sql.exec(statement, device, kind, sinceMs, detail);
    },
    removeAlert(device, kind) {
      sql.exec("DELETE FROM device_alert WHERE device = ? AND kind = ?", device, kind);
    },
    addEvent({ device, kind, change, atMs, detail }) {
      const statement = "INSERT INTO device_event (device, kind, change, at_ms, detail) VALUES (?, ?, ?, ?, ?)";
      sql.exec(statement, device, kind, change, atMs, detail);
    },
    events: (devices, after, limit) => [...sql.exec<StoredEvent>(eventsSql, after, JSON.stringify(devices), limit)],
  };
}
