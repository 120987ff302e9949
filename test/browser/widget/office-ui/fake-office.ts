import type { Session } from "../../../../shared/contract/session.ts";
import { officeClient } from "../../../../widget/office-ui/office-client.ts";
import type { OfficeDeps } from "../../../../widget/office-ui/office-page-element.ts";

/** A call of a page, with its body as JSON or as a file. */
export type Call = { readonly line: string; readonly query: URLSearchParams; readonly body: unknown };

/** An answer: JSON with a status (200 without one). */
export type Told = { readonly status?: number; readonly json: unknown };

/** An office behind a few lines; `answer` gets each call without `/v1/agencies/H20`, such as `GET /units`. */
export function fakeOffice(answer: (call: Call) => Told | Promise<Told>, may: Partial<OfficeDeps> = {}) {
  const calls: Call[] = [];
  const told: string[] = [];
  let query: Readonly<Record<string, string>> = {};
  const session = { agency: "H20", unit: "H20", scopes: ["config:write"] } as unknown as Session;
  const client = officeClient({
    server: "https://office.example",
    signedOut: () => {},
    fetch: async (given) => {
      const request = given as Request;
      const url = new URL(request.url);
      const line = `${request.method} ${url.pathname.replace("/v1/agencies/H20", "")}`;
      const text = await request.text();
      const isJson = request.headers.get("content-type")?.startsWith("application/json");
      const call = { line, query: url.searchParams, body: isJson && text !== "" ? JSON.parse(text) : text };
      calls.push(call);
      const { status = 200, json } = await answer(call);
      return new Response(status === 204 ? null : JSON.stringify(json), {
        status,
        headers: { "content-type": "application/json" },
      });
    },
  });
  const deps: OfficeDeps = {
    ...{ agency: "H20", session, language: "vi", client, server: "https://office.example" },
    ...{ today: () => "2026-11-29", nowMs: () => Date.parse("2026-11-29T03:00:00Z"), every: () => () => {} },
    ...{
      open: () => {},
      mayOpen: () => true,
      nameOf: (page: string) => page,
      tell: (words: string) => void told.push(words),
      drafts: null,
    },
    query: {
      read: () => query,
      write: (written) => {
        query = written;
      },
    },
    ...may,
  };
  return { deps, calls, told };
}

/** A page of a list that is the last. */
export function whole(data: readonly unknown[]): Told {
  return { json: { data, meta: { next_cursor: null } } };
}
