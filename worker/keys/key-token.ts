import { encodeBase64url, newId } from "../crypto/base64url.ts";
import { hashOf } from "../crypto/hash.ts";

/** A key's public id and its secret; only `hash`, the SHA-256 of the secret in hex, is stored. */
export type Credential = { readonly id: string; readonly secret: string; readonly hash: string };

/** The parts of a token. */
export type KeyToken = { readonly agency: string; readonly id: string; readonly secret: string };

/** Days for which a member's own key works. */
export const ownKeyDays = 365;

const tokenShape = /^cfk_([A-Z][A-Z0-9]{1,15})_([0-9a-z]{12})_([A-Za-z0-9_-]{43})$/;

/** A new credential: an id of 12 characters and a secret of 256 random bits. `randomBytes` gives that many bytes. */
export async function newCredential(randomBytes: (count: number) => Uint8Array): Promise<Credential> {
  const id = newId(randomBytes, 12);
  const secret = encodeBase64url(randomBytes(32));
  return { id, secret, hash: await hashOf(secret) };
}

/** The token that callers send: `cfk_{agency}_{id}_{secret}`. */
export function writeKeyToken({ agency, id, secret }: KeyToken): string {
  return `cfk_${agency}_${id}_${secret}`;
}

/** The parts of a token; null for any other text. */
export function readKeyToken(token: string): KeyToken | null {
  const [, agency, id, secret] = tokenShape.exec(token) ?? [];
  return agency !== undefined && id !== undefined && secret !== undefined ? { agency, id, secret } : null;
}
