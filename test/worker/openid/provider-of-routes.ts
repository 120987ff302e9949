import { vi } from "vitest";
import { encodeBase64url } from "../../../worker/crypto/base64url.ts";

/** The address of the provider of these tests, unless a test says another. */
export const issuer = "https://sso.example/realms/office";

type Json = Record<string, unknown>;
type Claims = Json & { iss: string; sub: string; aud: unknown; exp: number; iat: number; nonce?: string | undefined };

/** How a provider departs from the rules; each of them may be left out. */
export type Tricks = {
  readonly metadata?: Json;
  /** An address of its description that is without https. */
  readonly insecure?: "jwks_uri" | "token_endpoint";
  readonly claims?: (claims: Claims) => Json;
  /** Names of the key that signs and of the one that is published; a test may change them. */
  readonly kids?: { signs: string; shows: string };
  /** `foreign`: a key that is not among the published ones; `none`: no signature. */
  readonly signedBy?: "foreign" | "none" | "the client's secret";
  /** Answers one path of the provider in its own way. */
  readonly answer?: (url: URL) => Response | undefined;
};

/** A provider made of a few routes: it takes the place of the network. */
export type RoutedProvider = {
  /** Lets a person sign in at an address that a sign-in began with; returns the address to which the browser comes back. */
  readonly admit: (location: string, subject: string) => URL;
  /** What was asked of it, such as `POST /token`. */
  readonly asked: string[];
  /** What the token endpoint was given, the newest last. */
  readonly given: { readonly parameters: URLSearchParams; readonly authorization: string | null }[];
};

const es256 = { name: "ECDSA", namedCurve: "P-256" };
const pair = async (): Promise<CryptoKeyPair> =>
  (await crypto.subtle.generateKey(es256, true, ["sign", "verify"])) as CryptoKeyPair;
const text = (json: unknown): string => encodeBase64url(new TextEncoder().encode(JSON.stringify(json)));
const json = (value: unknown, status = 200): Response => Response.json(value, { status });

/** Of all providers: an isolate remembers published keys. */
const keys = Promise.all([pair(), pair()]);

/** Providers that answer, by their addresses. */
const network = new Map<string, (to: string, init?: RequestInit) => Promise<Response>>();

/** A provider answers without https, too: that nobody asks it so is what we test. */
const secure = (address: string): string => address.replace(/^http:/, "https:");

/** What a code was given out for. */
type Grant = { readonly asked: URLSearchParams; readonly subject: string };

/** Puts a provider in the place of the network. A code is good once, and only for who has the secret of PKCE. */
export async function routedProvider(tricks: Tricks = {}, address: string = issuer): Promise<RoutedProvider> {
  const [own, foreign] = await keys;
  const published = (await crypto.subtle.exportKey("jwk", own.publicKey)) as JsonWebKey;
  const kids = tricks.kids ?? { signs: "one", shows: "one" };
  const grants = new Map<string, Grant>();
  const asked: string[] = [];
  const given: RoutedProvider["given"] = [];
  const described = {
    issuer: address,
    authorization_endpoint: `${address}/authorize`,
    token_endpoint: `${address}/token`,
    jwks_uri: `${address}/jwks`,
    id_token_signing_alg_values_supported: ["ES256"],
    authorization_response_iss_parameter_supported: true,
    ...tricks.metadata,
  };
  const { insecure } = tricks;
  const metadata = insecure ? { ...described, [insecure]: described[insecure].replace("https", "http") } : described;

  async function token({ asked: begun, subject }: Grant): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const nonce = begun.get("nonce") ?? undefined;
    const claims = { iss: address, sub: subject, aud: begun.get("client_id"), exp: now + 300, iat: now, nonce };
    const algorithm = { none: "none", "the client's secret": "HS256" }[tricks.signedBy as string] ?? "ES256";
    const head = { alg: algorithm, kid: kids.signs };
    const signed = `${text(head)}.${text(tricks.claims ? tricks.claims(claims) : claims)}`;
    return `${signed}.${await signature(signed)}`;
  }

  async function signature(signed: string): Promise<string> {
    const bytes = new TextEncoder().encode(signed);
    if (tricks.signedBy === "none") return "";
    if (tricks.signedBy === "the client's secret") {
      const secret = new TextEncoder().encode("secret of the client");
      const hmac = { name: "HMAC", hash: "SHA-256" };
      const key = await crypto.subtle.importKey("raw", secret, hmac, false, ["sign"]);
      return encodeBase64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes)));
    }
    const { privateKey } = tricks.signedBy === "foreign" ? foreign : own;
    const made = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, bytes);
    return encodeBase64url(new Uint8Array(made));
  }

  async function exchange(request: Request): Promise<Response> {
    const parameters = new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer()));
    given.push({ parameters, authorization: request.headers.get("authorization") });
    const code = parameters.get("code") ?? "";
    const grant = grants.get(code);
    grants.delete(code);
    const secret = new TextEncoder().encode(parameters.get("code_verifier") ?? "");
    const challenge = encodeBase64url(new Uint8Array(await crypto.subtle.digest("SHA-256", secret)));
    const isSame = parameters.get("redirect_uri") === grant?.asked.get("redirect_uri");
    if (!grant || !isSame || challenge !== grant.asked.get("code_challenge"))
      return json({ error: "invalid_grant" }, 400);
    return json({ access_token: "a", token_type: "Bearer", id_token: await token(grant) });
  }

  async function answer(to: string, init?: RequestInit): Promise<Response> {
    const request = new Request(to, init);
    const url = new URL(to);
    const path = secure(to).slice(address.length);
    asked.push(`${request.method} ${path}`);
    const own = tricks.answer?.(url);
    if (own) return own;
    if (path === "/.well-known/openid-configuration") return json(metadata);
    if (path === "/jwks") return json({ keys: [{ ...published, kid: kids.shows, alg: "ES256", use: "sig" }] });
    return path === "/token" ? exchange(request) : json({}, 404);
  }

  network.set(address, answer);
  vi.spyOn(globalThis, "fetch").mockImplementation(async (to, init) => {
    const [, found] = [...network].find(([known]) => `${secure(String(to))}/`.startsWith(`${known}/`)) ?? [];
    if (!found) throw new TypeError(`no server answers at ${to}`);
    return found(String(to), init as RequestInit);
  });
  return {
    asked,
    given,
    admit(location, subject) {
      const begun = new URL(location).searchParams;
      const code = crypto.randomUUID();
      grants.set(code, { asked: begun, subject });
      const back = new URL(begun.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("state", begun.get("state") ?? "");
      if (metadata.authorization_response_iss_parameter_supported) back.searchParams.set("iss", address);
      return back;
    },
  };
}
