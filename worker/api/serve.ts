import { type IRequest, Router } from "itty-router";
import type { Answer, Operation } from "../operations/operation.ts";
import { ownPage } from "../pages/own-page.ts";
import { site } from "../pages/site.ts";
import { problemAnswer } from "./problem-answer.ts";
import type { Environment } from "../runtime/environment.ts";
import { clientAddress } from "./client-address.ts";
import { preflight } from "./cors.ts";
import { respond } from "./respond.ts";
import { type NamedOperation, type PipelineDeps, runOperation } from "./run-operation.ts";

/** What outlives a request. */
export type SharedDeps = Omit<PipelineDeps, "request" | "url" | "client" | "ask">;

/** What the composition root hands in. */
export type ServeDeps = {
  readonly randomId: () => string;
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
      answerOperation(one, { request, environment, params: request.params, deps });
    router[method.toLowerCase() as "get"](path, handle);
    if (method === "GET") router.head?.(path, handle);
  }
  return async (request, environment) => {
    // Paths without parameters, the busiest among them, are found without trying every pattern.
    const one = fixed.get(`${request.method} ${pathOf(request.url)}`);
    if (one) return answerOperation(one, { request, environment, params: {}, deps });
    const routed = await router.fetch(request, environment);
    return routed ?? unrouted(request, { environment, deps, allowed: allowedAt(router, request) });
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

type Serving = {
  readonly request: Request;
  readonly environment: Environment;
  /** As they are in the address. */
  readonly params: Params;
  readonly deps: ServeDeps;
};

async function answerOperation(named: NamedOperation, serving: Serving): Promise<Response> {
  const { request, environment, deps } = serving;
  const requestId = deps.randomId();
  const shared = deps.shared(environment);
  let answer: Answer;
  try {
    const params = decodeParams(serving.params);
    answer = params
      ? await runOperation(named, pipelineDeps(request, shared), params)
      : problemAnswer({ kind: "not-found" });
  } catch (error) {
    shared.log(`${named.name} ${requestId}`, error);
    answer = problemAnswer({ kind: "internal" });
  }
  return respond(answer, respondingTo(request, { requestId, environment }));
}

function pipelineDeps(request: Request, shared: SharedDeps): PipelineDeps {
  return {
    ...shared,
    request,
    url: new URL(request.url),
    get client() {
      return clientAddress(request);
    },
    ask: async (part, { agency, principal, input }) =>
      (await shared.agency(agency).call(part.name, { principal, input })) as never,
  };
}

function respondingTo(
  request: Request,
  { requestId, environment }: { requestId: string; environment: Environment },
): Parameters<typeof respond>[1] {
  const withKey = request.headers.has("authorization");
  return { request, requestId, withKey, apiVersion: environment.VERSION ?? "0" };
}

/** The router gives path parameters as they are in the address. Null if one cannot be decoded. */
function decodeParams(params: Params): Params | null {
  try {
    return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return null;
  }
}

type Unrouted = { readonly environment: Environment; readonly deps: ServeDeps; readonly allowed: readonly string[] };

async function unrouted(request: Request, { environment, deps, allowed }: Unrouted): Promise<Response> {
  const { method, url } = request;
  const requestId = deps.randomId();
  const { pathname } = new URL(url);
  const answer = (one: Answer): Promise<Response> => respond(one, respondingTo(request, { requestId, environment }));
  if (method === "OPTIONS" && allowed.length > 0) return preflight(allowed, requestId);
  if (allowed.length > 0) {
    return answer(problemAnswer({ kind: "method-not-allowed", given: method }, { allow: allowed.join(", ") }));
  }
  const isRead = method === "GET" || method === "HEAD";
  const own = isRead ? ownPage(pathname) : null;
  if (own) return answer(own);
  const isSite = isRead && !pathname.startsWith("/v1/");
  const page = isSite ? await site(request, { assets: environment.ASSETS, requestId }) : null;
  return page ?? answer(problemAnswer({ kind: "not-found", given: pathname }));
}

function allowedAt(router: { routes: readonly [string, RegExp, ...unknown[]][] }, request: Request): string[] {
  const { pathname } = new URL(request.url);
  return [...new Set(router.routes.filter(([, path]) => path.test(pathname)).map(([method]) => method))];
}
