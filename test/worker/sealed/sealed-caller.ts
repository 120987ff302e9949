import { type SealedSuccessor, successorText } from "../../../shared/crypto/sealed-binding.ts";
import { encodeBase64url } from "../../../worker/crypto/base64url.ts";
import { hashOf } from "../../../worker/crypto/hash.ts";
import { askApi, callApi, makeAgency, rootKey, type TestAgency } from "../call-api.ts";

/** Random bytes as base64url: without the key a ciphertext looks the same. */
export function noise(bytes: number): string {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** A recipient's key as this side has it: its public point in base64url, its fingerprint, and what it signs with. */
export type RecipientKey = {
  readonly point: string;
  readonly fingerprint: string;
  /** Signs the recipient that follows, in base64url. */
  readonly sign: (successor: Omit<SealedSuccessor, "before">) => Promise<string>;
};

/** Makes a recipient's key. */
export async function newRecipientKey(): Promise<RecipientKey> {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const pair = (await crypto.subtle.generateKey(curve, true, ["sign"])) as CryptoKeyPair;
  const raw = (await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer;
  const fingerprint = encodeBase64url(new Uint8Array(await crypto.subtle.digest("SHA-256", raw)));
  return {
    point: encodeBase64url(new Uint8Array(raw)),
    fingerprint,
    async sign(successor) {
      const text = new TextEncoder().encode(successorText({ ...successor, before: fingerprint }));
      const signing = { name: "ECDSA", hash: "SHA-256" };
      return encodeBase64url(new Uint8Array(await crypto.subtle.sign(signing, pair.privateKey, text)));
    },
  };
}

/** A new public key of P-256, as its point in base64url. */
export async function newPoint(): Promise<string> {
  return (await newRecipientKey()).point;
}

/** An agency with a recipient, and the recipient's access key, which reads and writes. */
export type SealedAgency = TestAgency & { readonly reader: string; readonly fingerprint: string };

/** Makes an agency, gives its recipient a key for reading, and sets their public key. */
export async function sealedAgency(prefix: string): Promise<SealedAgency> {
  const agency = await makeAgency(prefix);
  const { key } = await askApi<{ key: string }>(`/v1/agencies/${agency.code}/keys`, {
    key: rootKey,
    body: { name: "recipient", scopes: ["sealed:read", "sealed:write"] },
  });
  const fingerprint = await putRecipient(agency, "Thanh tra tỉnh");
  return { ...agency, reader: key, fingerprint };
}

/** Newest keys of recipients by agency, with their places in the history. */
const newest = new Map<string, { readonly key: RecipientKey; readonly number: number }>();

/** Sets a recipient with a new key, signed by the key before if there is one; returns its fingerprint. */
export async function putRecipient({ code }: Pick<TestAgency, "code">, name: string): Promise<string> {
  const before = newest.get(code);
  const [key, number] = [await newRecipientKey(), (before?.number ?? 0) + 1];
  const { point, fingerprint } = key;
  const signature = await before?.key.sign({ agency: code, number, fingerprint, name });
  const body = { name, public_key: point, signature };
  await askApi(`/v1/agencies/${code}/sealed-recipient`, { method: "PUT", key: rootKey, body });
  newest.set(code, { key, number });
  return fingerprint;
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
