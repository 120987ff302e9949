import type { DevicePublicKey } from "../../shared/contract/device.ts";

/** ECDSA on P-256 with SHA-256, as devices sign. */
const curve = { name: "ECDSA", namedCurve: "P-256" };
const signing = { name: "ECDSA", hash: "SHA-256" };

/** A device's public key, ready to verify; null where the coordinates are no point of the curve. */
export async function importDeviceKey({ kty, crv, x, y }: DevicePublicKey): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey("jwk", { kty, crv, x, y }, curve, false, ["verify"]);
  } catch {
    return null;
  }
}

/** Whether the key made the signature (r and s, in base64) of the text. */
export async function isDeviceSignature(key: CryptoKey, signature: string, text: string): Promise<boolean> {
  const bytes = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0));
  return crypto.subtle.verify(signing, key, bytes, new TextEncoder().encode(text));
}
