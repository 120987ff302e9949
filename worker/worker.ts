import { authenticate } from "./keys/authenticate.ts";
import type { AgencyPort } from "./agency/agency-port.ts";
import type { Environment } from "./runtime/environment.ts";
import { codeGuesses } from "./api/code-guesses.ts";
import { perMinuteOf, type RateLimit, rateLimit } from "./api/rate-limit.ts";
import { type Services, serve } from "./api/serve.ts";
import { cachedRegistry } from "./registry/cached-registry.ts";
import type { RegistryPort } from "./runtime/ports.ts";
import { getOpenapi } from "./api/get-openapi.ts";
import type { Operation } from "./operations/operation.ts";
import { routes } from "./api/routes.ts";
import { allOperations } from "./agency/all-operations.ts";

export { AgencyObject } from "./agency/agency-object.ts";
export { RegistryObject } from "./registry/registry-object.ts";

/** Kept for the life of the isolate: agencies are never taken away, and buckets only mean something in memory. */
const known = new Set<string>();
const agencyIds = new Map<string, DurableObjectId>();
const underWay = { count: 0 };
const guesses = codeGuesses({ nowMs: () => Date.now(), randomId: () => crypto.randomUUID() });
let limits: RateLimit | null = null;

// The runtime's stubs carry these calls as they are; its own types know nothing of the ports.
const registryOf = ({ REGISTRY }: Environment): RegistryPort =>
  REGISTRY.get(REGISTRY.idFromName("registry")) as unknown as RegistryPort;
/** Most requests ask about an agency that is known already, and need no stub. */
const lazyRegistryOf = (environment: Environment): RegistryPort => ({
  knows: (code) => registryOf(environment).knows(code),
  add: (code) => registryOf(environment).add(code),
  ping: () => registryOf(environment).ping(),
});
const agencyOf = ({ AGENCY }: Environment, code: string): AgencyPort =>
  AGENCY.get(idOf(AGENCY, code)) as unknown as AgencyPort;

/** Hashing a name into an id takes the runtime longer than looking it up. */
function idOf(agencies: DurableObjectNamespace, code: string): DurableObjectId {
  const id = agencyIds.get(code) ?? agencies.idFromName(code);
  agencyIds.set(code, id);
  return id;
}

const services: Services = {
  authenticate,
  randomId: () => crypto.randomUUID(),
  asked(environment) {
    limits ??= rateLimit(perMinuteOf(environment.RATE_LIMIT));
    const take = limits;
    return {
      underWay,
      guesses,
      registry: cachedRegistry(lazyRegistryOf(environment), known),
      agency: (code) => agencyOf(environment, code),
      limit: (touchpoints) => take(touchpoints, Date.now()),
      letOthersIn: () => new Promise((resolve) => setTimeout(resolve, 0)),
      log: (what, error) => console.error(what, error instanceof Error ? error.stack : String(error)),
    };
  },
};

/** Every operation: those of agencies, and the description of them all. */
const operations: Readonly<Record<string, Operation<never>>> = {
  ...allOperations,
  getOpenapi: getOpenapi(() => operations),
};

const handler: ExportedHandler<Environment> = { fetch: serve({ operations, routes }, services) };

/** What the runtime loads. */
export default handler;
