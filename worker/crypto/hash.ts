import type { PinCheck } from "../../shared/contract/device.ts";
import { encodeBase64url } from "./base64url.ts";

/** Rounds of PBKDF2; Cloudflare allows no more. */
const rounds = 100_000;

/** SHA-256 of a text in UTF-8, in lower-case hex. A secret of 256 random bits needs no slower hash. */
export async function hashOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The hash that is stored in place of a code that somebody else keeps: a ticket or an amend key. */
export type CodeHash = (code: string) => Promise<string>;

const hmac = { name: "HMAC", hash: "SHA-256" };

/**
 * Hashes codes under a secret, by HMAC-SHA-256. A ticket has only 60 random bits. With a secret of its own an agency's
 * tickets need a search of their own, and hashes without the secret say nothing.
 * The hash is cut to the code's length and begins with a dot, so that it is never taken for a code: 126 bits of an amend
 * key's, at least 90 of a ticket's.
 */
export function codeHash(secret: () => string): CodeHash {
  const encoder = new TextEncoder();
  let key: Promise<CryptoKey> | null = null;
  return async (code) => {
    key ??= crypto.subtle.importKey("raw", encoder.encode(`codes ${secret()}`), hmac, false, ["sign"]);
    const digest = await crypto.subtle.sign("HMAC", await key, encoder.encode(code));
    return `.${encodeBase64url(new Uint8Array(digest)).slice(0, code.length - 1)}`;
  };
}

/** Whether a stored text is a hash of {@link codeHash}, and not a code. */
export function isCodeHash(stored: string): boolean {
  return stored.startsWith(".");
}

/** Compares two hashes in a time that does not tell how much of them is equal. */
export function equalHashes(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  return left.length === right.length && crypto.subtle.timingSafeEqual(left, right);
}

/** A UUID of version 8 (RFC 9562 §5.8) made of a name: the first bytes of its SHA-256. The same name has always the same. */
export async function uuidOf(name: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name)));
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** What a tablet checks its technician's PIN by; `salt` are 16 random bytes. */
export async function pinCheckOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<PinCheck> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, key, 256);
  return { salt: encodeBase64url(salt), hash: encodeBase64url(new Uint8Array(bits)), rounds };
}
