import { afterEach, describe, expect, it, vi } from "vitest";
import { encodeBase64url } from "../../../worker/crypto/base64url.ts";
import { askAsRoot } from "../office.ts";
import { type RoutedProvider, routedProvider, type Tricks } from "./provider-of-routes.ts";
import {
  type Begun,
  begin,
  comeBack,
  join,
  landing,
  openSignIn,
  sessionIn,
  setting,
  signIn,
} from "./sign-in-office.ts";

let made = 0;

/** An agency with a member `s-1`, and its provider. An isolate remembers what providers say of themselves, so each is another. */
async function opened(tricks: Tricks = {}): Promise<{ base: string; code: string; provider: RoutedProvider }> {
  made += 1;
  const code = `RF${made}`;
  const issuer = `https://sso.example/${code}`;
  const base = await openSignIn(code, { issuer });
  await join(code, `member-${made}`, { issuer, subject: "s-1" });
  return { base, code, provider: await routedProvider(tricks, issuer) };
}

/** Where a sign-in ends that must not begin a session. */
async function refusedAt(to: URL, cookie: string): Promise<string> {
  const done = await comeBack(to, cookie);
  expect(sessionIn(done)).toBeNull();
  expect(done.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-office-sign-in=; Max-Age=0; /)]);
  return landing(done).replace(/^.*\?failed=/, "");
}

/** The address of an honest answer, changed by a test. */
async function answered(change: (to: URL) => void): Promise<{ to: URL; begun: Begun }> {
  const { base, provider } = await opened();
  const begun = await begin(base);
  const to = provider.admit(begun.location, "s-1");
  change(to);
  return { to, begun };
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("an answer that is not to what this browser began", () => {
  it.each<[string, (to: URL) => void]>([
    ["has another state", ({ searchParams }) => searchParams.set("state", "A".repeat(43))],
    ["has no state", ({ searchParams }) => searchParams.delete("state")],
    ["names another provider (mix-up)", ({ searchParams }) => searchParams.set("iss", "https://sso.example/other")],
    ["does not name the provider, which says that it always does", ({ searchParams }) => searchParams.delete("iss")],
    ["names another agency", ({ searchParams }) => searchParams.set("agency", "RF1")],
    ["has no code", ({ searchParams }) => searchParams.delete("code")],
  ])("%s, and is refused", async (_, change) => {
    const { to, begun } = await answered(change);
    expect(await refusedAt(to, begun.cookie)).toMatch(/^(state|provider)$/);
  });

  it("comes without the cookie of the start, and is refused", async () => {
    const { to } = await answered(() => undefined);
    expect(await refusedAt(to, "")).toBe("state");
    expect(await refusedAt(to, "__Host-office-sign-in=e30")).toBe("state");
    expect(await refusedAt(to, "__Host-office-sign-in=%%%")).toBe("state");
  });

  it("comes with a cookie that somebody made up for an agency that does not exist", async () => {
    const made = { ...{ agency: "NOWHERE", issuer: "https://sso.example", to: "/office/NOWHERE", invitation: null } };
    const login = { ...made, state: "s", nonce: "n", verifier: "v", begunMs: Date.now() };
    const cookie = `__Host-office-sign-in=${encodeBase64url(new TextEncoder().encode(JSON.stringify(login)))}`;
    const to = new URL("https://feedback.example/v1/sign-in/callback?state=s&code=c");
    expect(landing(await comeBack(to, cookie))).toBe("/office/?failed=state");
  });

  it("comes more than ten minutes after the start, also from a browser that keeps cookies longer", async () => {
    const { to, begun } = await answered(() => undefined);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 });
    expect(await refusedAt(to, begun.cookie)).toBe("state");
  });

  it("is of another start, at the same agency or at another, and is refused", async () => {
    const [one, other] = [await opened(), await opened()];
    const [first, second, elsewhere] = [await begin(one.base), await begin(one.base), await begin(other.base)];
    const to = one.provider.admit(first.location, "s-1");
    expect(await refusedAt(to, second.cookie)).toBe("state");
    expect(await refusedAt(to, elsewhere.cookie)).toBe("state");
  });

  it("was begun with a provider that the agency no longer has", async () => {
    const { base, code, provider } = await opened();
    const { location, cookie } = await begin(base);
    await askAsRoot(`PUT ${base}/sign-in`, { ...setting, issuer: `https://new.example/${code}` });
    expect(await refusedAt(provider.admit(location, "s-1"), cookie)).toBe("state");
  });

  it("brings a code a second time, and is refused", async () => {
    const { base, provider } = await opened();
    const { location, cookie } = await begin(base);
    const to = provider.admit(location, "s-1");
    expect(sessionIn(await comeBack(to, cookie))).not.toBeNull();
    expect(await refusedAt(to, cookie)).toBe("provider");
  });

  it("brings the code of somebody else's start (injection): PKCE refuses it", async () => {
    const { base, provider } = await opened();
    const [attacker, victim] = [await begin(base), await begin(base)];
    const to = provider.admit(victim.location, "s-1");
    to.searchParams.set("state", new URL(attacker.location).searchParams.get("state") ?? "");
    expect(await refusedAt(to, attacker.cookie)).toBe("provider");
  });

  it("is only looked at (HEAD), and its code stays good", async () => {
    const { base, provider } = await opened();
    const { location, cookie } = await begin(base);
    const to = provider.admit(location, "s-1");
    expect(sessionIn(await comeBack(to, cookie, "HEAD"))).toBeNull();
    expect(sessionIn(await comeBack(to, cookie))).not.toBeNull();
  });
});

describe("providers that don't name themselves in their answers", () => {
  const silent = { metadata: { authorization_response_iss_parameter_supported: undefined } };

  it("send people back to an address of the agency's own", async () => {
    const { base, code, provider } = await opened(silent);
    const { location, cookie } = await begin(base);
    const redirect = new URL(location).searchParams.get("redirect_uri");
    expect(redirect).toBe(`https://feedback.example/v1/sign-in/callback?agency=${code}`);
    expect(sessionIn(await comeBack(provider.admit(location, "s-1"), cookie))).not.toBeNull();
  });

  it("cannot be mixed up: the answer of another agency's provider is refused", async () => {
    const [honest, hostile] = [await opened(silent), await opened(silent)];
    const begun = await begin(hostile.base);
    // The hostile provider sends the browser on to the honest one, with its own state.
    const forged = new URL((await begin(honest.base)).location);
    forged.searchParams.set("state", new URL(begun.location).searchParams.get("state") ?? "");
    const to = honest.provider.admit(forged.href, "s-1");
    hostile.provider.asked.length = 0;
    expect(await refusedAt(to, begun.cookie)).toBe("state");
    to.searchParams.delete("agency");
    expect(await refusedAt(to, begun.cookie)).toBe("state");
    expect(hostile.provider.asked.filter((line) => line.startsWith("POST"))).toEqual([]);
  });
});

/** What a provider says that it signs with. */
const signsWith = (...algorithms: string[]): Pick<Tricks, "metadata"> => ({
  metadata: { id_token_signing_alg_values_supported: algorithms },
});

describe("an ID token", () => {
  it.each<[string, Tricks, RegExp]>([
    ["of another nonce", { claims: (claims) => ({ ...claims, nonce: "another" }) }, /"nonce" claim value/],
    ["without a nonce", { claims: ({ nonce: _, ...claims }) => claims }, /"nonce".* missing/],
    ["of another issuer", { claims: (claims) => ({ ...claims, iss: "https://sso.example/other" }) }, /"iss"/],
    ["for another client", { claims: (claims) => ({ ...claims, aud: "another-client" }) }, /"aud"/],
    [
      "for several, given to another",
      { claims: (claims) => ({ ...claims, aud: [claims.aud, "b"], azp: "b" }) },
      /"azp"/,
    ],
    ["that has expired", { claims: (claims) => ({ ...claims, exp: claims.iat - 90 }) }, /"exp"/],
    ["that is not valid yet", { claims: (claims) => ({ ...claims, nbf: claims.iat + 90 }) }, /"nbf"/],
    ["without a subject", { claims: ({ sub: _, ...claims }) => claims }, /"sub"/],
    ["with a subject that is too long", { claims: (claims) => ({ ...claims, sub: "x".repeat(256) }) }, /names nobody/],
    ["signed by a foreign key", { signedBy: "foreign" }, /signature verification failed/],
    ["signed by a key that isn't published", { kids: { signs: "two", shows: "one" } }, /no applicable keys/],
    ["signed by nobody", { signedBy: "none", ...signsWith("none") }, /alg|algorithm/],
    ["signed by the client's secret", { signedBy: "the client's secret", ...signsWith("HS256") }, /alg|algorithm/],
    ["signed as the provider says that it never does", signsWith("RS256"), /"alg"/],
  ])("%s is refused", async (_, tricks, reason) => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { base, provider } = await opened(tricks);
    const { location, cookie } = await begin(base);
    expect(await refusedAt(provider.admit(location, "s-1"), cookie)).toBe("provider");
    expect(provider.given).toHaveLength(1);
    expect(log.mock.calls.map((words) => words.join(" "))).toEqual([expect.stringMatching(reason)]);
  });

  it("that expired within the last minute is taken, since clocks differ", async () => {
    const { base, provider } = await opened({ claims: (claims) => ({ ...claims, exp: claims.iat - 30 }) });
    expect(sessionIn(await signIn(base, provider, {}))).not.toBeNull();
  });
});
