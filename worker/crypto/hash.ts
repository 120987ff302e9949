import type { PinCheck } from "../../shared/contract/device.ts";
import { encodeBase64url } from "./base64url.ts";

/** Rounds of PBKDF2; Cloudflare allows no more. */
const rounds = 100_000;

/** SHA-256 of bytes, or of a text in UTF-8, in lower-case hex. A secret of 256 random bits needs no slower hash. */
export async function hashOf(given: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof given === "string" ? new TextEncoder().encode(given) : given;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The hashes that are stored in place of codes that people keep. Each is as long as its code and begins with a dot. */
export type CodeHashes = {
  readonly amendKey: (code: string) => Promise<string>;
  readonly ticket: (code: string) => Promise<string>;
};

const hmac = { name: "HMAC", hash: "SHA-256" };

/**
 * Rounds of PBKDF2 for a ticket, about 0.15 ms. A ticket has only 60 random bits, and one search looks for all tickets of
 * an agency: whoever stole 10,000 of them with the secret finds the first in four months on a graphics card of 10^10 SHA-256
 * a second, instead of in six hours.
 */
const ticketRounds = 500;

/**
 * Hashes codes under a secret of the agency, so that a search at one agency is of no use at another. An amend key has 128
 * random bits, which nobody searches: HMAC-SHA-256 does for it, in 3 µs. Hashes are cut to their code's length: 126 bits
 * of an amend key's, at least 90 of a ticket's.
 */
export function codeHashes(secret: () => string): CodeHashes {
  let key: Promise<CryptoKey> | null = null;
  return {
    async amendKey(code) {
      key ??= crypto.subtle.importKey("raw", bytesOf(`codes ${secret()}`), hmac, false, ["sign"]);
      return storedHash(await crypto.subtle.sign("HMAC", await key, bytesOf(code)), code);
    },
    async ticket(code) {
      const given = await crypto.subtle.importKey("raw", bytesOf(code), "PBKDF2", false, ["deriveBits"]);
      const derivation = {
        name: "PBKDF2",
        hash: "SHA-256",
        salt: bytesOf(`codes ${secret()}`),
        iterations: ticketRounds,
      };
      return storedHash(await crypto.subtle.deriveBits(derivation, given, 256), code);
    },
  };
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function storedHash(digest: ArrayBuffer, { length }: string): string {
  return `.${encodeBase64url(new Uint8Array(digest)).slice(0, length - 1)}`;
}

/** Whether a stored text is such a hash. No code begins with a dot. */
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

/** Numbers below 2⁴⁸ under other names. */
export interface NumberMask {
  /** Another number below 2⁴⁸, of which nobody without the secret can tell the order or the gaps. */
  mask(number: number): Promise<number>;
  unmask(masked: number): Promise<number>;
}

const halfRange = 2 ** 24;

/** A Feistel network of four rounds of HMAC-SHA-256 under a secret. */
export async function numberMask(secret: string): Promise<NumberMask> {
  const hash = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(`numbers ${secret}`), hash, false, [
    "sign",
  ]);
  const round = async (nth: number, half: number): Promise<number> => {
    const [a = 0, b = 0, c = 0] = new Uint8Array(
      await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${nth} ${half}`)),
    );
    return (a << 16) | (b << 8) | c;
  };
  return {
    async mask(number) {
      let [left, right] = [Math.floor(number / halfRange), number % halfRange];
      for (const nth of [0, 1, 2, 3]) [left, right] = [right, left ^ (await round(nth, right))];
      return left * halfRange + right;
    },
    async unmask(masked) {
      let [left, right] = [Math.floor(masked / halfRange), masked % halfRange];
      for (const nth of [3, 2, 1, 0]) [left, right] = [right ^ (await round(nth, left)), left];
      return left * halfRange + right;
    },
  };
}
