import { type IRequest, Router } from "itty-router";
import type { Environment } from "../runtime/environment.ts";
import { ownPage } from "../pages/own-page.ts";
import { site } from "../pages/site.ts";
import type { Operation } from "../operations/operation.ts";
import { clientAddress } from "./client-address.ts";
import { preflight } from "./cors.ts";
import { type PipelineDeps, runOperation } from "./run-operation.ts";
import { type Asked, type Authenticate, handleRoute } from "./handle-route.ts";
import { problemAnswer } from "../problems/problems.ts";
import { respond } from "./respond.ts";
import type { Route } from "../operations/route.ts";
import type { Answer } from "../operations/operation.ts";

/** What the composition root hands in. */
export type Services = {
  readonly authenticate: Authenticate;
  readonly randomId: () => string;
  /** Everything of {@link Asked} that does not come from the request. */
  asked(environment: Environment): Omit<Asked, "request" | "url" | "params" | "environment">;
};

/** The list of operations, and routes that are not operations yet. */
export type ServedApi = {
  readonly operations: Readonly<Record<string, Operation<never>>>;
  readonly routes: readonly Route[];
};

/** What answers at a method and a path. */
type Endpoint = Pick<Route, "method" | "path"> & {
  readonly answer: (asked: Asked, authenticate: Authenticate) => Promise<Answer>;
};

function endpointsOf({ operations, routes }: ServedApi): Endpoint[] {
  const named = Object.entries(operations).map(([name, operation]): Endpoint => {
    const { method, path } = operation;
    const answer: Endpoint["answer"] = (asked, authenticate) =>
      runOperation({ name, operation }, pipelineDeps(asked, authenticate), asked.params);
    return { method, path, answer };
  });
  return [
    ...named,
    ...routes.map((route): Endpoint => {
      const { method, path } = route;
      return { method, path, answer: (asked, authenticate) => handleRoute(route, asked, authenticate) };
    }),
  ];
}

function pipelineDeps(asked: Asked, authenticate: Authenticate): PipelineDeps {
  return {
    ...asked,
    client: clientAddress(asked.request),
    authenticate: () => authenticate(asked),
    ask: async (part, { agency, principal, input }) =>
      (await asked.agency(agency).call(part.name, { principal, input })) as never,
  };
}

type Serve = (request: Request, environment: Environment) => Promise<Response>;

/** The API's routes, then our pages and the element, then a problem. */
export function serve(all: ServedApi, services: Services): Serve {
  const routes = endpointsOf(all);
  const router = Router<IRequest, [Environment], Response>();
  for (const route of routes) {
    const handle = (request: IRequest, environment: Environment): Promise<Response> =>
      answerRoute(route, { request, url: new URL(request.url), params: request.params, environment, services });
    router[methodOf(route)](route.path, handle);
    if (route.method === "GET") router.head?.(route.path, handle);
  }
  const fixed = fixedRoutes(routes);
  return async (request, environment) => {
    const url = new URL(request.url);
    const route = fixed.get(`${request.method} ${url.pathname}`);
    if (route) return answerRoute(route, { request, url, params: {}, environment, services });
    const routed = await router.fetch(request, environment);
    return routed ?? unrouted(request, { environment, services, allowed: allowedAt(router, request) });
  };
}

/** Routes without parameters, the busiest among them, by method and path: found without trying every pattern. */
function fixedRoutes(routes: readonly Endpoint[]): Map<string, Endpoint> {
  const fixed = routes.filter(({ path }) => !path.includes(":"));
  return new Map(fixed.map((route) => [`${route.method} ${route.path}`, route]));
}

type Method = "get" | "post" | "put" | "delete" | "patch";

function methodOf({ method }: Endpoint): Method {
  return method.toLowerCase() as Method;
}

type Serving = {
  readonly request: Request;
  readonly url: URL;
  /** As they stand in the address. */
  readonly params: Readonly<Record<string, string>>;
  readonly environment: Environment;
  readonly services: Services;
};

async function answerRoute(route: Endpoint, serving: Serving): Promise<Response> {
  const { request, url, environment, services } = serving;
  const requestId = services.randomId();
  const shared = services.asked(environment);
  let answer: Answer;
  try {
    const params = decodeParams(serving.params);
    answer = params
      ? await route.answer({ ...shared, request, url, params, environment }, services.authenticate)
      : problemAnswer({ kind: "not-found" });
  } catch (error) {
    shared.log(`${route.method} ${route.path} ${requestId}`, error);
    answer = problemAnswer({ kind: "internal" });
  }
  return respond(answer, responding(request, { requestId, environment }));
}

function responding(
  request: Request,
  { requestId, environment }: { requestId: string; environment: Environment },
): Parameters<typeof respond>[1] {
  return {
    request,
    requestId,
    withKey: request.headers.has("authorization"),
    apiVersion: environment.VERSION ?? "0",
  };
}

/** The router hands path parameters over as they stand in the address. Null where one is not decodable. */
function decodeParams(params: Readonly<Record<string, string>>): Record<string, string> | null {
  try {
    return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return null;
  }
}

type Unrouted = { readonly environment: Environment; readonly services: Services; readonly allowed: readonly string[] };

async function unrouted(request: Request, { environment, services, allowed }: Unrouted): Promise<Response> {
  const requestId = services.randomId();
  if (request.method === "OPTIONS" && allowed.length > 0) return preflight(allowed, requestId);
  const context = responding(request, { requestId, environment });
  if (allowed.length > 0) {
    return respond(
      problemAnswer({ kind: "method-not-allowed", given: request.method }, { allow: allowed.join(", ") }),
      context,
    );
  }
  const isRead = request.method === "GET" || request.method === "HEAD";
  const own = isRead ? ownPage(new URL(request.url).pathname) : null;
  if (own) return respond(own, context);
  const page = isRead && !isApi(request) ? await site(request, { assets: environment.ASSETS, requestId }) : null;
  return page ?? respond(problemAnswer({ kind: "not-found", given: new URL(request.url).pathname }), context);
}

function isApi(request: Request): boolean {
  return new URL(request.url).pathname.startsWith("/v1/");
}

function allowedAt(router: { routes: readonly [string, RegExp, ...unknown[]][] }, request: Request): string[] {
  const { pathname } = new URL(request.url);
  return [...new Set(router.routes.filter(([, path]) => path.test(pathname)).map(([method]) => method))];
}
