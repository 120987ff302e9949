import { fail, ok, type Result } from "../../shared/result.ts";
import { importDeviceKey, isDeviceSignature } from "../crypto/public-keys.ts";
import type { Signer } from "../feedback/take-batch.ts";
import type { SignedCall, SignedDelivery } from "../runtime/ports.ts";
import type { FailureOf } from "../problems/failure.ts";
import { beginAlert } from "./alerts.ts";
import type { SignedDeps } from "./device-deps.ts";
import type { ReadyKey } from "./device-memory.ts";
import type { StoredDevice } from "./device-store.ts";

/** What {@link findSigner} works with. */
export type FindSignerDeps = Pick<SignedDeps, "devices" | "memory">;

/**
 * Returns which of the device's keys, present or former, made the signature. {@link admitSigner} then decides whether that
 * key is still valid.
 */
export async function findSigner(
  { devices, memory }: FindSignerDeps,
  call: SignedCall,
): Promise<Result<Signer, FailureOf<"signature">>> {
  const { device, counter, signature, base } = call;
  const keys = await memory.keys(device, async () => {
    const ready: ReadyKey[] = [];
    for (const { number, publicKey } of devices.keys(device)) {
      const key = await importDeviceKey(publicKey);
      if (key) ready.push({ number, key });
    }
    return ready;
  });
  for (const { number, key } of keys) {
    if (await isDeviceSignature(key, signature, base)) return ok({ device, key: number, counter, signature });
  }
  return fail({ kind: "signature", given: "it is not that of the device" });
}

/** What {@link acceptSigned} works with. */
export type AcceptSignedDeps = FindSignerDeps & {
  /** Hands a batch to the next group commit; returns the JSON of a `Taken` if a device signed it. */
  readonly deliver: (brought: { readonly json: string; readonly signer: Signer }, underWay: number) => Promise<string>;
};

/**
 * Accepts feedback that a device signed; returns the JSON of a `Taken`.
 * @param underWay requests with feedback that the Worker has begun and not answered, this one included.
 */
export async function acceptSigned(
  deps: AcceptSignedDeps,
  { call, json }: SignedDelivery,
  underWay: number,
): Promise<string> {
  const signer = await findSigner(deps, call);
  return signer.ok ? deps.deliver({ json, signer: signer.value }, underWay) : JSON.stringify(signer);
}

/**
 * Admits a device whose signature is right, and stores its counter; call it in the transaction that writes what was signed.
 * If another request used the counter before, it begins the alert `fork`: two tablets may have the same key.
 */
export function admitSigner(
  deps: SignedDeps,
  { device: id, key, counter, signature }: Signer,
): Result<StoredDevice, FailureOf<"signature" | "device-revoked" | "counter-stale">> {
  const { devices, memory } = deps;
  const device = devices.find(id);
  const [present] = device ? devices.keys(id) : [];
  if (!device || !present) return fail({ kind: "signature", given: "the device is not known" });
  if (counter === null) return ok(device);
  if (device.revokedMs !== null || present.number !== key) return fail({ kind: "device-revoked" });
  const seen = memory.seen(id, present);
  if (counter <= present.counter) {
    if (seen.tellsOfCopy(counter, signature)) {
      beginAlert(deps, id, { kind: "fork", detail: `counter ${counter} was used twice` });
    }
    return fail({ kind: "counter-stale", given: String(counter), counter: present.counter });
  }
  seen.add(counter, signature);
  devices.putCounter({ device: id, number: present.number, counter });
  return ok(device);
}
