import { toBase64url } from "./base64url.ts";
import { derivedKeyPair } from "./sealing.ts";

/** What a code leads to. Nothing of it leads back to the code, nor from one to another. */
export type TalkSecrets = {
  /** Where the talk lies; 16 bytes in base64url. */
  readonly id: string;
  /** What shows the server that the code is held; 32 bytes in base64url. */
  readonly token: string;
  /** Opens what the recipient answers, and seals what the person writes. */
  readonly keys: CryptoKeyPair;
  /** Seals the note that the person leaves themselves. */
  readonly noteKey: CryptoKey;
};

/** What a talk's code leads to, by HKDF with SHA-256 (RFC 5869); the code has 115 random bits, so that it needs no slower one. */
export async function talkSecrets(code: string, subtle: SubtleCrypto): Promise<TalkSecrets> {
  const material = await subtle.importKey("raw", utf8(code), "HKDF", false, ["deriveBits", "deriveKey"]);
  const of = (use: string): HkdfParams => {
    return { name: "HKDF", hash: "SHA-256", salt: utf8("citizen-feedback sealed talk 1"), info: utf8(use) };
  };
  const bytes = async (use: string, count: number): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await subtle.deriveBits(of(use), material, count * 8));
  return {
    id: toBase64url(await bytes("id", 16)),
    token: toBase64url(await bytes("token", 32)),
    keys: await derivedKeyPair(await bytes("keys", 32)),
    noteKey: await subtle.deriveKey(of("note"), material, { name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]),
  };
}

/** What is kept of a token: its SHA-256, in hex. */
export async function proofOf(token: string, subtle: SubtleCrypto): Promise<string> {
  const digest = new Uint8Array(await subtle.digest("SHA-256", utf8(token)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
