import type * as z from "zod/mini";
import type { FailureOf } from "../problems/failure.ts";
import type { Scope } from "../../shared/contract/key.ts";
import type { Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import type { AgencyPort } from "../agency/agency-port.ts";
import type { Environment } from "../runtime/environment.ts";
import type { RegistryPort } from "../runtime/ports.ts";
import type { Answer } from "./operation.ts";
import type { CodeGuesses } from "../api/code-guesses.ts";

/** Who may ask: everybody, the root key, any valid key of the agency, or a key with the scope named. */
export type Audience = "public" | "root" | "any-key" | Scope;

/** What a handler works with. */
export type RouteContext = {
  readonly request: Request;
  readonly url: URL;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly environment: Environment;
  readonly registry: RegistryPort;
  /** Who asks; null without a key, which only public routes allow. */
  readonly principal: Principal | null;
  /** Takes touchpoints' or devices' tokens for this much feedback. Failure: `rate-limited`. */
  limit(touchpoints: readonly string[]): Result<null, FailureOf<"rate-limited">>;
  /** Through which whoever gives a code tries it. */
  readonly guesses: CodeGuesses;
  /** Requests with feedback that this isolate has begun and not answered. */
  readonly underWay: { count: number };
  /** Comes back in a later turn of the event loop, after whatever came in meanwhile: for answers that take long to make. */
  letOthersIn(): Promise<void>;
  /** For whoever runs the server: no words of people, no codes, no keys. */
  log(what: string, error: unknown): void;
  /** An agency that the registry knows. */
  agency(code: string): AgencyPort;
};

/** One row of the route table: also what OpenAPI is made from. */
export type Route = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH";
  /** Path with `:name` parameters. */
  readonly path: string;
  readonly audience: Audience;
  readonly summary: string;
  /** Whether a device's signature goes with it: in three headers, described as parameters. */
  readonly signed?: "always" | "by-devices";
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** Media types that the body may come as; JSON where none is named. */
  readonly mediaTypes?: readonly string[];
  readonly answer?: z.ZodMiniType;
  readonly status?: number;
  readonly handle: (context: RouteContext) => Promise<Answer>;
};

/** Who asks on a route that is not public; the pipeline lets nobody else through. */
export function needPrincipal({ principal }: RouteContext): Principal {
  if (principal === null) throw new Error("a route that needs a key was reached without one");
  return principal;
}
