/**
 * How a device signs its requests: HTTP Message Signatures (RFC 9421) over method, path and `Content-Digest` (RFC 9530),
 * with ECDSA on P-256 and SHA-256. Of what the RFCs allow exactly one spelling is written and taken, so that nothing is
 * left to interpret. The device's own rising counter stands as the nonce, since its clock cannot be trusted.
 */

/** Who signs, and with which number: each request of a key carries a higher one than the last. */
export type Signer = { readonly device: string; readonly counter: number };

/** What is signed; `path` as it is called, without host and query; `contentDigest` the value of that header. */
export type SignedRequest = Signer & {
  readonly method: string;
  readonly path: string;
  readonly contentDigest: string;
};

/** Where feedback is sent. */
export const feedbackPath = "/v1/feedback";

/** Where a device's heartbeat is sent. */
export function heartbeatPath(device: string): string {
  return `/v1/devices/${device}/heartbeat`;
}

/** The text whose UTF-8 bytes are signed (RFC 9421 §2.5). */
export function signatureBase({ method, path, contentDigest, ...signer }: SignedRequest): string {
  return [
    `"@method": ${method}`,
    `"@path": ${path}`,
    `"content-digest": ${contentDigest}`,
    `"@signature-params": ${signatureParams(signer)}`,
  ].join("\n");
}

/** Value of the header `Signature-Input`. */
export function signatureInput(signer: Signer): string {
  return `sig1=${signatureParams(signer)}`;
}

/** Value of the header `Signature`, of the 64 bytes r and s in base64. */
export function signatureHeader(base64: string): string {
  return `sig1=:${base64}:`;
}

/** Value of the header `Content-Digest`, of the SHA-256 of the body in base64. */
export function contentDigest(base64: string): string {
  return `sha-256=:${base64}:`;
}

function signatureParams({ device, counter }: Signer): string {
  const covered = `("@method" "@path" "content-digest")`;
  return `${covered};keyid="${device}";nonce="${counter}";alg="ecdsa-p256-sha256";tag="citizen-feedback"`;
}

/** Reads `Signature-Input`; null for any other spelling than ours. */
export function readSignatureInput(header: string): Signer | null {
  const [, device, nonce] = /;keyid="(device-[0-9a-hjkmnp-tv-z]{16})";nonce="([1-9][0-9]{0,15})";/.exec(header) ?? [];
  const counter = Number(nonce);
  if (device === undefined || !Number.isSafeInteger(counter)) return null;
  return header === signatureInput({ device, counter }) ? { device, counter } : null;
}

/** Reads `Signature`: r and s in base64; null for any other spelling than ours. */
export function readSignature(header: string): string | null {
  return /^sig1=:([A-Za-z0-9+/]{86}==):$/.exec(header)?.[1] ?? null;
}

/** Reads `Content-Digest`: the SHA-256 in base64; null for any other spelling than ours. */
export function readContentDigest(header: string): string | null {
  return /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(header)?.[1] ?? null;
}
