import { encodeBase64url } from "../../../worker/crypto/base64url.ts";
import { hashOf } from "../../../worker/crypto/hash.ts";
import { askApi, callApi, makeAgency, rootKey, type TestAgency } from "../call-api.ts";

/** Random bytes as base64url: without the key a ciphertext looks the same. */
export function noise(bytes: number): string {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** A new public key of P-256, as its point in base64url. */
export async function newPoint(): Promise<string> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = (await crypto.subtle.generateKey(curve, true, ["deriveBits"])) as CryptoKeyPair;
  return encodeBase64url(new Uint8Array((await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer));
}

/** An agency with a recipient, and the recipient's access key. */
export type SealedAgency = TestAgency & { readonly reader: string; readonly fingerprint: string };

/** Makes an agency, gives its recipient a key for reading, and sets their public key. */
export async function sealedAgency(prefix: string): Promise<SealedAgency> {
  const agency = await makeAgency(prefix);
  const { key } = await askApi<{ key: string }>(`/v1/agencies/${agency.code}/keys`, {
    key: rootKey,
    body: { name: "recipient", scopes: ["sealed:read"] },
  });
  const fingerprint = await putRecipient(agency, "Thanh tra tỉnh");
  return { ...agency, reader: key, fingerprint };
}

/** Sets a recipient with a new key; returns its fingerprint. */
export async function putRecipient({ code, key }: TestAgency, name: string): Promise<string> {
  const body = { name, public_key: await newPoint() };
  const set = await askApi<{ data: { fingerprint: string }[] }>(`/v1/agencies/${code}/sealed-recipient`, {
    method: "PUT",
    key,
    body,
  });
  return set.data[0]?.fingerprint ?? "";
}

/** A sealed message as the server sees it. */
export async function sealedBytes(size = 1024): Promise<{ enc: string; ciphertext: string }> {
  return { enc: await newPoint(), ciphertext: noise(size + 16) };
}

/** A report, and what its person holds. */
export type SentReport = { readonly body: Record<string, unknown>; readonly id: string; readonly token: string };

/** A report that nobody can open; the server cannot tell. */
export async function newReport({ code, fingerprint }: SealedAgency, different: object = {}): Promise<SentReport> {
  const [id, token] = [noise(16), noise(32)];
  const talk = { id, public_key: await newPoint(), proof: await hashOf(token), note: noise(158) };
  const body = { agency: code, recipient: fingerprint, ...(await sealedBytes()), talk, ...different };
  return { body, id, token };
}

/** Sends a report; returns what its person holds. */
export async function sendReport(agency: SealedAgency): Promise<SentReport> {
  const report = await newReport(agency);
  await askApi("/v1/sealed", { body: report.body });
  return report;
}

/** The kind of problem in the answer to a call; the status if the call succeeds. */
export async function kindOf(path: string, call: Parameters<typeof callApi>[1]): Promise<string> {
  const response = await callApi(path, call);
  if (response.ok) return String(response.status);
  return ((await response.json()) as { type: string }).type.replace("/docs/problems#", "");
}
