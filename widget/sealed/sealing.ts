import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import { type SealedPlace, sealedBinding, sealedInfo } from "../../shared/crypto/sealed-binding.ts";
import { lengthBytes, sealedSizes } from "../../shared/crypto/sealed-sizes.ts";
import { bytesOf, toBase64url, utf8 } from "./bytes.ts";

/** DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM of RFC 9180 §7. */
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
const info = utf8(sealedInfo);

/** What everything here is sealed with. */
export type SealDeps = { readonly subtle: SubtleCrypto; readonly random: (count: number) => Uint8Array<ArrayBuffer> };

/** What travels: the encapsulated key and the ciphertext, in base64url. */
export type Sealed = { readonly enc: string; readonly ciphertext: string };

/** The place of a text, who seals it, and who alone can open it. */
export type Sealing = { readonly place: SealedPlace; readonly from: CryptoKeyPair; readonly to: CryptoKey };

/**
 * Seals a text in mode Auth (RFC 9180 §5.1.3): the reader knows that whoever holds the sender's private key wrote it, so
 * that nobody on the way can speak for either side. Null if it is too long for the largest size.
 */
export async function seal(text: string, { place, from, to }: Sealing): Promise<Sealed | null> {
  const padded = pad(utf8(text));
  if (padded === null) return null;
  const parties = { recipientPublicKey: to, senderKey: from, info: info.buffer };
  const { enc, ct } = await suite.seal(parties, padded.buffer, utf8(sealedBinding(place)).buffer);
  return { enc: toBase64url(new Uint8Array(enc)), ciphertext: toBase64url(new Uint8Array(ct)) };
}

/** The place of a sealed text, who opens it, and who should have sealed it. */
export type Opening = { readonly place: SealedPlace; readonly by: CryptoKeyPair; readonly from: CryptoKey };

/** Returns the text; null if it was changed, moved, or sealed by or to somebody else. */
export async function open({ enc, ciphertext }: Sealed, { place, by, from }: Opening): Promise<string | null> {
  try {
    const parties = { recipientKey: by, senderPublicKey: from, enc: bytesOf(enc).buffer, info: info.buffer };
    const padded = await suite.open(parties, bytesOf(ciphertext).buffer, utf8(sealedBinding(place)).buffer);
    const text = unpad(new Uint8Array(padded));
    return text && new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch {
    return null;
  }
}

/** A new key pair of P-256 whose private key can be taken out, to be kept by its owner. */
export function newKeyPair(): Promise<CryptoKeyPair> {
  return suite.kem.generateKeyPair();
}

/** The key pair that 32 secret bytes lead to (DeriveKeyPair, RFC 9180 §7.1.3). */
export function derivedKeyPair(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKeyPair> {
  return suite.kem.deriveKeyPair(secret.buffer);
}

/** The point of a public key, 65 bytes. */
export async function pointOf(key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await suite.kem.serializePublicKey(key));
}

/** The public key at a point. Throws if the point is not on P-256. */
export function publicKeyAt(point: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return suite.kem.deserializePublicKey(point.buffer);
}

/** The bytes of a private key: 32. */
export async function scalarOf(key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await suite.kem.serializePrivateKey(key));
}

/** The private key of 32 bytes. Throws if it is invalid. */
export function privateKeyOf(scalar: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return suite.kem.deserializePrivateKey(scalar.buffer);
}

/** Most bytes that a sealed text has. */
export const mostTextBytes: number = Math.max(...sealedSizes) - lengthBytes;

/** A text's length in four bytes, the text, and zeros up to the next size; null if it fits into none. */
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
