import {
  type AuthorizationServer,
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrantRequest,
  type Client,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type CustomFetchOptions,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discoveryRequest,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  getValidatedIdTokenClaims,
  None,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  validateApplicationLevelSignature,
  validateAuthResponse,
} from "oauth4webapi";
import { fail, ok, type Result } from "../../shared/result.ts";
import type {
  LoginSecrets,
  OpenidClient,
  OpenidProviders,
  ProvenIdentity,
  RedirectAddresses,
} from "../runtime/ports.ts";

/** What providers are asked through. `ask` ends by itself what takes too long or is too large. */
export type ProviderDeps = {
  readonly ask: (
    url: string,
    options: CustomFetchOptions<"GET" | "POST", URLSearchParams | undefined>,
  ) => ReturnType<typeof discoveryRequest>;
  readonly nowMs: () => number;
  /** For whoever runs the server; gets no code, no token and no text of the provider but the name of an error. */
  readonly log: (what: string, reason: string) => void;
};

/** For so long a provider's description is used; its keys are read again after as long, or when a token names a new one. */
const freshMs = 5 * 60_000;
/** How far the provider's clock may be from ours, in seconds. */
const skewSeconds = 60;
/** Longest time between the start of a sign-in and the return from the provider. */
const loginMs = 10 * 60_000;

/** Providers of OpenID Connect, asked by code flow with PKCE; what they say of themselves is remembered for minutes. */
export function openidProviders(deps: ProviderDeps): OpenidProviders {
  const read = serverReader(deps);
  return {
    async begin(client, addresses) {
      const server = await read(client);
      const secrets = newSecrets(deps.nowMs());
      const location = server && (await addressFor(server, { client, addresses, secrets }));
      return location === null ? null : { location, secrets };
    },
    async finish(client, { addresses, secrets, given }) {
      if (deps.nowMs() - secrets.begunMs > loginMs) return fail("state");
      const server = await read(client);
      if (!server) return fail("provider");
      const redirect = redirectFor(server, addresses);
      // A provider that does not name itself is told from others by the address that it sends people back to.
      if (new URL(redirect).searchParams.get("agency") !== given.get("agency")) return fail("state");
      const code = codeIn({ server, client, secrets }, given);
      if (!code.ok) return code;
      try {
        const options = optionsFor(deps, client);
        return ok(await identify({ server, client, redirect, secrets, options }, code.value));
      } catch (error) {
        deps.log(`sign-in at ${client.issuer}`, reasonOf(error));
        return fail("provider");
      }
    },
  };
}

/** Reads what a provider says of itself, and remembers it; null if it does not answer as it should. */
function serverReader(deps: ProviderDeps): (client: OpenidClient) => Promise<AuthorizationServer | null> {
  const known = new Map<string, { readonly server: AuthorizationServer; readonly readMs: number }>();
  return async (client) => {
    const { issuer } = client;
    const read = known.get(issuer);
    if (read && deps.nowMs() - read.readMs < freshMs) return read.server;
    try {
      const address = new URL(issuer);
      const answer = await discoveryRequest(address, optionsFor(deps, client));
      const server = await processDiscoveryResponse(address, answer);
      known.set(issuer, { server, readMs: deps.nowMs() });
      return server;
    } catch (error) {
      deps.log(`the provider ${issuer}`, reasonOf(error));
      return null;
    }
  };
}

type Options = { readonly [customFetch]: ProviderDeps["ask"]; readonly [allowInsecureRequests]: boolean };

/** Without https only where the issuer is on this machine. */
function optionsFor({ ask }: ProviderDeps, { issuer }: OpenidClient): Options {
  return { [customFetch]: ask, [allowInsecureRequests]: issuer.startsWith("http:") };
}

function newSecrets(begunMs: number): LoginSecrets {
  const [state, nonce, verifier] = [generateRandomState(), generateRandomNonce(), generateRandomCodeVerifier()];
  return { state, nonce, verifier, begunMs };
}

/** Where the provider sends people back to: one address for all that name themselves in their answer (RFC 9207), else the agency's own. */
function redirectFor(server: AuthorizationServer, { shared, own }: RedirectAddresses): string {
  return server.authorization_response_iss_parameter_supported === true ? shared : own;
}

type Beginning = {
  readonly client: OpenidClient;
  readonly addresses: RedirectAddresses;
  readonly secrets: LoginSecrets;
};

/** The address of the provider's page; null if it has none that a browser may be sent to, or does not take PKCE. */
async function addressFor(
  server: AuthorizationServer,
  { client, addresses, secrets }: Beginning,
): Promise<string | null> {
  const challenges = server.code_challenge_methods_supported;
  if (challenges && !challenges.includes("S256")) return null;
  const page = URL.parse(server.authorization_endpoint ?? "");
  const scheme = page?.protocol;
  if (!page || !(scheme === "https:" || (scheme === "http:" && client.issuer.startsWith("http:")))) return null;
  const parameters = {
    response_type: "code",
    client_id: client.clientId,
    redirect_uri: redirectFor(server, addresses),
    scope: "openid",
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(parameters)) page.searchParams.set(name, value);
  return page.href;
}

type Started = {
  readonly server: AuthorizationServer;
  readonly client: OpenidClient;
  readonly secrets: LoginSecrets;
};

/** Errors by which a provider says that the person may or would not sign in. The others are about the server or its set-up. */
const refusals: ReadonlySet<string> = new Set([
  ...["access_denied", "login_required", "interaction_required", "consent_required", "account_selection_required"],
]);

/** The parameters with the code, if they answer what was begun. */
function codeIn(
  { server, client, secrets }: Started,
  given: URLSearchParams,
): Result<URLSearchParams, "state" | "refused" | "provider"> {
  try {
    return ok(validateAuthResponse(server, clientOf(client), given, secrets.state));
  } catch (error) {
    if (!(error instanceof AuthorizationResponseError)) return fail("state");
    return fail(refusals.has(error.error) ? "refused" : "provider");
  }
}

type Exchange = Started & { readonly redirect: string; readonly options: Options };

/** Exchanges the code and checks the ID token: signature, issuer, audience, times and nonce. Throws if anything is not right. */
async function identify(
  { server, client, secrets, redirect, options }: Exchange,
  code: URLSearchParams,
): Promise<ProvenIdentity> {
  const us = clientOf(client);
  const auth = authOf(server, client);
  const answer = await authorizationCodeGrantRequest(server, us, auth, code, redirect, secrets.verifier, options);
  const expected = { expectedNonce: secrets.nonce, requireIdToken: true };
  const tokens = await processAuthorizationCodeResponse(server, us, answer, expected);
  await validateApplicationLevelSignature(server, answer, options);
  const claims = getValidatedIdTokenClaims(tokens);
  if (!claims || claims.sub.length > 255) throw new Error("the ID token names nobody");
  return { issuer: claims.iss, subject: claims.sub };
}

function clientOf({ clientId }: OpenidClient): Client {
  return { client_id: clientId, [clockTolerance]: skewSeconds };
}

function authOf(
  { token_endpoint_auth_methods_supported: methods }: AuthorizationServer,
  client: OpenidClient,
): ClientAuth {
  if (client.clientSecret === null) return None();
  const isPosted = methods?.includes("client_secret_post") === true && !methods.includes("client_secret_basic");
  return isPosted ? ClientSecretPost(client.clientSecret) : ClientSecretBasic(client.clientSecret);
}

/** The name of an error, and what the provider calls it if that is a plain name such as `invalid_client`. */
function reasonOf(error: unknown): string {
  const { name, message, code, error: said } = Object(error) as Record<string, unknown>;
  const told = typeof said === "string" && /^[a-z_]{1,40}$/.test(said) ? `: ${said}` : "";
  return `${code ?? name} ${message}${told}`;
}
