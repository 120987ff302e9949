import createClient, { type Client } from "openapi-fetch";
import type { operations, paths } from "./api-types.d.ts";
import { loadRefusals, type Problem } from "./problem-words.ts";

export { kindOf, type Problem } from "./problem-words.ts";

/** Calls any operation of the API by its path, with types from the OpenAPI document. The session's cookie goes with each call. */
export type OfficeClient = Client<paths>;

/** The rows that an operation lists, such as `RowOf<"listUnits">`. */
export type RowOf<Name extends keyof operations> =
  AnswerOf<Name> extends { data: readonly (infer Row)[] } ? Row : never;

/** What an operation answers with 200 or 201. */
export type AnswerOf<Name extends keyof operations> = operations[Name]["responses"] extends {
  200: { content: { "application/json": infer Answer } };
}
  ? Answer
  : operations[Name]["responses"] extends { 201: { content: { "application/json": infer Made } } }
    ? Made
    : never;

/** What an operation takes as its body. */
export type BodyOf<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : never;

/** What a client is made with. */
export type ClientDeps = {
  readonly fetch: typeof globalThis.fetch;
  readonly server: string;
  /** To be called when the server says that nobody is signed in. Resolves later: whether the same one has signed in again. */
  readonly signedOut: () => Promise<boolean>;
};

/** Says that a call is by the session: only pages of this server can send it. Its name is `sessionHeader` of the contract. */
const bySession = { "office-session": "1" };

/** Headers of a call by nobody: where people sign in, the cookie of a session that has ended must not count. */
export const asNobody = { "office-session": null } as const;

function answerOf(kind: string, title: string): Response {
  const problem: Problem = { type: `/docs/problems#${kind}`, title, status: 503 };
  return new Response(JSON.stringify(problem), {
    status: 503,
    headers: { "content-type": "application/problem+json" },
  });
}

/** The answer in place of one that does not come. */
const unreachable = (): Response => answerOf("unreachable", "The server cannot be reached");

/** The answer in place of the page of a proxy, which says in HTML that the server behind it does not answer. */
const unavailable = (): Response => answerOf("unavailable", "The server is not available");

/**
 * Makes a client of one server. A network that fails is a problem like the others, so callers need no `catch`.
 * A GET that meets the end of a session waits until somebody has signed in again, so that the page gets what it asked for.
 */
export function officeClient({ fetch, server, signedOut }: ClientDeps): OfficeClient {
  const client = createClient<paths>({
    baseUrl: server,
    fetch: (request) => fetch(request),
    ...{ cache: "no-store", credentials: "same-origin", referrerPolicy: "no-referrer" },
    headers: bySession,
  });
  client.use({
    onError: unreachable,
    async onResponse({ request, response: first, schemaPath }) {
      let response = first;
      if (response.status === 401 && schemaPath !== "/v1/sessions") {
        const isBack = signedOut();
        const waits = request.method === "GET" && schemaPath !== "/v1/session";
        if (waits && (await isBack)) response = await fetch(request).catch(unreachable);
      }
      if (response.ok) return response;
      await loadRefusals();
      return response.headers.get("content-type")?.includes("json") ? response : unavailable();
    },
  });
  return client;
}

/** A page of a list, or why there is none: what a client's GET of a list gives. */
type PageAnswer<Row> = {
  readonly data?: { readonly data: readonly Row[]; readonly meta: { readonly next_cursor: string | null } };
  readonly error?: Problem;
};

/** All rows of a list, page after page, or the problem of the page that failed. `read` asks for the page at a cursor. */
export async function readPages<Row>(
  read: (at: { limit: string; cursor?: string }) => Promise<PageAnswer<Row>>,
): Promise<
  { readonly rows: readonly Row[]; readonly error?: undefined } | { readonly rows?: undefined; readonly error: Problem }
> {
  const rows: Row[] = [];
  for (let next: string | null = ""; next !== null; ) {
    const at: { limit: string; cursor?: string } = { limit: "1000", ...(next === "" ? {} : { cursor: next }) };
    const { data, error }: PageAnswer<Row> = await read(at);
    if (!data) return { error: error ?? { type: "#internal", title: "", status: 500 } };
    rows.push(...data.data);
    next = data.meta.next_cursor;
  }
  return { rows };
}
