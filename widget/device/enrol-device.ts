import type { EnrolledDevice, Enrolment } from "../../shared/contract/device.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { EnrolFailure } from "../kiosk/kiosk-deps.ts";
import type { DeviceMemory } from "./device-memory.ts";
import { ordersOf } from "./start-heartbeat.ts";

/** What trading a code needs. */
export type EnrolDeps = {
  readonly server: string;
  readonly fetch: typeof fetch;
  readonly subtle: SubtleCrypto;
  readonly memory: DeviceMemory;
};

/**
 * Trades a code for a key of this tablet's own, whose private half never leaves the browser, and stores all that follows.
 * The key is stored first: a code is good only once, and must not be spent if no key can be stored.
 * @param given agency and code as a person typed them
 */
export async function enrolDevice(
  given: Pick<Enrolment, "agency" | "code">,
  deps: EnrolDeps,
): Promise<Result<EnrolledDevice, EnrolFailure>> {
  const { subtle, memory } = deps;
  const agency = given.agency.trim().toUpperCase();
  const code = given.code.replace(/[\s-]/g, "").toUpperCase();
  try {
    const pair = await keyFor(`${agency}.${code}`, deps);
    const { x = "", y = "" } = await subtle.exportKey("jwk", pair.publicKey);
    const traded = await trade({ agency, code, public_key: { kty: "EC", crv: "P-256", x, y } }, deps);
    if (!traded.ok) return traded;
    const { device, sequence } = traded.value;
    await memory.write({
      identity: { device, agency, key: pair.privateKey, isRevoked: false },
      keyForCode: undefined,
      orders: ordersOf(traded.value),
      sequence,
      config: undefined,
      tries: { wrong: 0, lastMs: 0 },
    });
    return traded;
  } catch {
    return fail("storage");
  }
}

async function keyFor(code: string, { subtle, memory }: EnrolDeps): Promise<CryptoKeyPair> {
  const { keyForCode } = await memory.facts();
  if (keyForCode?.code === code) return keyForCode.pair;
  const pair = await subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  await memory.write({ keyForCode: { code, pair } });
  return pair;
}

async function trade(
  body: Enrolment,
  { server, fetch }: Pick<EnrolDeps, "server" | "fetch">,
): Promise<Result<EnrolledDevice, EnrolFailure>> {
  try {
    const answer = await fetch(`${server}/v1/enrolments`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
    });
    if (answer.ok) return ok((await answer.json()) as EnrolledDevice);
    if (answer.status === 429 || answer.status > 499) return fail("busy");
    // A login page of the network is no answer of ours.
    return fail(/problem\+json/.test(answer.headers.get("content-type") || "") ? "code" : "unreachable");
  } catch {
    return fail("unreachable");
  }
}
