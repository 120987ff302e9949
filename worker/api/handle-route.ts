import { agencyCode } from "../../shared/codes.ts";
import type { Failure, FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { hasScope, type Principal } from "../access/principal.ts";
import type { Answer } from "../operations/operation.ts";
import { problemAnswer } from "../problems/problems.ts";
import { noQuery, readQuery } from "../operations/read-request.ts";
import type { Route, RouteContext } from "../operations/route.ts";

/** Everything that a handler gets, but who asks. */
export type Asked = Omit<RouteContext, "principal">;

/** Who asks, null without a key. Failure: `unauthorized`. */
export type Authenticate = (asked: Asked) => Promise<Result<Principal | null, FailureOf<"unauthorized">>>;

/** Lets a request through to its handler: who asks, may they, is every parameter known, does the agency exist. */
export async function handleRoute(route: Route, asked: Asked, authenticate: Authenticate): Promise<Answer> {
  const principal = await authenticate(asked);
  if (!principal.ok) return problemAnswer(principal.failure);
  const allowed = mayAsk(route, principal.value, asked.params.agency);
  if (!allowed.ok) return problemAnswer(allowed.failure);
  const query = readQuery(asked.url, route.query ?? noQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const { agency } = asked.params;
  if (agency !== undefined && !(agencyCode.safeParse(agency).success && (await asked.registry.knows(agency)))) {
    return problemAnswer({ kind: "unknown-agency", given: agency });
  }
  return route.handle({ ...asked, principal: principal.value });
}

/** Failures: `unauthorized`, `other-agency`, `scope-missing`. */
function mayAsk(route: Route, principal: Principal | null, agency: string | undefined): Result<null, Failure> {
  const { audience } = route;
  if (audience === "public") return ok(null);
  if (principal === null) return fail({ kind: "unauthorized" });
  if (principal.kind === "root") return ok(null);
  if (audience === "root") return fail({ kind: "scope-missing", given: "the root key is needed" });
  if (principal.agency !== agency) return fail({ kind: "other-agency" });
  if (audience === "any-key" || hasScope(principal, audience)) return ok(null);
  return fail({ kind: "scope-missing", given: audience });
}
