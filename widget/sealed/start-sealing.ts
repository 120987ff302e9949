import type { SealDeps } from "./sealing.ts";

/** What seals here; null on a page that came by plain http, where browsers give no means to. */
export function startSealing(): SealDeps | null {
  const random = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));
  return isSecureContext ? { subtle: crypto.subtle, random } : null;
}
