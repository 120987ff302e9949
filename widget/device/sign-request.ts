import type { Signer } from "../../shared/crypto/signature-base.ts";
import { contentDigest, signatureBase, signatureHeader, signatureInput } from "../../shared/crypto/signature-base.ts";

/** What is signed: a request's method, path and body. */
export type RequestToSign = { readonly method: string; readonly path: string; readonly body: string };

/** Who signs, and with what. */
export type SigningKey = Signer & { readonly key: CryptoKey; readonly subtle: SubtleCrypto };

/** The three values by which a signed request is known. */
export type Signature = {
  readonly signature_input: string;
  readonly signature: string;
  readonly content_digest: string;
};

/** Signs a request by HTTP Message Signatures (RFC 9421), as `shared/crypto/signature-base.ts` says. */
export async function signRequest(
  { method, path, body }: RequestToSign,
  { subtle, key, device, counter }: SigningKey,
): Promise<Signature> {
  const encoder = new TextEncoder();
  const digest = contentDigest(base64(await subtle.digest("SHA-256", encoder.encode(body))));
  const text = encoder.encode(signatureBase({ method, path, contentDigest: digest, device, counter }));
  const signed = await subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, text);
  return {
    signature_input: signatureInput({ device, counter }),
    signature: signatureHeader(base64(signed)),
    content_digest: digest,
  };
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
