/**
 * UUIDv7 in lower case (RFC 9562 §5.7): 48 bits of time, then random bits.
 * @param atMs milliseconds since 1970, 0 to 2^48 − 1
 * @param random 10 random bytes
 */
export function uuidV7(atMs: number, random: Uint8Array): string {
  const bits = [...random].map((byte) => (byte + 256).toString(16).slice(1)).join("");
  const variant = "89ab".charAt((random[9] || 0) % 4);
  const hex = atMs.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${bits.slice(0, 3)}-${variant}${bits.slice(3, 6)}-${bits.slice(6, 18)}`;
}
