import { newSignIn, type SignIn, signIn } from "../../shared/contract/sign-in.ts";
import { ok, type Result } from "../../shared/result.ts";
import { hasScope, type Principal } from "../access/principal.ts";
import { type AuditDeps, askerOf, noteDeed } from "../audit/note-deed.ts";
import { type Operation, operation, type Shape, type WorkerDeps } from "../operations/operation.ts";
import { publicOrigin } from "../operations/read-request.ts";
import type { ReachDeps } from "../organization/organization.ts";
import type { RedirectAddresses } from "../runtime/ports.ts";
import type { SignInStore, StoredSignIn } from "./sign-in-store.ts";

/** What the operations on an agency's provider work with. */
export type SignInDeps = ReachDeps & AuditDeps & { readonly signIn: SignInStore };

/** Where an agency's provider is set, and where a sign-in begins. */
export const signInPath = "/v1/agencies/:agency/sign-in";

/** Where providers send people back to. */
export const callbackPath = "/v1/sign-in/callback";

/** What the asker may see of the provider. */
type Seen = {
  readonly signIn: Omit<StoredSignIn, "clientSecret">;
  readonly hasSecret: boolean;
  readonly isWhole: boolean;
};

/** `PUT …/sign-in`: the agency's provider. */
export const putSignIn: Operation<SignInDeps> = operation({
  method: "PUT",
  path: signInPath,
  // The server fetches the issuer's addresses: nobody else may make it ask machines beside it.
  audience: "root",
  summary: "Set the provider of OpenID Connect by which the agency's people sign in",
  description:
    "Replaces all that was set; without `client_secret` there is none stored. Needs the root key, since the server will fetch the issuer's addresses.",
  body: newSignIn,
  answer: signIn,
  failures: [],
  runs: "in a transaction",
  run(deps, principal, { body: { client_id: clientId, client_secret: clientSecret = null, issuer, label } }) {
    const before = deps.signIn.read();
    const after = { issuer, clientId, clientSecret, label };
    deps.signIn.put(after);
    note(deps, principal, { what: "sign-in.put", before, after });
    return ok(seen(after, true));
  },
  shape: (value: Seen | null, worker, { params }) => shapeOf(value, worker, params.agency),
});

/** `DELETE …/sign-in`: the agency's people sign in by keys again. */
export const deleteSignIn: Operation<SignInDeps> = operation({
  method: "DELETE",
  path: signInPath,
  audience: "root",
  summary: "Remove the agency's provider",
  description:
    "Sessions go on to their end. Members who joined by the provider need another invitation to sign in otherwise.",
  statuses: [204],
  failures: [],
  runs: "in a transaction",
  run(deps, principal) {
    const before = deps.signIn.read();
    deps.signIn.remove();
    if (before) note(deps, principal, { what: "sign-in.removed", before, after: null });
    return ok(null);
  },
});

/** `GET …/sign-in`: whether there is a provider, and what its button says. */
export const getSignIn: Operation<SignInDeps> = operation({
  method: "GET",
  path: signInPath,
  audience: "public",
  summary: "Read how an agency's people sign in",
  description:
    "Null if by keys alone. The provider's address and its client are told to the root key and with `members:write`; the secret never.",
  answer: signIn,
  failures: [],
  runs: "reads",
  run({ signIn: store, organization }, principal): Result<Seen | null, never> {
    const stored = store.read();
    return ok(stored && seen(stored, maySeeAll(principal, organization.agency.code)));
  },
  shape: (value: Seen | null, worker, { params }) => shapeOf(value, worker, params.agency),
});

function maySeeAll(principal: Principal | null, agency: string): boolean {
  if (principal === null) return false;
  return hasScope(principal, "members:write") && (principal.kind === "root" || principal.agency === agency);
}

function seen({ clientSecret, ...signIn }: StoredSignIn, isWhole: boolean): Seen {
  return { signIn, hasSecret: clientSecret !== null, isWhole };
}

function shapeOf(
  value: Seen | null,
  worker: Pick<WorkerDeps, "request" | "url" | "environment">,
  agency: string,
): Shape {
  if (value === null) return { value: { sign_in: null } satisfies SignIn };
  const { signIn: shown, hasSecret, isWhole } = value;
  const { shared, own } = redirectAddresses(worker, agency);
  const isSetting = secretInSetting(worker.environment.OIDC_SECRETS, agency) !== null;
  const provider = {
    issuer: shown.issuer,
    client_id: shown.clientId,
    secret: isSetting ? ("setting" as const) : hasSecret ? ("stored" as const) : null,
    redirect_addresses: [shared, own],
  };
  const told: SignIn = { sign_in: { label: shown.label, ...(isWhole ? { provider } : {}) } };
  return { value: told };
}

/** The redirect addresses that an agency's client must have at the provider. */
export function redirectAddresses(worker: Pick<WorkerDeps, "request" | "url">, agency: string): RedirectAddresses {
  const shared = publicOrigin(worker) + callbackPath;
  return { shared, own: `${shared}?agency=${agency}` };
}

/** The secret that the server's setting has for an agency's client; null without one. */
export function secretInSetting(setting: string | undefined, agency: string): string | null {
  if (!setting) return null;
  try {
    const secret: unknown = Object(JSON.parse(setting))[agency];
    return typeof secret === "string" && secret !== "" ? secret : null;
  } catch {
    return null;
  }
}

type Change = { readonly what: string; readonly before: StoredSignIn | null; readonly after: StoredSignIn | null };

/** Notes issuer and client; never a secret. */
function note(deps: SignInDeps, principal: Principal, { what, before, after }: Change): void {
  const words = (one: StoredSignIn | null): string | null => one && `${one.clientId} at ${one.issuer}`;
  const on = deps.organization.agency.code;
  noteDeed(deps, { by: askerOf(principal), what, on, unit: null, before: words(before), after: words(after) });
}
