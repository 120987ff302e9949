/**
 * How a device signs its requests: HTTP Message Signatures (RFC 9421) over method, path and `Content-Digest` (RFC 9530),
 * with ECDSA on P-256 and SHA-256. The RFCs allow many spellings; we write and accept exactly one, so nothing is left to
 * interpret. The nonce is the device's rising counter, because its clock cannot be trusted.
 */

/** Who signs, and the counter. Each request of a key has a higher counter than the one before. */
export type Signer = { readonly device: string; readonly counter: number };

/** What is signed. `path` has no host and no query; `contentDigest` is the value of that header. */
export type SignedRequest = Signer & {
  readonly method: string;
  readonly path: string;
  readonly contentDigest: string;
};

/** The path that feedback is sent to. */
export const feedbackPath = "/v1/feedback";

/** Returns the path that a device's heartbeat is sent to. */
export function heartbeatPath(device: string): string {
  return `/v1/devices/${device}/heartbeat`;
}

/** Returns the text whose UTF-8 bytes are signed (RFC 9421 §2.5). */
export function signatureBase({ method, path, contentDigest, ...signer }: SignedRequest): string {
  return [
    `"@method": ${method}`,
    `"@path": ${path}`,
    `"content-digest": ${contentDigest}`,
    `"@signature-params": ${signatureParams(signer)}`,
  ].join("\n");
}

/** Returns the value of the header `Signature-Input`. */
export function signatureInput(signer: Signer): string {
  return `sig1=${signatureParams(signer)}`;
}

/** Returns the value of the header `Signature`. `base64`: the 64 bytes of r and s. */
export function signatureHeader(base64: string): string {
  return `sig1=:${base64}:`;
}

/** Returns the value of the header `Content-Digest`. `base64`: the SHA-256 of the body. */
export function contentDigest(base64: string): string {
  return `sha-256=:${base64}:`;
}

function signatureParams({ device, counter }: Signer): string {
  const covered = `("@method" "@path" "content-digest")`;
  return `${covered};keyid="${device}";nonce="${counter}";alg="ecdsa-p256-sha256";tag="citizen-feedback"`;
}

/** Reads `Signature-Input`. Null for any spelling but ours. */
export function readSignatureInput(header: string): Signer | null {
  const [, device, nonce] = /;keyid="(device-[0-9a-hjkmnp-tv-z]{16})";nonce="([1-9][0-9]{0,15})";/.exec(header) ?? [];
  const counter = Number(nonce);
  if (device === undefined || !Number.isSafeInteger(counter)) return null;
  return header === signatureInput({ device, counter }) ? { device, counter } : null;
}

/** Reads `Signature`: r and s in base64. Null for any spelling but ours. */
export function readSignature(header: string): string | null {
  return /^sig1=:([A-Za-z0-9+/]{86}==):$/.exec(header)?.[1] ?? null;
}

/** Reads `Content-Digest`: the SHA-256 in base64. Null for any spelling but ours. */
export function readContentDigest(header: string): string | null {
  return /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(header)?.[1] ?? null;
}
