import type { AlertKind } from "../../shared/contract/device.ts";
import type { WatchStore } from "./watch-store.ts";

/** What alerts are written with. */
export type AlertRooms = {
  readonly watch: Pick<WatchStore, "alerts" | "putAlert" | "removeAlert" | "addEvent">;
  readonly nowMs: number;
};

/** Something to look at. */
export type FoundAlert = { readonly kind: AlertKind; readonly detail: string };

/** Alerts that nothing ends but a new enrolment: what happened cannot be seen to be over. */
export const lastingAlerts: ReadonlySet<AlertKind> = new Set(["fork", "code-reused"]);

/** Writes down which alerts of a device began, ended or changed; those that last stay. */
export function settleAlerts({ watch, nowMs }: AlertRooms, device: string, found: readonly FoundAlert[]): void {
  const standing = new Map(watch.alerts(device).map((alert) => [alert.kind, alert]));
  for (const { kind, detail } of found) {
    const before = standing.get(kind);
    if (before?.detail !== detail) watch.putAlert(device, { kind, detail, sinceMs: before?.sinceMs ?? nowMs });
    if (!before) watch.addEvent({ device, kind, detail, change: "began", atMs: nowMs });
  }
  const isFound = new Set(found.map(({ kind }) => kind));
  for (const { kind, detail } of standing.values()) {
    if (!isFound.has(kind) && !lastingAlerts.has(kind)) end({ watch, nowMs }, device, { kind, detail });
  }
}

/** Begins an alert that lasts; one that stands already is left as it is. */
export function beginAlert({ watch, nowMs }: AlertRooms, device: string, { kind, detail }: FoundAlert): void {
  if (watch.alerts(device).some((alert) => alert.kind === kind)) return;
  watch.putAlert(device, { kind, detail, sinceMs: nowMs });
  watch.addEvent({ device, kind, detail, change: "began", atMs: nowMs });
}

/** Ends the alerts of a device, those that last among them: all, or those of some kinds. */
export function endAlerts(rooms: AlertRooms, device: string, kinds?: ReadonlySet<AlertKind>): void {
  const standing = rooms.watch.alerts(device);
  for (const alert of standing) if (!kinds || kinds.has(alert.kind)) end(rooms, device, alert);
}

function end({ watch, nowMs }: AlertRooms, device: string, { kind, detail }: FoundAlert): void {
  watch.removeAlert(device, kind);
  watch.addEvent({ device, kind, detail, change: "ended", atMs: nowMs });
}
