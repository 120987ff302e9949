import { ok, type Result } from "../../shared/result.ts";
import type { Arrival, DeviceGate, OpenGate, Signer } from "../feedback/take-batch.ts";
import type { FailureOf } from "../problems/failure.ts";
import { beginAlert } from "./alerts.ts";
import type { SignedDeps } from "./device-deps.ts";
import type { StoredDevice } from "./device-store.ts";
import { addToRanges } from "./sequence-gaps.ts";
import { admitSigner } from "./signer.ts";

/** Returns the gate for the feedback of one transaction. */
export function deviceGate(deps: SignedDeps): DeviceGate {
  return {
    isNeeded: (touchpoint) => deps.memory.closed().has(touchpoint),
    // Unsigned feedback without a number is refused once a device is there, but for words alone, which have no level.
    isSigned({ id, receivedMs, flags, snapshot: { touchpoint, level, sequence } }) {
      const number = flags.includes("fork") ? null : sequence;
      return level !== null && deps.sequences.hasSigned({ id, touchpoint, sequence: number, receivedMs });
    },
    open: (signer, numbers) => openGate(deps, signer, numbers),
  };
}

function openGate(
  deps: SignedDeps,
  signer: Signer,
  numbers: readonly number[],
): Result<OpenGate, FailureOf<"signature" | "device-revoked" | "counter-stale">> {
  const admitted = admitSigner(deps, signer);
  if (!admitted.ok) return admitted;
  const device = admitted.value;
  const touchpoints = deps.devices.touchpointsOf(device.id);
  const arrivals: Arrival[] = [];
  const taken = new Set<"feedback" | "trial">();
  const holders = deps.sequences.holdersOf(device.id, numbers);
  return ok({
    isFile: signer.counter === null,
    owns: (touchpoint) => touchpoints.has(touchpoint),
    arrive(arrival) {
      const { sequence, id } = arrival;
      const holder = holders.get(sequence);
      if (holder === id) return true;
      if (holder !== undefined) {
        beginAlert(deps, device.id, { kind: "fork", detail: `number ${sequence} was given twice` });
        return false;
      }
      holders.set(sequence, id);
      arrivals.push(arrival);
      return true;
    },
    took: (what) => void taken.add(what),
    close() {
      writeArrivals(deps.sequences, device.id, arrivals);
      const { nowMs } = deps;
      deps.devices.put({
        ...withHighest(device, Math.max(0, ...arrivals.map(({ sequence }) => sequence)), nowMs),
        lastFeedbackMs: taken.has("feedback") ? nowMs : device.lastFeedbackMs,
        lastTestMs: taken.has("trial") ? nowMs : device.lastTestMs,
      });
    },
  });
}

/** Returns the device with its highest number raised, if the number given is higher. */
export function withHighest(device: StoredDevice, sequence: number, nowMs: number): StoredDevice {
  return sequence > device.highest ? { ...device, highest: sequence, highestMs: nowMs } : device;
}

function writeArrivals(sequences: SignedDeps["sequences"], device: string, arrivals: readonly Arrival[]): void {
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
