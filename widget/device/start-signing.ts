import type { Problem } from "../../shared/contract/problem.ts";
import type { Signer } from "../../shared/crypto/signature-base.ts";
import { contentDigest, signatureBase, signatureHeader, signatureInput } from "../../shared/crypto/signature-base.ts";
import type { DeviceIdentity } from "./device-memory.ts";

/** What signing the device's requests needs. */
export type SignedDeps = {
  readonly fetch: typeof fetch;
  readonly subtle: SubtleCrypto;
  readonly identity: () => DeviceIdentity | undefined;
  /** The next counter for a signature, on disk before it is used. */
  readonly nextCounter: (above: number) => Promise<number>;
  /** The server said that it accepts nothing more of this device. */
  readonly revoked: () => void;
};

/** What is posted, and who hears that it is about to leave. */
export type SignedInit = RequestInit & { readonly body: string; readonly leaves?: () => void };

/** Posts a text under the device's signature; rejects if nobody answers. */
export type SignedFetch = (address: string, init: SignedInit) => Promise<Response>;

/** Signed requests, and whether one is on its way. */
export type Signing = { readonly signedFetch: SignedFetch; readonly isSending: () => boolean };

// A profile that was restored from an image catches up at the second try. More tries mean another reason.
const mostTries = 3;

/**
 * Signs and sends, one request after the other: counters must arrive in their order, or the server sees two devices with
 * one key. If the server has seen a counter already, the next one is above the highest that it saw.
 */
export function startSigning(deps: SignedDeps): Signing {
  let last: Promise<unknown> = Promise.resolve();
  let underWay = 0;
  return {
    isSending: () => underWay > 0,
    signedFetch(address, init) {
      underWay += 1;
      const mine = last.then(() => sendSigned(address, init, deps));
      last = mine.catch(() => undefined).then(() => (underWay -= 1));
      return mine;
    },
  };
}

async function sendSigned(address: string, { leaves, ...init }: SignedInit, deps: SignedDeps): Promise<Response> {
  const { subtle, nextCounter } = deps;
  const identity = deps.identity();
  if (!identity) throw new Error("This device has no key");
  const { pathname } = new URL(address);
  let above = 0;
  for (let tries = 1; ; tries++) {
    const counter = await nextCounter(above);
    const signed = await signRequest(pathname, init.body, { ...identity, counter, subtle });
    leaves?.();
    const headers = {
      "content-type": "application/json",
      "content-digest": signed.content_digest,
      "signature-input": signed.signature_input,
      signature: signed.signature,
    };
    const answer = await deps.fetch(address, { ...init, method: "POST", headers });
    const refusal = answer.ok ? undefined : await refusalOf(answer);
    if (refusal?.kind === "device-revoked") deps.revoked();
    if (refusal?.kind !== "counter-stale" || tries === mostTries) return answer;
    above = refusal.counter;
  }
}

type Refusal = { readonly kind: string; readonly counter: number };

async function refusalOf(answer: Response): Promise<Refusal | undefined> {
  try {
    const { type = "", counter = 0 } = (await answer.clone().json()) as Partial<Problem & Refusal>;
    return { kind: type.replace(/^.*#/, ""), counter };
  } catch {
    // Not the server's answer, such as a login page of the network.
    return undefined;
  }
}

/** Who signs, and with what. */
export type SigningKey = Signer & { readonly key: CryptoKey; readonly subtle: SubtleCrypto };

/** Header values of a signed request. */
export type Signature = {
  readonly signature_input: string;
  readonly signature: string;
  readonly content_digest: string;
};

/** Signs a POST request by HTTP Message Signatures (RFC 9421), as `shared/crypto/signature-base.ts` says. */
export async function signRequest(
  path: string,
  body: string,
  { subtle, key, device, counter }: SigningKey,
): Promise<Signature> {
  const encoder = new TextEncoder();
  const digest = contentDigest(base64(await subtle.digest("SHA-256", encoder.encode(body))));
  const text = encoder.encode(signatureBase({ method: "POST", path, contentDigest: digest, device, counter }));
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
