import * as z from "zod/mini";
import type { DevicePublicKey, Heartbeat } from "../../../../shared/contract/device.ts";
import { enrolment, heartbeat } from "../../../../shared/contract/device.ts";
import type { FeedbackItem } from "../../../../shared/contract/feedback.ts";
import {
  contentDigest,
  readSignature,
  readSignatureInput,
  signatureBase,
} from "../../../../shared/crypto/signature-base.ts";
import { touchpoint, touchpointConfig } from "../../../fixtures/touchpoint-config.ts";
import type { FakeServer } from "../fake-server.ts";
import { fakeServer } from "../fake-server.ts";

/** The office's server in a few lines, behind `fetch`: it trades codes, checks signatures and counters, and keeps feedback. */
export type FakeOffice = {
  readonly fetch: typeof fetch;
  readonly feedback: FakeServer;
  readonly heartbeats: Heartbeat[];
  /** Public keys that codes were traded for. */
  readonly traded: DevicePublicKey[];
  /** What a signature or a counter was wrong in. */
  readonly complaints: string[];
  /** How far the server's clock is ahead of this machine's. */
  aheadMs: number;
  code: string;
  isUp: boolean;
  isRevoked: boolean;
  /** Whether the touchpoint is closed. */
  isClosed: boolean;
  /** Whether answers get lost on the way back. */
  losesAnswers: boolean;
  counter: number;
  readonly device: string;
};

const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

function problem(kind: string, status: number, more: object = {}): Response {
  return Response.json(
    { type: `/docs/problems#${kind}`, title: kind, status, ...more },
    { status, headers: { "content-type": "application/problem+json" } },
  );
}

function ordersOf(office: FakeOffice): object {
  return {
    touchpoint,
    name: "Sảnh",
    pin: { salt: "c2FsdA", hash: "AAAA", rounds: 1 },
    server_time: new Date(Date.now() + office.aheadMs).toISOString(),
    heartbeat_seconds: 60,
    sequence: Math.max(0, ...office.feedback.arrived.map(({ sequence = 0 }) => sequence)),
  };
}

async function enrol(office: FakeOffice, body: string): Promise<Response> {
  const { code, public_key } = z.parse(enrolment, JSON.parse(body));
  const [before] = office.traded.slice(-1);
  const isRepeat = before && before.x === public_key.x && before.y === public_key.y;
  if (code !== office.code || (before && !isRepeat && !office.isRevoked)) return problem("unknown-code", 404);
  if (!isRepeat) {
    office.traded.push(public_key);
    office.counter = 0;
    office.isRevoked = false;
  }
  return Response.json({ device: office.device, agency: "H20", ...ordersOf(office) });
}

async function wrongIn(office: FakeOffice, path: string, request: Request): Promise<string | null> {
  const body = await request.clone().text();
  const digestHeader = request.headers.get("content-digest") ?? "";
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body)));
  const signer = readSignatureInput(request.headers.get("signature-input") ?? "");
  const signature = readSignature(request.headers.get("signature") ?? "");
  const [jwk] = office.traded.slice(-1);
  if (!signer || !signature || !jwk) return "no signature";
  if (digestHeader !== contentDigest(btoa(String.fromCharCode(...bytes)))) return "digest";
  const key = await crypto.subtle.importKey("jwk", { ...jwk }, ecdsa, false, ["verify"]);
  const text = signatureBase({ method: "POST", path, contentDigest: digestHeader, ...signer });
  const rs = Uint8Array.from(atob(signature), (one) => one.charCodeAt(0));
  if (!(await crypto.subtle.verify(ecdsa, key, rs, new TextEncoder().encode(text)))) return "signature";
  if (signer.counter <= office.counter) return "counter-stale";
  office.counter = signer.counter;
  return null;
}

async function answerSigned(office: FakeOffice, path: string, request: Request): Promise<Response> {
  if (office.isRevoked) return problem("device-revoked", 403);
  const wrong = await wrongIn(office, path, request);
  if (wrong) office.complaints.push(wrong);
  if (wrong === "counter-stale") return problem(wrong, 409, { counter: office.counter });
  if (wrong) return problem("signature", 401);
  const body = await request.text();
  const headers = { "api-version": office.feedback.version };
  if (path === "/v1/feedback") {
    const sent = await office.feedback.send("", body);
    return sent.ok ? Response.json({ receipts: sent.value.receipts }, { headers }) : problem("unavailable", 503);
  }
  office.heartbeats.push(z.parse(heartbeat, JSON.parse(body)));
  return Response.json(ordersOf(office), { headers });
}

/** An office that is up and has made a device with a code. */
export function fakeOffice(): FakeOffice {
  const office: FakeOffice = {
    feedback: fakeServer(),
    heartbeats: [],
    traded: [],
    complaints: [],
    aheadMs: 0,
    code: "7K3M9Q2X",
    isUp: true,
    isRevoked: false,
    isClosed: false,
    losesAnswers: false,
    counter: 0,
    device: "device-0123456789abcdef",
    async fetch(address, init) {
      if (!office.isUp) throw new TypeError("Failed to fetch");
      const request = new Request(address, init);
      const path = new URL(request.url).pathname;
      const isConfig = path.startsWith("/v1/touchpoints/");
      const answer = isConfig
        ? Response.json(office.isClosed ? { ...touchpointConfig, closed: true } : touchpointConfig, {
            headers: { etag: office.isClosed ? '"closed"' : '"1"' },
          })
        : path === "/v1/enrolments"
          ? await enrol(office, await request.text())
          : await answerSigned(office, path, request);
      if (office.losesAnswers) throw new TypeError("Failed to fetch");
      return answer;
    },
  };
  return office;
}

/** What arrived, by number. */
export function arrivedBySequence(office: FakeOffice): FeedbackItem[] {
  return [...office.feedback.stored.values()].sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
}
