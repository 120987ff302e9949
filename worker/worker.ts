import { allOperations } from "./agency/all-operations.ts";
import { trustedProxies } from "./api/client-address.ts";
import { limitedFetch } from "./api/limited-fetch.ts";
import { getOpenapi } from "./api/openapi.ts";
import { type SharedDeps, serve } from "./api/serve.ts";
import { authenticate } from "./keys/authenticate.ts";
import { clientNames } from "./limits/client-names.ts";
import { codeGuesses } from "./limits/guess-limit.ts";
import { noLimit, perMinuteOf, rateLimit, recentNames } from "./limits/rate-limit.ts";
import { openidProviders } from "./openid/openid-providers.ts";
import type { Operation } from "./operations/operation.ts";
import { cachedRegistry, noAgencies } from "./registry/cached-registry.ts";
import type { Environment } from "./runtime/environment.ts";
import { doorBook } from "./runtime/door-book.ts";
import { asksBySession, holderOfCookie } from "./sessions/session-cookie.ts";
import type { AgencyPort, RegistryPort } from "./runtime/ports.ts";

export { AgencyObject } from "./agency/agency-object.ts";
export { RegistryObject } from "./registry/registry-object.ts";

/** Every operation: those of agencies, and the description of them all. */
const operations: Readonly<Record<string, Operation<never>>> = {
  ...allOperations,
  getOpenapi: getOpenapi(() => operations),
};

// The runtime's stubs have these methods; its types don't know the ports.
const registryOf = ({ REGISTRY }: Environment): RegistryPort =>
  REGISTRY.get(REGISTRY.idFromName("registry")) as unknown as RegistryPort;

/** Asks for the registry's stub only when it is needed: most requests name an agency that is known already. */
const lazyRegistry = (environment: Environment): RegistryPort => ({
  add: (code) => registryOf(environment).add(code),
  remove: (code) => registryOf(environment).remove(code),
  codes: () => registryOf(environment).codes(),
  ping: () => registryOf(environment).ping(),
});

/** An agency's object. `idFromName` is slower than a look into a map. */
function agencies({ AGENCY }: Environment): (code: string) => AgencyPort {
  const ids = new Map<string, DurableObjectId>();
  return (code) => {
    const id = ids.get(code) ?? AGENCY.idFromName(code);
    ids.set(code, id);
    return AGENCY.get(id) as unknown as AgencyPort;
  };
}

/** What is remembered and counted for as long as the isolate lives. */
const nowMs = (): number => Date.now();
const guesses = codeGuesses(nowMs);
const clients = clientNames({ nowMs, randomId: () => crypto.randomUUID() });
const knownAgencies = noAgencies();
/** More than come in the quarter of an hour in which a person may revise. */
const passed = recentNames(50_000);
const underWay = { count: 0 };
/** Providers of OpenID Connect have 5 s for an answer of at most 256 kB. */
const providers = openidProviders({
  ask: limitedFetch({
    fetch: (address, init) => fetch(address, init),
    signal: () => AbortSignal.timeout(5000),
    maxBytes: 262_144,
  }),
  nowMs,
  log: (what, reason) => console.error(what, reason),
});

function sharedDeps(environment: Environment): SharedDeps {
  const agency = agencies(environment);
  const perMinute = perMinuteOf(environment.RATE_LIMIT);
  return {
    environment,
    authenticate: async (deps) => (asksBySession(deps.request) ? holderOfCookie(deps) : authenticate(deps)),
    underWay,
    guesses,
    nameOf: clients.nameOf,
    passed,
    perMinute,
    limits: Number.isFinite(perMinute) ? rateLimit(nowMs) : noLimit,
    registry: cachedRegistry(lazyRegistry(environment), knownAgencies, nowMs),
    agency,
    doors: doorBook({ agency, nowMs }),
    providers,
    isTrustedProxy: trustedProxies(environment.TRUSTED_PROXIES),
    inTime: (work, maxBytes) => withinMs(work, bodyWithinMs + maxBytes / bytesPerMs),
    letOthersIn: () => new Promise((resolve) => setTimeout(resolve, 0)),
    log: (what, error) => console.error(what, error instanceof Error ? error.stack : String(error)),
  };
}

/** A body may take 20 s, and a second more for each 64 kB that it may have. */
const bodyWithinMs = 20_000;
const bytesPerMs = 64;

function withinMs<T>(work: Promise<T>, ms: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** By environment, of which an isolate has one. */
const sharedBy = new WeakMap<Environment, SharedDeps>();

function shared(environment: Environment): SharedDeps {
  const deps = sharedBy.get(environment) ?? sharedDeps(environment);
  sharedBy.set(environment, deps);
  return deps;
}

const handler: ExportedHandler<Environment> = {
  fetch: serve(operations, {
    nowMs,
    randomId: () => crypto.randomUUID(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    shared,
  }),
};

/** What the runtime loads. */
export default handler;
