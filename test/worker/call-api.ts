import { env, exports } from "cloudflare:workers";

/** How to call; `key` goes into the header, `body` out as JSON. */
export type Call = {
  readonly method?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: HeadersInit;
};

/** Calls the Worker as a client would. */
export async function callApi(path: string, { method, key, body, headers }: Call = {}): Promise<Response> {
  const all = new Headers(headers);
  if (key !== undefined) all.set("authorization", `Bearer ${key}`);
  if (body !== undefined && !all.has("content-type")) all.set("content-type", "application/json");
  return exports.default.fetch(
    new Request(`https://feedback.test${path}`, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: all,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );
}

/** Calls and reads the JSON of an answer that must be a success. */
export async function askApi<T>(path: string, call: Call = {}): Promise<T> {
  const response = await callApi(path, call);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  return JSON.parse(text) as T;
}

/** The server's root key. */
export const rootKey: string = env.ROOT_KEY ?? "";

let made = 0;

/** An agency of its own for one test: a key with every scope that it needs, two units, and a touchpoint on each. */
export type TestAgency = {
  readonly code: string;
  readonly key: string;
  readonly touchpoints: readonly [string, string];
};

/** Makes an agency that no other test touches; `prefix` tells the test files apart. */
export async function makeAgency(prefix: string): Promise<TestAgency> {
  made += 1;
  const code = `${prefix}${made}`;
  await askApi("/v1/agencies", { key: rootKey, body: { code, name: `Tỉnh ${code}` } });
  const scopes = ["config:write", "indices:read", "tallies:write", "feedback:read", "keys:write"];
  const { key } = await askApi<{ key: string }>(`/v1/agencies/${code}/keys`, {
    key: rootKey,
    body: { name: "office", scopes },
  });
  const touchpoints = [`${code}-0000000001`, `${code}-0000000002`] as const;
  await askApi(`/v1/agencies/${code}/units`, {
    method: "PUT",
    key,
    body: {
      units: ["A", "B"].map((unit) => ({
        code: unit,
        name: unit,
        parent: code,
        kind: "commune",
        valid_from: "2020-01-01",
      })),
    },
  });
  await askApi(`/v1/agencies/${code}/touchpoints`, {
    method: "PUT",
    key,
    body: {
      touchpoints: [
        { id: touchpoints[0], unit: "A", channel: "portal", name: "Cổng", from: "2020-01-01" },
        { id: touchpoints[1], unit: "B", channel: "kiosk", name: "Máy", from: "2020-01-01" },
      ],
    },
  });
  return { code, key, touchpoints };
}

/** A UUIDv7 of this moment. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor(Date.now() / 65_536));
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A feedback of this moment, with what a test wants different. */
export function newFeedback(touchpoint: string, different: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: newId(),
    revision: 1,
    amend_key: "AAAAAAAAAAAAAAAAAAAAAA",
    touchpoint,
    answered_at: new Date().toISOString(),
    level: 4,
    ...different,
  };
}

/** What the server answers for one feedback. */
export type Receipt = {
  readonly id: string | null;
  readonly revision: number | null;
  readonly outcome: "accepted" | "duplicate" | "refused";
  readonly problem?: { readonly type: string; readonly permanent: boolean; readonly detail: string };
};

/** Sends a batch and answers its receipts. */
export async function sendFeedback(feedback: readonly unknown[]): Promise<Receipt[]> {
  const body = { sent_at: new Date().toISOString(), feedback };
  return (await askApi<{ receipts: Receipt[] }>("/v1/feedback", { body })).receipts;
}

/** A receipt in a word: its outcome, or the kind of its problem. */
export function inAWord({ outcome, problem }: Receipt): string {
  return problem ? problem.type.replace("/docs/problems#", "") : outcome;
}
