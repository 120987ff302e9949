import { createHash } from "node:crypto";
import fc from "fast-check";
import { createSignature } from "http-message-sig";
import { describe, expect, it } from "vitest";
import {
  contentDigest,
  feedbackPath,
  heartbeatPath,
  readContentDigest,
  readSignature,
  readSignatureInput,
  signatureBase,
  signatureHeader,
  signatureInput,
} from "../../../../shared/crypto/signature-base.ts";

const device = "device-7k3m9q2x4t7k3m9q";
const body = '{"sent_at":"2026-11-24T08:15:02.120+07:00","feedback":[]}';
const digest = contentDigest(createHash("sha256").update(body).digest("base64"));

/** What an independent implementation of RFC 9421 would sign, and its two headers. */
async function byTheLibrary(method: string, path: string, counter: number) {
  let base = "";
  const signer = {
    algorithm: "ecdsa-p256-sha256",
    sign(data: Uint8Array) {
      base = new TextDecoder().decode(data);
      return new Uint8Array(64).fill(7);
    },
  };
  const headers = await createSignature(
    {
      kind: "request",
      method,
      targetUri: `https://feedback.example${path}`,
      fields: [{ name: "Content-Digest", value: digest }],
    },
    {
      components: ["@method", "@path", "content-digest"],
      parameters: { keyid: device, nonce: String(counter), alg: signer.algorithm, tag: "citizen-feedback" },
      signer,
    },
  );
  return { base, ...headers };
}

describe("what a device signs", () => {
  it("is this text for this request", () => {
    const request = { method: "POST", path: feedbackPath, contentDigest: digest, device, counter: 118 };
    expect(digest).toBe("sha-256=:I0w328Ce0vqQlgZj1zfNjoTbruyABGbjD4wrXVw5Qjc=:");
    expect(signatureBase(request)).toBe(
      `"@method": POST
"@path": /v1/feedback
"content-digest": sha-256=:I0w328Ce0vqQlgZj1zfNjoTbruyABGbjD4wrXVw5Qjc=:
"@signature-params": ("@method" "@path" "content-digest");keyid="device-7k3m9q2x4t7k3m9q";nonce="118";alg="ecdsa-p256-sha256";tag="citizen-feedback"`,
    );
  });

  it("is what an independent implementation of RFC 9421 signs, headers included", async () => {
    const counters = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    const paths = fc.constantFrom(feedbackPath, heartbeatPath(device));
    await fc.assert(
      fc.asyncProperty(paths, counters, async (path, counter) => {
        const theirs = await byTheLibrary("POST", path, counter);
        expect(signatureBase({ method: "POST", path, contentDigest: digest, device, counter })).toBe(theirs.base);
        expect(signatureInput({ device, counter })).toBe(theirs.signatureInput);
        expect(readSignatureInput(theirs.signatureInput)).toEqual({ device, counter });
        expect(signatureHeader(readSignature(theirs.signature) ?? "")).toBe(theirs.signature);
      }),
    );
  });

  it("is read in exactly one spelling", () => {
    const good = signatureInput({ device, counter: 7 });
    expect(readSignatureInput(good)).toEqual({ device, counter: 7 });
    for (const other of [
      "",
      `${good} `,
      good.replace("sig1", "sig2"),
      good.replace('"content-digest"', '"date"'),
      good.replace(' "content-digest"', ""),
      good.replace('nonce="7"', 'nonce="07"'),
      good.replace('nonce="7"', 'nonce="0"'),
      good.replace('nonce="7"', 'nonce="9999999999999999"'),
      good.replace("ecdsa-p256-sha256", "hmac-sha256"),
      good.replace(";tag=", ";created=1;tag="),
      `${good}, ${good}`,
    ]) {
      expect(readSignatureInput(other), other).toBeNull();
    }
    expect(readContentDigest(digest)).toBe("I0w328Ce0vqQlgZj1zfNjoTbruyABGbjD4wrXVw5Qjc=");
    expect(readContentDigest(digest.replace("sha-256", "md5"))).toBeNull();
    expect(readContentDigest(`${digest}, ${digest}`)).toBeNull();
    expect(readSignature("sig1=:AAAA:")).toBeNull();
  });
});
