import type { SealedDoor, SealedHistoryEntry } from "../../shared/contract/sealed.ts";
import { type SealedSuccessor, successorText } from "../../shared/crypto/sealed-binding.ts";
import { bytesOf, toBase64url, utf8 } from "./bytes.ts";
import { pointOf, scalarOf } from "./sealing.ts";

/** A recipient of the history; `isFalse`: the server says that the key before signed it, but the signature is invalid. */
export type CheckedEntry = SealedHistoryEntry & { readonly isFalse: boolean };

/** Checks each signature of a history, which is newest first. */
export function checkHistory({ agency, history }: SealedDoor, subtle: SubtleCrypto): Promise<CheckedEntry[]> {
  const checked = history.map(async (entry, place): Promise<CheckedEntry> => {
    if (entry.followed !== "signed") return { ...entry, isFalse: false };
    const before = history[place + 1];
    const { fingerprint, name, signature } = entry;
    if (!before || signature === null) return { ...entry, isFalse: true };
    const number = history.length - place;
    const successor = { agency: agency.code, number, before: before.fingerprint, fingerprint, name };
    const signed = { publicKey: before.public_key, signature };
    return { ...entry, isFalse: !(await isSuccessorSigned(signed, successor, subtle)) };
  });
  return Promise.all(checked);
}

const curve = { name: "ECDSA", namedCurve: "P-256" };
const signing = { name: "ECDSA", hash: "SHA-256" };

/** Signs the recipient that follows with the key before: r and s, in base64url. HPKE's keys are on the curve that signs. */
export async function signSuccessor(
  { privateKey, publicKey }: CryptoKeyPair,
  successor: SealedSuccessor,
  subtle: SubtleCrypto,
): Promise<string> {
  const point = await pointOf(publicKey);
  const [x, y] = [toBase64url(point.slice(1, 33)), toBase64url(point.slice(33))];
  const jwk = { kty: "EC", crv: "P-256", x, y, d: toBase64url(await scalarOf(privateKey)) };
  const key = await subtle.importKey("jwk", jwk, curve, false, ["sign"]);
  return toBase64url(new Uint8Array(await subtle.sign(signing, key, utf8(successorText(successor)))));
}

/** Whether the key before, as its point in base64url, signed the recipient that follows. */
export async function isSuccessorSigned(
  { publicKey, signature }: { readonly publicKey: string; readonly signature: string },
  successor: SealedSuccessor,
  subtle: SubtleCrypto,
): Promise<boolean> {
  try {
    const key = await subtle.importKey("raw", bytesOf(publicKey), curve, false, ["verify"]);
    return await subtle.verify(signing, key, bytesOf(signature), utf8(successorText(successor)));
  } catch {
    return false;
  }
}
