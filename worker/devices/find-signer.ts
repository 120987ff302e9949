import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { importDeviceKey, isDeviceSignature } from "../crypto/public-keys.ts";
import type { Signer } from "../feedback/device-gate.ts";
import type { SignedCall } from "../operations/signed-call.ts";
import type { DeviceMemory, ReadyKey } from "./device-memory.ts";
import type { DeviceStore } from "./device-store.ts";

/** What {@link findSigner} works with. */
export type SignerRooms = { readonly store: Pick<DeviceStore, "keys">; readonly memory: Pick<DeviceMemory, "keys"> };

/**
 * Which of the device's keys, present or former, made the signature. Whether it still may is asked when what was signed
 * is written down. Failure: `signature`.
 */
export async function findSigner({ store, memory }: SignerRooms, call: SignedCall): Promise<Result<Signer, Failure>> {
  const { device, counter, signature, base } = call;
  for (const { number, key } of await memory.keys(device, () => readKeys(store, device))) {
    if (await isDeviceSignature(key, signature, base)) return ok({ device, key: number, counter, signature });
  }
  return fail({ kind: "signature", given: "it is not that of the device" });
}

async function readKeys(store: SignerRooms["store"], device: string): Promise<ReadyKey[]> {
  const ready: ReadyKey[] = [];
  for (const { number, publicKey } of store.keys(device)) {
    const key = await importDeviceKey(publicKey);
    if (key) ready.push({ number, key });
  }
  return ready;
}
