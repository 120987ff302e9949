import type { SealDeps } from "./sealing.ts";

/** Returns the browser's cryptography; null on plain http, where browsers have none. */
export function startSealing(): SealDeps | null {
  const random = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));
  return isSecureContext ? { subtle: crypto.subtle, random } : null;
}
