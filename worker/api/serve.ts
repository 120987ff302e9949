import { type IRequest, Router } from "itty-router";
import type { Answer, Operation } from "../operations/operation.ts";
import { agencyPage, type VisitorDeps } from "../pages/agency-page.ts";
import { ownPage } from "../pages/own-page.ts";
import { site } from "../pages/site.ts";
import type { Environment } from "../runtime/environment.ts";
import { clientAddress, type TrustedProxies } from "./client-address.ts";
import { preflight, problemAnswer, respond } from "./respond.ts";
import { type NamedOperation, type PipelineDeps, runOperation } from "./run-operation.ts";

/** What outlives a request. */
export type SharedDeps = Omit<PipelineDeps, "request" | "url" | "client" | "clientName" | "ask"> & {
  /** Names the client at an address for a purpose. */
  readonly nameOf: (address: string | null, purpose: string) => Promise<string>;
  readonly isTrustedProxy: TrustedProxies;
};

/** What the composition root hands in. */
export type ServeDeps = {
  readonly nowMs: () => number;
  readonly randomId: () => string;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  readonly shared: (environment: Environment) => SharedDeps;
};

type Serve = (request: Request, environment: Environment) => Promise<Response>;
type Params = Readonly<Record<string, string>>;

/** Answers requests: the API's operations, then the pages and the element, then a problem. */
export function serve(operations: Readonly<Record<string, Operation<never>>>, deps: ServeDeps): Serve {
  const named = Object.entries(operations).map(([name, operation]): NamedOperation => ({ name, operation }));
  const fixed = new Map(named.map((one) => [`${one.operation.method} ${one.operation.path}`, one]));
  const router = Router<IRequest, [Environment], Response>();
  for (const one of named.toSorted(fixedFirst)) {
    const { method, path } = one.operation;
    const handle = (request: IRequest, environment: Environment): Promise<Response> =>
      answerOperation(one, request.params, { request, environment, deps });
    router[method.toLowerCase() as "get"](path, handle);
    if (method === "GET") router.head?.(path, handle);
  }
  return async (request, environment) => {
    // Paths without parameters, the busiest among them, are found without trying every pattern.
    const one = fixed.get(`${request.method} ${pathOf(request.url)}`);
    if (one) return answerOperation(one, {}, { request, environment, deps });
    const routed = await router.fetch(request, environment);
    return routed ?? answerUnrouted({ request, environment, deps }, { routes: router.routes, named });
  };
}

/** A path such as `devices/events` comes before `devices/:id`, which would match it too. */
function fixedFirst({ operation: one }: NamedOperation, { operation: other }: NamedOperation): number {
  return one.path.split(":").length - other.path.split(":").length;
}

/** The path of an absolute address. Cheaper than a `URL`, which most requests don't need. */
function pathOf(address: string): string {
  const start = address.indexOf("/", address.indexOf("//") + 2);
  const end = address.slice(start).search(/[?#]/);
  return end < 0 ? address.slice(start) : address.slice(start, start + end);
}

type Serving = { readonly request: Request; readonly environment: Environment; readonly deps: ServeDeps };

/** Answers by an operation; its path parameters come as they are in the address. */
async function answerOperation(
  named: NamedOperation,
  given: Params,
  { request, environment, deps }: Serving,
): Promise<Response> {
  const requestId = deps.randomId();
  const shared = deps.shared(environment);
  let answer: Answer;
  try {
    const params = decodeParams(given);
    answer = params
      ? await runOperation(named, pipelineDeps(request, shared), params)
      : problemAnswer({ kind: "not-found" });
  } catch (error) {
    shared.log(`${named.name} ${requestId}`, error);
    answer = problemAnswer({ kind: isOverloaded(error) ? "unavailable" : "internal" });
  }
  return respond(answer, { request, requestId, environment });
}

/** Whether an object refused a call because it has more to do than it can: the runtime marks the error. */
function isOverloaded(error: unknown): boolean {
  return (Object(error) as { overloaded?: unknown }).overloaded === true;
}

function pipelineDeps(request: Request, shared: SharedDeps): PipelineDeps {
  // Read when it is first needed: most readings need it never, feedback twice.
  let read: { readonly address: string | null } | null = null;
  const client = (): string | null => {
    read ??= { address: clientAddress(request, shared.isTrustedProxy) };
    return read.address;
  };
  return {
    ...shared,
    request,
    url: new URL(request.url),
    get client() {
      return client();
    },
    clientName: (purpose) => shared.nameOf(client(), purpose),
    ask: async (part, { agency, principal, input }) =>
      (await shared.agency(agency).call(part.name, { principal, input })) as never,
  };
}

/** Null if a parameter cannot be decoded. */
function decodeParams(params: Params): Params | null {
  try {
    return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return null;
  }
}

type Unrouted = {
  readonly routes: readonly [method: string, path: RegExp, ...unknown[]][];
  readonly named: readonly NamedOperation[];
};

/** Answers what no operation takes: a preflight, a page, a file of the site, or a problem. */
async function answerUnrouted(serving: Serving, { routes, named }: Unrouted): Promise<Response> {
  const { request, environment, deps } = serving;
  const { method, url } = request;
  const { pathname, searchParams } = new URL(url);
  const requestId = deps.randomId();
  const answer = (one: Answer): Promise<Response> => respond(one, { request, requestId, environment });
  const allowed = [...new Set(routes.flatMap(([allows, path]) => (path.test(pathname) ? [allows] : [])))];
  if (method === "OPTIONS" && allowed.length > 0) return preflight(allowed, requestId);
  if (allowed.length > 0) {
    return answer(problemAnswer({ kind: "method-not-allowed", given: method }, { allow: allowed.join(", ") }));
  }
  const isRead = method === "GET" || method === "HEAD";
  const own = isRead ? ownPage(pathname, searchParams.get("lang")) : null;
  if (own) return answer(own);
  const written = await agencyPage({ ...deps, ...deps.shared(environment), request, api: apiFor(serving, named) });
  if (written) return answer(written);
  const isSite = isRead && !pathname.startsWith("/v1/");
  const page = isSite ? await site(request, { assets: environment.ASSETS, requestId }) : null;
  return page ?? answer(problemAnswer({ kind: "not-found", given: pathname }));
}

/**
 * The API as a page asks it: as the sender of the request for the page could, without a key. So a form is under the same
 * limits as the element. An operation that throws is answered as one that is asked directly.
 */
function apiFor({ request, environment, deps }: Serving, named: readonly NamedOperation[]): VisitorDeps["api"] {
  return async (name, { params = {}, query = {}, body }) => {
    const operation = named.find((one) => one.name === name);
    if (!operation) throw new Error(`no operation is named ${name}`);
    const shared = deps.shared(environment);
    const { method, path } = operation.operation;
    const url = new URL(path, request.url);
    url.search = `${new URLSearchParams(query)}`;
    const asked = new Request(url, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    try {
      return await runOperation(operation, { ...pipelineDeps(request, shared), request: asked, url }, params);
    } catch (error) {
      shared.log(name, error);
      return problemAnswer({ kind: isOverloaded(error) ? "unavailable" : "internal" });
    }
  };
}
