import { enrolmentForMs } from "../../shared/contract/device.ts";
import type { DeviceStore } from "./device-store.ts";

/** A code and the hash of it, all that is kept. */
export type FreshCode = { readonly code: string; readonly hash: string };

/** A code by which a tablet becomes a device, as the office gets it; without what the address of the server adds. */
export type NewTicket = {
  readonly device: string;
  readonly code: string;
  readonly expires_at: string;
  readonly pin: string | null;
};

/** 32 letters, none of which is mistaken for another. */
const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const idLetters = "0123456789abcdefghjkmnpqrstvwxyz";

/** A code of 8 characters: 40 random bits. */
export function newEnrolmentCode(randomBytes: (count: number) => Uint8Array): string {
  return [...randomBytes(8)].map((byte) => letters[byte & 31]).join("");
}

/** A device's id. */
export function newDeviceId(randomBytes: (count: number) => Uint8Array): string {
  return `device-${[...randomBytes(16)].map((byte) => idLetters[byte & 31]).join("")}`;
}

/** A PIN of 6 digits. */
export function newPin(randomBytes: (count: number) => Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4);
  return String((((a * 256 + b) * 256 + c) * 256 + d) % 1_000_000).padStart(6, "0");
}

/** What a code is kept under: it only means something at its agency. */
export function codeName(agency: string, code: string): string {
  return `${agency} ${code}`;
}

/** What {@link giveCode} works with. */
export type CodeRooms = { readonly store: Pick<DeviceStore, "addCode">; readonly nowMs: number };

/** Gives a device a code; the one before it ends. `pin` where it is to be shown. */
export function giveCode(
  { store, nowMs }: CodeRooms,
  device: string,
  { code, hash, pin }: FreshCode & { readonly pin: string | null },
): NewTicket {
  const expiresMs = nowMs + enrolmentForMs;
  store.addCode({ hash, device, expiresMs, usedMs: null });
  return { device, code, expires_at: new Date(expiresMs).toISOString(), pin };
}
