/** Bytes as base64url without padding (RFC 4648 §5). */
export function encodeBase64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Bytes of a base64url text; null where it is not one. */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

const idLetters = "0123456789abcdefghjkmnpqrstvwxyz";

/** An id of that many random letters, 5 bits each: Crockford's base 32 in lower case. */
export function newId(randomBytes: (count: number) => Uint8Array, length: number): string {
  return [...randomBytes(length)].map((byte) => idLetters[byte & 31]).join("");
}
