import { decodeBase64url, encodeBase64url } from "../http/base64url.ts";

/**
 * Fingerprint of a public key of P-256 as its uncompressed point in base64url: the point's SHA-256, in base64url.
 * Null where it is no point of the curve.
 */
export async function sealingKeyFingerprint(publicKey: string): Promise<string | null> {
  const point = decodeBase64url(publicKey);
  if (point === null) return null;
  try {
    await crypto.subtle.importKey("raw", point, { name: "ECDH", namedCurve: "P-256" }, false, []);
  } catch {
    return null;
  }
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest("SHA-256", point)));
}
