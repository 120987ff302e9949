import { fromBase64url, toBase64url } from "./base64url.ts";

/**
 * What a person needs again to talk on, and must not take from the server: the key that they sealed to, and their own, as
 * points of 65 bytes. A server that speaks with a key of its own is found out by it.
 */
export type TalkNote = { readonly recipient: Uint8Array<ArrayBuffer>; readonly own: Uint8Array<ArrayBuffer> };

/** Bytes of a nonce of AES-GCM. */
export const nonceBytes = 12;
const pointBytes = 65;

/** By what a note is sealed and opened. */
export type NoteSeal = { readonly key: CryptoKey; readonly subtle: SubtleCrypto };

/** A note as it is kept: nonce and AES-GCM ciphertext, in base64url. */
export async function sealNote(
  { recipient, own }: TalkNote,
  nonce: Uint8Array<ArrayBuffer>,
  { key, subtle }: NoteSeal,
): Promise<string> {
  const sealed = await subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, new Uint8Array([...recipient, ...own]));
  return toBase64url(new Uint8Array([...nonce, ...new Uint8Array(sealed)]));
}

/** What was noted; null where it is not what was sealed by this key. */
export async function openNote(text: string, { key, subtle }: NoteSeal): Promise<TalkNote | null> {
  const bytes = fromBase64url(text);
  if (bytes === null) return null;
  try {
    const parameters = { name: "AES-GCM", iv: bytes.slice(0, nonceBytes) };
    const noted = new Uint8Array(await subtle.decrypt(parameters, key, bytes.slice(nonceBytes)));
    return { recipient: noted.slice(0, pointBytes), own: noted.slice(pointBytes) };
  } catch {
    return null;
  }
}
