import { checkCharacter, codeAlphabet, isChecked } from "../../shared/encodings/check-character.ts";
import { fromBase64url, toBase64url, utf8 } from "./bytes.ts";
import { derivedKeyPair } from "./sealing.ts";

/** Random characters of a code (115 bits), and random bytes that {@link talkCode} takes for them. */
export const talkCodeBytes = 23;

/**
 * The code that only the person has, such as `H20-7K3M-9Q2X-HW4T-PABC-DEFG-HJKL`: agency, 23 random characters and a check
 * character.
 * @param random 23 random bytes
 */
export function talkCode(agency: string, random: Uint8Array): string {
  const body = [...random].map((byte) => codeAlphabet.charAt(byte % 32)).join("");
  return `${agency}-${(body + checkCharacter(body)).replace(/(.{4})(?!$)/g, "$1-")}`;
}

/** Reads a code as people type it: small letters, blanks or no hyphens. Null if it is none or has a wrong character. */
export function readTalkCode(typed: string): { readonly agency: string; readonly code: string } | null {
  const [agency = "", ...groups] = typed
    .toUpperCase()
    .trim()
    .split(/[\s-]+/);
  const body = groups.join("");
  const isCode = /^[A-Z][A-Z0-9]{1,15}$/.test(agency) && body.length === talkCodeBytes + 1 && isChecked(body);
  return isCode ? { agency, code: `${agency}-${body.replace(/(.{4})(?!$)/g, "$1-")}` } : null;
}

/** Secrets derived from a code. From none of them the code or another one can be computed. */
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

/** Derives a code's secrets by HKDF with SHA-256 (RFC 5869). With 115 random bits no slower function is needed. */
export async function talkSecrets(code: string, subtle: SubtleCrypto): Promise<TalkSecrets> {
  const material = await subtle.importKey("raw", utf8(code), "HKDF", false, ["deriveBits", "deriveKey"]);
  const salt = utf8("citizen-feedback sealed talk 1");
  const of = (use: string): HkdfParams => ({ name: "HKDF", hash: "SHA-256", salt, info: utf8(use) });
  const aes = { name: "AES-GCM", length: 256 };
  const bytes = async (use: string, count: number): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await subtle.deriveBits(of(use), material, count * 8));
  return {
    id: toBase64url(await bytes("id", 16)),
    token: toBase64url(await bytes("token", 32)),
    keys: await derivedKeyPair(await bytes("keys", 32)),
    noteKey: await subtle.deriveKey(of("note"), material, aes, false, ["encrypt", "decrypt"]),
  };
}

/** What is kept of a token: its SHA-256, in hex. */
export async function proofOf(token: string, subtle: SubtleCrypto): Promise<string> {
  const digest = new Uint8Array(await subtle.digest("SHA-256", utf8(token)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * What a person needs to go on with a talk, and must not take from the server: the key that they sealed to, and their own, as
 * points of 65 bytes. A server that uses a key of its own is detected by it.
 */
export type TalkNote = { readonly recipient: Uint8Array<ArrayBuffer>; readonly own: Uint8Array<ArrayBuffer> };

/** Bytes of a nonce of AES-GCM. */
export const nonceBytes = 12;
const pointBytes = 65;

/** What a note is sealed and opened with. */
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

/** Opens a note; null if it was not sealed by this key. */
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
