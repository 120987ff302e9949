import {
  readContentDigest,
  readSignature,
  readSignatureInput,
  signatureBase,
} from "../../shared/crypto/signature-base.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { FailureOf } from "../problems/failure.ts";

/** A call that says which device signed it; only the device's key shows whether that is true. */
export type SignedCall = {
  readonly device: string;
  readonly counter: number;
  /** The text that was signed. */
  readonly base: string;
  /** r and s in base64. */
  readonly signature: string;
};

/** What is signed, and the three headers that go with it. */
export type SignedMessage = {
  readonly method: string;
  readonly path: string;
  readonly input: string | null;
  readonly signature: string | null;
  readonly digest: string | null;
  readonly body: ArrayBuffer | Uint8Array;
};

/** Whether a request says that a device signed it. */
export function saysSigned({ headers }: Request): boolean {
  return headers.has("signature-input") || headers.has("signature");
}

/** Returns who says to have signed a request, and checks the digest of its body, which was read before. */
export function readSignedRequest(
  { method, url, headers }: Request,
  body: SignedMessage["body"],
): Promise<Result<SignedCall, FailureOf<"signature">>> {
  return readSigned({
    ...{ method, path: new URL(url).pathname, body },
    input: headers.get("signature-input"),
    signature: headers.get("signature"),
    digest: headers.get("content-digest"),
  });
}

/** Returns who says to have signed a message, and checks the digest of its body. The failure names the part that is wrong. */
export async function readSigned(message: SignedMessage): Promise<Result<SignedCall, FailureOf<"signature">>> {
  const { method, path, input, signature, digest, body } = message;
  const signer = readSignatureInput(input ?? "");
  if (!signer) return fail({ kind: "signature", given: "Signature-Input is not as devices write it" });
  const signed = readSignature(signature ?? "");
  if (!signed) return fail({ kind: "signature", given: "Signature is not as devices write it" });
  if (digest === null || readContentDigest(digest) !== (await sha256(body))) {
    return fail({ kind: "signature", given: "Content-Digest is not that of the body" });
  }
  const base = signatureBase({ method, path, contentDigest: digest, ...signer });
  return ok({ ...signer, base, signature: signed });
}

/** In base64. */
async function sha256(body: SignedMessage["body"]): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", body);
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
