import { createHash, randomBytes } from "node:crypto";
import { contentDigest, signatureHeader, signatureInput } from "../../shared/crypto/signature-base.ts";
import { ticketCode } from "../../widget/visit/comment.ts";
import { makeFeedback } from "../server/make-feedback.ts";

/** What a flood aims at: the touchpoint of the honest, another one, and a ticket that is valid. */
export type FloodAim = { readonly same: string; readonly other: string; readonly ticket: string };

type Sent = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string;
  readonly headers?: Headers;
};
type Headers = Readonly<Record<string, string>>;

/** One kind of flood: the request that it sends, made anew for each of `kinds` requests and then sent over and over. */
type FloodRow = { readonly says: string; readonly kinds: number; readonly request: (aim: FloodAim) => Sent };

const feedbackPath = "/v1/feedback";
const base32 = "0123456789abcdefghjkmnpqrstvwxyz";

function batch(touchpoints: readonly string[], more: object = {}): string {
  const nowMs = Date.now();
  const feedback = touchpoints.map((touchpoint, place) => ({
    ...makeFeedback(touchpoint, 1 + (place % 5), nowMs),
    reasons: [],
    ...more,
  }));
  return JSON.stringify({ sent_at: new Date(nowMs).toISOString(), feedback });
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

function post(body: string, path = feedbackPath, headers: Headers = {}): Sent {
  return { method: "POST", path, body, headers };
}

function randomPart(alphabet: string, length: number): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % 32]).join("");
}

/** Words with much to look at for whoever masks personal data. */
const sentence =
  "Tôi ở số 12 đường Nguyễn Huệ, gọi 0912 345 678 hay viết thư ten.toi@example.vn về hồ sơ H20.20.4-241124-0001. ";
const longComment = sentence.repeat(40).slice(0, 3900);

function falselySigned({ same }: FloodAim): Sent {
  const body = batch([same]);
  const signer = { device: `device-${randomPart(base32, 16)}`, counter: 1 + (randomBytes(3).readUIntBE(0, 3) % 1e6) };
  return post(body, feedbackPath, {
    "content-digest": contentDigest(createHash("sha256").update(body).digest("base64")),
    "signature-input": signatureInput(signer),
    signature: signatureHeader(randomBytes(64).toString("base64")),
  });
}

function lookUp(code: string): Sent {
  return post(JSON.stringify({ code }), "/v1/tickets/lookup");
}

/** Every row of the table of floods, by the name under which it can be asked for. */
export const floodRows: Readonly<Record<string, FloodRow>> = {
  other: { says: "other touchpoints", kinds: 4000, request: ({ other }) => post(batch([other])) },
  same: { says: "same touchpoint", kinds: 4000, request: ({ same }) => post(batch([same])) },
  batches: { says: "batches of 100", kinds: 100, request: ({ other }) => post(batch(times(100, () => other))) },
  comments: {
    says: "long comments, 40 a batch",
    kinds: 40,
    request: ({ other }) =>
      post(
        batch(
          times(40, () => other),
          { comment: longComment },
        ),
      ),
  },
  nested: {
    says: "120 kB nested JSON",
    kinds: 1,
    request: () => post(`{"sent_at":"x","feedback":${"[".repeat(60_000)}${"]".repeat(60_000)}}`),
  },
  agencies: {
    says: "100 unknown agencies a batch",
    kinds: 100,
    request: () => post(batch(times(100, () => `X${randomPart(base32, 8).toUpperCase()}-${randomPart(base32, 10)}`))),
  },
  openapi: { says: "openapi", kinds: 1, request: () => ({ method: "GET", path: "/v1/openapi.json" }) },
  invented: {
    says: "invented touchpoints",
    kinds: 1000,
    request: ({ other }) => post(batch(times(10, () => `${other.slice(0, -10)}${randomPart(base32, 10)}`))),
  },
  signatures: { says: "false signatures", kinds: 2000, request: falselySigned },
  ticket: { says: "one valid ticket looped", kinds: 1, request: ({ ticket }) => lookUp(ticket) },
  tickets: {
    says: "wrong tickets",
    kinds: 2000,
    request: ({ other }) => lookUp(ticketCode(other.slice(0, -11), randomBytes(12))),
  },
};

/** The bytes of the row's requests, all from one address. */
export function floodRequests({ kinds, request }: FloodRow, aim: FloodAim): Buffer[] {
  return times(kinds, () => {
    const { method, path, body = "", headers = {} } = request(aim);
    const own = {
      host: "127.0.0.1",
      "x-forwarded-for": "203.0.113.66",
      "content-type": "application/json",
      ...(method === "POST" ? { "content-length": String(Buffer.byteLength(body)) } : {}),
      ...headers,
    };
    const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
  });
}
