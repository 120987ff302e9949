import type { Problem } from "../../shared/contract/problem.ts";
import type { DeviceIdentity } from "./device-facts.ts";
import { signRequest } from "./sign-request.ts";

/** What signing the device's requests needs. */
export type SignedPorts = {
  readonly fetch: typeof fetch;
  readonly subtle: SubtleCrypto;
  readonly identity: () => DeviceIdentity | undefined;
  /** The next number for a signature, on disk before it is used. */
  readonly nextCounter: (above: number) => Promise<number>;
  /** The server said that it takes nothing more of this device. */
  readonly revoked: () => void;
};

/** What is posted, and who hears that it is about to leave. */
export type SignedInit = RequestInit & { readonly body: string; readonly leaves?: () => void };

/** Posts a text under the device's signature; rejects where nobody answers. */
export type SignedFetch = (address: string, init: SignedInit) => Promise<Response>;

// A profile restored from an image catches up at once; more often than this it is another trouble.
const mostTries = 3;

/**
 * Signs and sends, one request after the other: numbers must arrive in their order, or the server takes the device for
 * two. A number that the server finds used is followed by the next above the highest that it saw.
 */
export function signedFetch(ports: SignedPorts): SignedFetch {
  let last: Promise<unknown> = Promise.resolve();
  return (address, init) => {
    const mine = last.then(() => sendSigned(address, init, ports));
    last = mine.catch(() => undefined);
    return mine;
  };
}

async function sendSigned(address: string, init: SignedInit, ports: SignedPorts): Promise<Response> {
  const identity = ports.identity();
  if (!identity) throw new Error("This device has no key");
  const { leaves, ...rest } = init;
  const { body } = rest;
  let above = 0;
  for (let tries = 1; ; tries++) {
    const counter = await ports.nextCounter(above);
    const request = { method: "POST", path: new URL(address).pathname, body };
    const signer = { key: identity.key, device: identity.device, counter, subtle: ports.subtle };
    const { signature_input, signature, content_digest } = await signRequest(request, signer);
    leaves?.();
    const answer = await ports.fetch(address, {
      ...rest,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "content-digest": content_digest,
        "signature-input": signature_input,
        signature,
      },
    });
    const refusal = answer.ok ? undefined : await refusalOf(answer);
    if (refusal?.kind === "device-revoked") ports.revoked();
    if (refusal?.kind !== "counter-stale" || tries === mostTries) return answer;
    above = refusal.counter;
  }
}

type Refusal = { readonly kind: string; readonly counter: number };

async function refusalOf(answer: Response): Promise<Refusal | undefined> {
  try {
    const { type = "", counter = 0 } = (await answer.clone().json()) as Partial<Problem> & {
      readonly counter?: number;
    };
    return { kind: type.replace(/^.*#/, ""), counter };
  } catch {
    // Somebody else's answer, such as a login page of the network.
    return undefined;
  }
}
