import { lengthBytes, sealedSizes } from "../../shared/crypto/sealed-sizes.ts";

/** Most bytes that a sealed text has. */
export const mostTextBytes: number = Math.max(...sealedSizes) - lengthBytes;

/** A text's length in four bytes, the text, and zeros up to the next size; null where it fits into none. */
export function pad(text: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const size = sealedSizes.find((one) => text.length + lengthBytes <= one);
  if (size === undefined) return null;
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, text.length);
  padded.set(text, lengthBytes);
  return padded;
}

/** What {@link pad} was given; null for any other bytes. */
export function unpad(padded: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (!sealedSizes.some((size) => size === padded.length)) return null;
  const end = lengthBytes + new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) return null;
  return padded.slice(lengthBytes, end);
}
