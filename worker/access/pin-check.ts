import type { PinCheck } from "../../shared/contract/device.ts";
import { encodeBase64url } from "../http/base64url.ts";

/** Cloudflare allows no more. */
const rounds = 100_000;

/** What a tablet checks its technician's PIN by; `salt` are 16 random bytes. */
export async function pinCheckOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<PinCheck> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, key, 256);
  return { salt: encodeBase64url(salt), hash: encodeBase64url(new Uint8Array(bits)), rounds };
}
