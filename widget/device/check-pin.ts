import type { PinCheck } from "../../shared/contract/device.ts";
import type { KioskDeps } from "../kiosk/kiosk-deps.ts";
import type { DeviceMemory, PinTries } from "./device-memory.ts";

/** What checking a PIN needs. */
export type PinDeps = {
  readonly memory: Pick<DeviceMemory, "facts" | "write">;
  readonly subtle: SubtleCrypto;
  readonly nowMs: number;
};

/** Returns whether a PIN is right, or how long to wait. The try is stored, so that a restart gives no further tries. */
export async function checkPin(pin: string, { memory, subtle, nowMs }: PinDeps): ReturnType<KioskDeps["checkPin"]> {
  const { orders, tries } = await memory.facts();
  const waitMs = pinWait(tries, nowMs);
  if (waitMs > 0) return { waitMs };
  const isRight = orders !== undefined && (await isPin(pin, orders.pin, subtle));
  const after = triesAfter(tries, isRight, nowMs);
  await memory.write({ tries: after });
  const nextWaitMs = pinWait(after, nowMs);
  if (nextWaitMs > 0) return { waitMs: nextWaitMs };
  return isRight ? "right" : "wrong";
}

const mostWrong = 5;
const waitMs = 5 * 60 * 1000;

/**
 * Returns how long until another PIN may be tried, in milliseconds: after five wrong ones in a row, 5 minutes after the last.
 * If the wall clock was set back meanwhile, the wait is no longer than that.
 */
export function pinWait({ wrong, lastMs }: PinTries, nowMs: number): number {
  if (wrong < mostWrong) return 0;
  return Math.max(0, Math.min(waitMs, lastMs + waitMs - nowMs));
}

/** Returns the tries after one more. A right PIN clears them. After a wait there are five new ones. */
export function triesAfter({ wrong, lastMs }: PinTries, isRight: boolean, nowMs: number): PinTries {
  if (isRight) return { wrong: 0, lastMs: 0 };
  return { wrong: (wrong >= mostWrong && pinWait({ wrong, lastMs }, nowMs) === 0 ? 0 : wrong) + 1, lastMs: nowMs };
}

/** Whether a PIN is the one that the check was made from (PBKDF2, SHA-256, 32 bytes). */
export async function isPin(pin: string, { salt, hash, rounds }: PinCheck, subtle: SubtleCrypto): Promise<boolean> {
  const secret = await subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: rounds };
  const found = new Uint8Array(await subtle.deriveBits(derivation, secret, 256));
  const wanted = bytesOf(hash);
  return wanted.length === found.length && found.every((byte, at) => byte === wanted[at]);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
