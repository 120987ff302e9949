import type { StoredDevice } from "./device-store.ts";
import type { ReceivedRange } from "./received-ranges.ts";
import { type Gap, sequenceGaps } from "./sequence-gaps.ts";

/** Numbers of a device that did not arrive, of those that did. */
export function deviceGaps(device: StoredDevice, received: readonly ReceivedRange[]): Gap[] {
  const { highest, highestMs, beforeKey, heartbeat, firstEnrolledMs } = device;
  const told = heartbeat && {
    captured: heartbeat.captured,
    pending: heartbeat.pending.toSorted(([a], [b]) => a - b),
  };
  return sequenceGaps(received, { highest, highestMs, beforeKey, told, since: firstEnrolledMs });
}
