import { fromBase64url, toBase64url } from "./base64url.ts";

/** A public key's fingerprint: SHA-256 of its point, in base64url. */
export async function fingerprintOf(point: Uint8Array<ArrayBuffer>, subtle: SubtleCrypto): Promise<string> {
  return toBase64url(new Uint8Array(await subtle.digest("SHA-256", point)));
}

/** A fingerprint to be read out: its first 128 bits as eight blocks of five digits, each of two bytes. */
export function fingerprintBlocks(fingerprint: string): string {
  const bytes = fromBase64url(fingerprint) ?? new Uint8Array();
  const blocks = Array.from({ length: 8 }, (_, place) => (bytes[2 * place] ?? 0) * 256 + (bytes[2 * place + 1] ?? 0));
  return blocks.map((block) => String(block).padStart(5, "0")).join(" ");
}
