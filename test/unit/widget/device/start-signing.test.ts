import { expect, test } from "vitest";
import type { SignedDeps } from "../../../../widget/device/start-signing.ts";
import { startSigning } from "../../../../widget/device/start-signing.ts";
import {
  contentDigest,
  readSignature,
  readSignatureInput,
  signatureBase,
} from "../../../../shared/crypto/signature-base.ts";

const device = "device-0123456789abcdef";
const address = "https://feedback.example/v1/feedback";

function problem(kind: string, more: object = {}): Response {
  return Response.json({ type: `/docs/problems#${kind}`, ...more }, { status: kind === "counter-stale" ? 409 : 403 });
}

async function aDevice(answer: (counter: number) => Response | Promise<Response>) {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const made = { counter: 0, revoked: 0, requests: [] as { headers: Headers; body: string }[] };
  const deps: SignedDeps = {
    subtle: crypto.subtle,
    identity: () => ({ device, agency: "H20", key: pair.privateKey, isRevoked: false }),
    async nextCounter(above) {
      made.counter = Math.max(made.counter, above) + 1;
      return made.counter;
    },
    revoked() {
      made.revoked += 1;
    },
    fetch: (async (_address: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      made.requests.push({ headers, body: String(init.body) });
      return answer(readSignatureInput(headers.get("signature-input") ?? "")?.counter ?? 0);
    }) as typeof fetch,
  };
  return { made, key: pair.publicKey, send: startSigning(deps).signedFetch };
}

test("signs method, path and body, so that the server can check each of them", async () => {
  const { made, key, send } = await aDevice(() => new Response());
  await send(address, { body: '{"sent_at":""}' });
  const { headers, body } = made.requests[0] as (typeof made.requests)[0];
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body))).toString("base64");
  expect(headers.get("content-digest")).toBe(contentDigest(digest));
  const request = { method: "POST", path: "/v1/feedback", contentDigest: contentDigest(digest), device, counter: 1 };
  const signature = Buffer.from(readSignature(headers.get("signature") ?? "") ?? "", "base64");
  const text = new TextEncoder().encode(signatureBase(request));
  expect(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, text)).toBe(true);
});

test("never has two requests under way: numbers arrive in their order", async () => {
  const arrived: number[] = [];
  let underWay = 0;
  const { send } = await aDevice(async (counter) => {
    underWay += 1;
    expect(underWay).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    arrived.push(counter);
    underWay -= 1;
    return new Response();
  });
  await Promise.all(Array.from({ length: 5 }, () => send(address, { body: "{}" })));
  expect(arrived).toEqual([1, 2, 3, 4, 5]);
});

test("goes on after a request to which nobody answered", async () => {
  const { send } = await aDevice((counter) =>
    counter === 1 ? Promise.reject(new TypeError("no network")) : new Response(),
  );
  await expect(send(address, { body: "{}" })).rejects.toThrow("no network");
  expect((await send(address, { body: "{}" })).ok).toBe(true);
});

test("a number that was used already is followed by one above the highest that the server saw", async () => {
  const { made, send } = await aDevice((counter) =>
    counter <= 900 ? problem("counter-stale", { counter: 900 }) : new Response(),
  );
  expect((await send(address, { body: "{}" })).ok).toBe(true);
  expect(made.counter).toBe(901);
});

test("gives up after a few stale numbers rather than asking for ever", async () => {
  const { made, send } = await aDevice(() => problem("counter-stale", { counter: 5 }));
  expect((await send(address, { body: "{}" })).status).toBe(409);
  expect(made.requests).toHaveLength(3);
});

test("tells that the device was revoked, and only then", async () => {
  const { made, send } = await aDevice((counter) => problem(counter === 1 ? "wrong-device" : "device-revoked"));
  await send(address, { body: "{}" });
  expect(made.revoked).toBe(0);
  await send(address, { body: "{}" });
  expect(made.revoked).toBe(1);
});
