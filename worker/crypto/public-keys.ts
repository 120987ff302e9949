import type { DevicePublicKey } from "../../shared/contract/device.ts";
import { decodeBase64url, encodeBase64url } from "./base64url.ts";

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

/** Whether the private key of a point of P-256 made the signature (r and s) of the text; point and signature in base64url. */
export async function isSignedBy(publicKey: string, signature: string, text: string): Promise<boolean> {
  const [point, bytes] = [decodeBase64url(publicKey), decodeBase64url(signature)];
  if (point === null || bytes === null) return false;
  const key = await crypto.subtle.importKey("raw", point, curve, false, ["verify"]);
  return crypto.subtle.verify(signing, key, bytes, new TextEncoder().encode(text));
}

/**
 * Fingerprint of a public key of P-256 as its uncompressed point in base64url: the point's SHA-256, in base64url.
 * Null where it is no point of the curve.
 */
export async function publicKeyFingerprint(publicKey: string): Promise<string | null> {
  const point = decodeBase64url(publicKey);
  if (point === null) return null;
  try {
    await crypto.subtle.importKey("raw", point, { name: "ECDH", namedCurve: "P-256" }, false, []);
  } catch {
    return null;
  }
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest("SHA-256", point)));
}
