/** Bytes as base64url without padding (RFC 4648 §5). */
export function toBase64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Bytes of a base64url text; null if it is none. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Bytes of a base64url text; empty if it is none, and so no valid key or signature. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return fromBase64url(text) ?? new Uint8Array();
}

/** A text's bytes in UTF-8. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** A public key's fingerprint: SHA-256 of its point, in base64url. */
export async function fingerprintOf(point: Uint8Array<ArrayBuffer>, subtle: SubtleCrypto): Promise<string> {
  return toBase64url(new Uint8Array(await subtle.digest("SHA-256", point)));
}

/** A fingerprint to be read out: its first 128 bits as eight blocks of five digits, each of two bytes. */
export function fingerprintBlocks(fingerprint: string): string {
  const bytes = bytesOf(fingerprint);
  const blocks = Array.from({ length: 8 }, (_, place) => (bytes[2 * place] ?? 0) * 256 + (bytes[2 * place + 1] ?? 0));
  return blocks.map((block) => String(block).padStart(5, "0")).join(" ");
}
