import { ok, type Result } from "../../shared/result.ts";
import type { Failure } from "../problems/failure.ts";
import type { Arrival, DeviceGate, OpenGate, Signer } from "../feedback/device-gate.ts";
import { type AdmitRooms, admitSigner } from "./admit-signer.ts";
import type { DeviceMemory } from "./device-memory.ts";
import type { DeviceStore, StoredDevice } from "./device-store.ts";
import { addToRanges } from "./received-ranges.ts";
import type { SequenceStore } from "./sequence-store.ts";
import { beginAlert } from "./settle-alerts.ts";

/** What a gate works with. */
export type GateRooms = AdmitRooms & {
  readonly store: DeviceStore;
  readonly sequences: SequenceStore;
  readonly memory: DeviceMemory;
};

/** The gate for what comes in one transaction. */
export function deviceGate(rooms: GateRooms): DeviceGate {
  return {
    isNeeded: (touchpoint) => rooms.memory.taken().has(touchpoint),
    open: (signer, numbers) => openGate(rooms, signer, numbers),
  };
}

function openGate(rooms: GateRooms, signer: Signer, numbers: readonly number[]): Result<OpenGate, Failure> {
  const admitted = admitSigner(rooms, signer);
  if (!admitted.ok) return admitted;
  const device = admitted.value;
  const touchpoints = rooms.store.touchpointsOf(device.id);
  const arrivals: Arrival[] = [];
  const taken = new Set<"feedback" | "trial">();
  const holders = rooms.sequences.holdersOf(device.id, numbers);
  return ok({
    isFile: signer.counter === null,
    owns: (touchpoint) => touchpoints.has(touchpoint),
    arrive(arrival) {
      const { sequence, id } = arrival;
      const holder = holders.get(sequence);
      if (holder === id) return true;
      if (holder !== undefined) {
        beginAlert(rooms, device.id, { kind: "fork", detail: `number ${sequence} was given twice` });
        return false;
      }
      holders.set(sequence, id);
      arrivals.push(arrival);
      return true;
    },
    took: (what) => void taken.add(what),
    close() {
      writeArrivals(rooms.sequences, device.id, arrivals);
      const { nowMs } = rooms;
      rooms.store.put({
        ...raised(device, Math.max(0, ...arrivals.map(({ sequence }) => sequence)), nowMs),
        lastFeedbackMs: taken.has("feedback") ? nowMs : device.lastFeedbackMs,
        lastTestMs: taken.has("trial") ? nowMs : device.lastTestMs,
      });
    },
  });
}

/** The device, where a number is known of that is higher than all before. */
export function raised(device: StoredDevice, sequence: number, nowMs: number): StoredDevice {
  return sequence > device.highest ? { ...device, highest: sequence, highestMs: nowMs } : device;
}

function writeArrivals(sequences: SequenceStore, device: string, arrivals: readonly Arrival[]): void {
  if (arrivals.length === 0) return;
  sequences.add(device, arrivals);
  const numbers = arrivals.map(({ sequence }) => sequence);
  const near = sequences.rangesNear(device, Math.min(...numbers), Math.max(...numbers));
  const single = arrivals.map(({ sequence, capturedMs }) => {
    return { first: sequence, last: sequence, firstMs: capturedMs, lastMs: capturedMs };
  });
  const { gone, come } = addToRanges(near, single);
  for (const { first } of gone) sequences.removeRange(device, first);
  for (const range of come) sequences.putRange(device, range);
}
