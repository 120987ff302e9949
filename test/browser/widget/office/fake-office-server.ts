import type { Session } from "../../../../shared/contract/session.ts";
import { sessionOf } from "../fake-office.ts";

/** The office's server in a few lines: who is signed in, and by which keys one can be. */
export type FakeOfficeServer = {
  readonly fetch: typeof globalThis.fetch;
  /** Such as `POST /v1/sessions`, with the body. */
  readonly calls: { readonly line: string; readonly body: unknown }[];
  session: Session | null;
  isUp: boolean;
  /** Sessions by key. */
  readonly keys: Map<string, Session>;
  /** Names by code. */
  readonly agencies: Map<string, string>;
  /** Words on the button of the agency's provider. */
  provider: string | null;
  /** Invitations by code. */
  readonly invitations: Map<string, { readonly session: Session; readonly key: string | null }>;
};

/** The root key of the fake server. */
export const rootKey = "root-key-of-the-fake-server";

function json(body: unknown, status = 200): Response {
  return body === null ? new Response(null, { status }) : Response.json(body, { status });
}

function problem(kind: string, status: number, errors?: unknown): Response {
  return json(
    { type: `/docs/problems#${kind}`, title: kind, status, detail: "", ...(errors ? { errors } : {}) },
    status,
  );
}

type Given = { readonly code?: string; readonly name?: string; readonly key?: string; readonly agency?: string };

function answer(server: FakeOfficeServer, line: string, given: Given): Response {
  const { agencies } = server;
  const [, code = "", rest] = /^GET \/v1\/agencies\/([^/]+)(\/sign-in)?$/.exec(line) ?? [];
  if (line === "GET /v1/session") return json({ session: server.session });
  if (line === "DELETE /v1/session") {
    server.session = null;
    return json(null, 204);
  }
  if (line === "POST /v1/sessions") return enter(server, given);
  if (line === "POST /v1/agencies") {
    agencies.set(given.code ?? "", given.name ?? "");
    return json({ code: given.code, name: given.name, time_zone: "Asia/Ho_Chi_Minh" }, 201);
  }
  if (line === "POST /v1/invitations") {
    const taken = server.invitations.get(given.code ?? "");
    server.invitations.delete(given.code ?? "");
    server.session = taken?.session ?? server.session;
    return taken ? json(taken, 201) : problem("unknown-code", 404);
  }
  if (line.endsWith("/sign-in/start")) return json({ location: "https://id.example/authorize" }, 201);
  if (code !== "" && !agencies.has(code)) return problem("unknown-agency", 404);
  if (rest) return json({ sign_in: server.provider === null ? null : { label: { vi: server.provider } } });
  if (code !== "") return json({ code, name: agencies.get(code), time_zone: "Asia/Ho_Chi_Minh" });
  return server.session ? json({ data: [], meta: { next_cursor: null } }) : problem("unauthorized", 401);
}

function enter(server: FakeOfficeServer, { key = "", agency }: Given): Response {
  const isRoot = key === rootKey;
  const wrong = [{ pointer: "/agency", detail: "must name one" }];
  if (isRoot && agency === undefined) return problem("invalid", 400, wrong);
  const code = agency ?? "H20";
  if (isRoot && !server.agencies.has(code)) return problem("unknown-agency", 404);
  const root = sessionOf("administrator", { agency: code, unit: code, id: "root", role: null });
  const session = isRoot ? root : server.keys.get(key);
  if (!session) return problem("unauthorized", 401);
  server.session = session;
  return json(session, 201);
}

/** A server that has H20, with nobody signed in. */
export function fakeOfficeServer(): FakeOfficeServer {
  const server: FakeOfficeServer = {
    ...{ calls: [], session: null, isUp: true, provider: null },
    ...{ keys: new Map(), agencies: new Map([["H20", "Tỉnh Đồng Tháp"]]), invitations: new Map() },
    async fetch(input) {
      const request = input as Request;
      const text = await request.clone().text();
      const body: unknown = text === "" ? null : JSON.parse(text);
      const line = `${request.method} ${new URL(request.url).pathname}`;
      server.calls.push({ line, body });
      if (!server.isUp) throw new TypeError("Failed to fetch");
      return answer(server, line, (body ?? {}) as Given);
    },
  };
  return server;
}
