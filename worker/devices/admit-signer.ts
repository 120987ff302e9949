import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Signer } from "../feedback/device-gate.ts";
import type { DeviceMemory } from "./device-memory.ts";
import type { DeviceStore, StoredDevice } from "./device-store.ts";
import { beginAlert } from "./settle-alerts.ts";
import type { WatchStore } from "./watch-store.ts";

/** What {@link admitSigner} works with. */
export type AdmitRooms = {
  readonly store: Pick<DeviceStore, "find" | "keys" | "putCounter">;
  readonly watch: WatchStore;
  readonly memory: Pick<DeviceMemory, "seen">;
  readonly nowMs: number;
};

/**
 * Lets a device in whose signature was found right, and takes its counter; in the transaction in which what was signed is
 * written. A counter that another request used before begins the alert `fork`: two tablets may have one key.
 * Failures: `signature`, `device-revoked`, `counter-stale` with the highest counter seen.
 */
export function admitSigner(rooms: AdmitRooms, signer: Signer): Result<StoredDevice, Failure> {
  const { store, memory } = rooms;
  const device = store.find(signer.device);
  const [present] = device ? store.keys(device.id) : [];
  if (!device || !present) return fail({ kind: "signature", given: "the device is not known" });
  const { counter, signature } = signer;
  if (counter === null) return ok(device);
  if (device.revokedMs !== null || present.number !== signer.key) return fail({ kind: "device-revoked" });
  const seen = memory.seen(device.id, present);
  if (counter <= present.counter) {
    if (seen.tellsOfCopy(counter, signature)) {
      beginAlert(rooms, device.id, { kind: "fork", detail: `counter ${counter} was used twice` });
    }
    return fail({ kind: "counter-stale", given: String(counter), counter: present.counter });
  }
  seen.add(counter, signature);
  store.putCounter({ device: device.id, number: present.number, counter });
  return ok(device);
}
