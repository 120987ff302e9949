import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type {
  Device,
  DevicePublicKey,
  EnrolledDevice,
  EnrolmentTicket,
  Heartbeat,
} from "../../../shared/contract/device.ts";
import {
  contentDigest,
  feedbackPath,
  heartbeatPath,
  signatureBase,
  signatureHeader,
  signatureInput,
} from "../../../shared/crypto/signature-base.ts";
import {
  askApi,
  callApi,
  inAWord,
  makeAgency,
  newFeedback,
  type Receipt,
  rootKey,
  type TestAgency,
} from "../call-api.ts";

/** An agency with a key for devices, and a touchpoint for kiosks on each of its two units. */
export type KioskAgency = TestAgency & { readonly deviceKey: string; readonly kiosks: readonly [string, string] };

/** Makes an agency whose devices no other test touches. */
export async function kioskAgency(prefix: string): Promise<KioskAgency> {
  const agency = await makeAgency(prefix);
  const kiosks = [`${agency.code}-k000000001`, `${agency.code}-k000000002`] as const;
  const touchpoints = kiosks.map((id, place) => {
    return { id, unit: ["A", "B"][place], channel: "kiosk", name: `Máy ${place}`, from: "2020-01-01" };
  });
  await askApi(`/v1/agencies/${agency.code}/touchpoints`, { method: "PUT", key: agency.key, body: { touchpoints } });
  return { ...agency, kiosks, deviceKey: await keyFor(agency.code, ["devices:write"]) };
}

/** A key of an agency. */
export async function keyFor(code: string, scopes: readonly string[], unit?: string): Promise<string> {
  const body = { name: "test", scopes, ...(unit === undefined ? {} : { unit }) };
  return (await askApi<{ key: string }>(`/v1/agencies/${code}/keys`, { key: rootKey, body })).key;
}

/** Makes a device; open on every day, all day long but for its last minute, unless a test wants it otherwise. */
export function makeDevice(agency: KioskAgency, different: Record<string, unknown> = {}): Promise<EnrolmentTicket> {
  const opening_hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "23:59" }];
  const body = { touchpoint: agency.kiosks[0], name: "Máy 1", opening_hours, ...different };
  return askApi<EnrolmentTicket>(`/v1/agencies/${agency.code}/devices`, { key: agency.deviceKey, body });
}

/** A device as the office sees it. */
export function readDevice(agency: KioskAgency, id: string): Promise<Device> {
  return askApi<Device>(`/v1/agencies/${agency.code}/devices/${id}`, { key: agency.deviceKey });
}

/** A key pair as a tablet makes it. */
export type TabletKey = { readonly pair: CryptoKeyPair; readonly publicKey: DevicePublicKey };

/** Makes a key pair. */
export async function newTabletKey(): Promise<TabletKey> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const pair = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const { x, y } = (await crypto.subtle.exportKey("jwk", pair.publicKey)) as JsonWebKey;
  return { pair, publicKey: { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" } };
}

/** Three headers that carry a signature. */
export type SignedHeaders = Readonly<Record<"content-digest" | "signature-input" | "signature", string>>;

/** A tablet: its key, and the counter of its next request. */
export type Tablet = TabletKey & {
  readonly agency: string;
  readonly device: string;
  enrolled: EnrolledDevice;
  counter: number;
};

/** Trades a code for a key; answers the response as it is. `from`: the address that the proxy in front tells. */
export function trade(
  agency: string,
  code: string,
  { publicKey, from }: Pick<TabletKey, "publicKey"> & { readonly from?: string },
): Promise<Response> {
  const headers: Record<string, string> = from === undefined ? {} : { "x-forwarded-for": from };
  return callApi("/v1/enrolments", { body: { agency, code, public_key: publicKey }, headers });
}

/** Trades a code and is the device from now on. */
export async function enrol(agency: string, { code, device }: { code: string; device: string }): Promise<Tablet> {
  const key = await newTabletKey();
  const response = await trade(agency, code, key);
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return { ...key, agency, device, enrolled: await response.json<EnrolledDevice>(), counter: 0 };
}

/** A device that has its tablet. */
export async function enrolledTablet(agency: KioskAgency, different: Record<string, unknown> = {}): Promise<Tablet> {
  return enrol(agency.code, await makeDevice(agency, different));
}

/** Signs a body with the tablet's next counter, or one that a test wants. */
export async function sign(tablet: Tablet, path: string, body: string, counter?: number): Promise<SignedHeaders> {
  tablet.counter = counter ?? tablet.counter + 1;
  const signer = { device: tablet.device, counter: tablet.counter };
  const digest = contentDigest(base64(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body))));
  const base = signatureBase({ method: "POST", path, contentDigest: digest, ...signer });
  const signature = await crypto.subtle.sign(
    { name: "ECDSA", hash: "SHA-256" },
    tablet.pair.privateKey,
    new TextEncoder().encode(base),
  );
  return {
    "content-digest": digest,
    "signature-input": signatureInput(signer),
    signature: signatureHeader(base64(signature)),
  };
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/** A batch as text. */
export function batchOf(feedback: readonly unknown[], sentAt: Date = new Date()): string {
  return JSON.stringify({ sent_at: sentAt.toISOString(), feedback });
}

/** Sends a signed batch; answers the response as it is. */
export async function postSigned(tablet: Tablet, feedback: readonly unknown[], counter?: number): Promise<Response> {
  const body = batchOf(feedback);
  return callApi(feedbackPath, { body, headers: await sign(tablet, feedbackPath, body, counter) });
}

/** Sends a signed batch; each receipt in a word. */
export async function sendSigned(tablet: Tablet, feedback: readonly unknown[]): Promise<string[]> {
  const response = await postSigned(tablet, feedback);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return (JSON.parse(text) as { receipts: Receipt[] }).receipts.map(inAWord);
}

/** Feedback with these numbers, at the tablet's touchpoint. */
export function numbered(
  tablet: Tablet,
  numbers: readonly number[],
  different: object = {},
): Record<string, unknown>[] {
  return numbers.map((sequence) => newFeedback(tablet.enrolled.touchpoint, { sequence, ...different }));
}

/** What a tablet tells of itself, with what a test wants different. */
export function heartbeatOf(tablet: Tablet, different: Partial<Heartbeat> = {}): Heartbeat {
  return {
    agency: tablet.agency,
    sent_at: new Date().toISOString(),
    version: "0.1.0",
    captured: 0,
    pending: [],
    queue: { length: 0, parked: 0, oldest_at: null, oldest_age_ms: null },
    clock_ahead_ms: 0,
    storage: { persisted: true, quota: 1_000_000, usage: 1000 },
    battery: { level: 0.8, charging: true },
    ready: [],
    ...different,
  };
}

/** Sends a heartbeat; answers the response as it is. */
export async function beat(tablet: Tablet, different: Partial<Heartbeat> = {}, counter?: number): Promise<Response> {
  const path = heartbeatPath(tablet.device);
  const body = JSON.stringify(heartbeatOf(tablet, different));
  return callApi(path, { body, headers: await sign(tablet, path, body, counter) });
}

/** Kind of a problem's answer, with its status; `200` and the like where it is none. */
export async function inShort(response: Response): Promise<string> {
  if (response.ok) {
    await response.body?.cancel();
    return String(response.status);
  }
  const { type } = await response.json<{ type: string }>();
  return `${response.status} ${type.replace("/docs/problems#", "")}`;
}

/** Runs SQL in the agency's object, and answers its rows: for what only time would bring about. */
export function changeStorage(
  code: string,
  statement: string,
  ...values: (string | number)[]
): Promise<Record<string, unknown>[]> {
  const stub = env.AGENCY.get(env.AGENCY.idFromName(code));
  return runInDurableObject(stub, (_, { storage }) => storage.sql.exec(statement, ...values).toArray());
}

/** Kinds of the alerts that stand. */
export async function alertsOf(agency: KioskAgency, id: string): Promise<string[]> {
  return (await readDevice(agency, id)).alerts.map(({ kind }) => kind);
}
