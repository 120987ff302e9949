import { listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Environment } from "../../worker/runtime/environment.ts";
import handler from "../../worker/worker.ts";

const rootKey = "the root key of these tests";

/** What the runtime binds, with a root key of our own. */
export function environmentWith(more: Partial<Environment> = {}): Environment {
  return { ...(env as unknown as Environment), ROOT_KEY: rootKey, RATE_LIMIT: "off", AGENCIES: "", ...more };
}

/** What a request is made of; a body that is neither text nor bytes goes as JSON. */
export type Ask = {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly environment?: Environment;
  /** The address that the request comes from. */
  readonly client?: string;
};

/** An answer, read: `body` is parsed where it is JSON, `kind` is a problem's name. */
export type Answered = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly kind: string | null;
};

/** Sends one request to the whole Worker, such as `GET /healthz`. */
export async function ask(
  line: string,
  { key, body, headers, client, environment = environmentWith() }: Ask = {},
): Promise<Answered> {
  const [method = "", path = ""] = line.split(" ");
  const request = new Request(`https://feedback.example${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: asSent(body) }),
    ...(client === undefined ? {} : { cf: { clientIp: `${client}:4711` } }),
  } as RequestInit);
  const fetch = handler.fetch as unknown as (request: Request, environment: Environment) => Promise<Response>;
  return read(await fetch(request, environment));
}

function asSent(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return typeof body === "string" ? body : JSON.stringify(body);
}

/** Sends one request with the root key. */
export function askAsRoot(line: string, body?: unknown): Promise<Answered> {
  return ask(line, body === undefined ? { key: rootKey } : { key: rootKey, body });
}

/** Makes an agency; answers the beginning of its paths. */
export async function openAgency(code: string): Promise<string> {
  const made = await askAsRoot("POST /v1/agencies", { code, name: `Tỉnh ${code}` });
  if (made.status !== 201) throw new Error(`${code} was not made: ${JSON.stringify(made.body)}`);
  return `/v1/agencies/${code}`;
}

/** Whether the object of an agency was ever called, which alone makes its files. */
export async function hasObject(code: string): Promise<boolean> {
  const { AGENCY } = environmentWith();
  const id = AGENCY.idFromName(code);
  return (await listDurableObjectIds(AGENCY)).some((one) => one.equals(id));
}

/** Makes a key of an agency as root; answers its token. */
export async function giveKey(base: string, key: { scopes: readonly string[]; unit?: string }): Promise<string> {
  const made = await askAsRoot(`POST ${base}/keys`, { name: "test", ...key });
  if (made.status !== 201) throw new Error(`no key was made: ${JSON.stringify(made.body)}`);
  return (made.body as { key: string }).key;
}

/** Puts North with Ward below it, and South. */
export async function putThreeUnits(base: string): Promise<void> {
  const unit = { kind: "commune", valid_from: "2025-07-01" };
  const units = [
    { ...unit, code: "North", name: "Xã Bắc" },
    { ...unit, code: "Ward", name: "Ấp Bắc", parent: "North" },
    { ...unit, code: "South", name: "Xã Nam" },
  ];
  const put = await askAsRoot(`PUT ${base}/units`, { units });
  if (put.status !== 200) throw new Error(`no units were put: ${JSON.stringify(put.body)}`);
}

/** Rows of a list's or a PUT's answer. */
export function rowsOf({ body }: Answered): Record<string, unknown>[] {
  return (body as { data: Record<string, unknown>[] }).data;
}

async function read(response: Response): Promise<Answered> {
  // Not `text()`: the runtime warns at types that it doesn't take for text, such as NDJSON.
  const text = new TextDecoder().decode(await response.arrayBuffer());
  const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
  const body: unknown = isJson && text !== "" ? JSON.parse(text) : text;
  const type = (body as { type?: unknown } | null)?.type;
  const kind = response.status >= 400 && typeof type === "string" ? (type.split("#")[1] ?? null) : null;
  return { status: response.status, headers: response.headers, body, kind };
}
