import { beforeAll, describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../../worker/crypto/base64url.ts";
import { ask, environmentWith, hasObject } from "../office.ts";
import { type RoutedProvider, routedProvider } from "./provider-of-routes.ts";
import { begin, comeBack, invite, landing, openSignIn, sessionIn, signIn } from "./sign-in-office.ts";

let base = "";
let provider: RoutedProvider;

beforeAll(async () => {
  provider = await routedProvider();
  base = await openSignIn("OID");
});

/** The cookie of a sign-in that has begun, with something else in it. */
function rewritten(cookie: string, other: Record<string, unknown>): string {
  const [name, value = ""] = cookie.split("=");
  const login = { ...JSON.parse(new TextDecoder().decode(decodeBase64url(value) ?? new Uint8Array())), ...other };
  return `${name}=${encodeBase64url(new TextEncoder().encode(JSON.stringify(login)))}`;
}

describe("signing in by a provider", () => {
  it("sends the browser to the provider with state, nonce and the challenge of PKCE", async () => {
    const begun = await ask(`POST ${base}/sign-in/start`, { body: {} });
    const { location } = begun.body as { location: string };
    expect(location).toMatch(/^https:\/\/sso\.example\/realms\/office\/authorize\?/);
    expect(Object.fromEntries(new URL(location).searchParams)).toEqual({
      response_type: "code",
      client_id: "citizen-feedback",
      redirect_uri: "https://feedback.example/v1/sign-in/callback",
      scope: "openid",
      state: expect.stringMatching(/^.{43}$/),
      nonce: expect.stringMatching(/^.{43}$/),
      code_challenge: expect.stringMatching(/^.{43}$/),
      code_challenge_method: "S256",
    });
    expect(begun.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-office-sign-in=[\w-]+; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
    expect(begun.headers.get("cache-control")).toBe("no-store");
  });

  it("lets an invited person join, signed in on the page that they asked for", async () => {
    const invitation = await invite("OID", "joiner");
    const done = await signIn(base, provider, {
      subject: "s-joiner",
      to: "/office/OID/members?of=me#list",
      invitation,
    });
    expect(landing(done)).toBe("/office/OID/members?of=me#list");
    expect(done.headers.get("referrer-policy")).toBe("no-referrer");
    expect(done.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-office-session=OID\..*; SameSite=Strict$/),
      expect.stringMatching(/^__Host-office-sign-in=; Max-Age=0; /),
    ]);
    const { body } = await ask("GET /v1/session", sessionIn(done) ?? {});
    expect(body).toMatchObject({ session: { id: "joiner", role: "administrator", agency: "OID" } });
  });

  it("begins a new session each time, whatever the browser held before (fixation)", async () => {
    const old = sessionIn(await signIn(base, provider, { subject: "s-joiner" }))?.headers["cookie"] ?? "";
    const { location, cookie } = await begin(base);
    const done = await comeBack(provider.admit(location, "s-joiner"), `${old}; ${cookie}`);
    const session = sessionIn(done)?.headers["cookie"] ?? "";
    expect(session).toMatch(/^__Host-office-session=OID\./);
    expect(session).not.toBe(old);
  });

  it("ends the session that the browser had when it began, though its cookie stays back on the way from the provider", async () => {
    const old = sessionIn(await signIn(base, provider, { subject: "s-joiner" })) ?? { headers: {} };
    const { location, cookie } = await begin(base, {}, old);
    // The session's secret is Strict for a reason.
    expect(atob(cookie.split("=")[1] ?? "")).not.toContain(old.headers["cookie"]?.split(".")[2]);
    const done = await comeBack(provider.admit(location, "s-joiner"), cookie);
    expect((await ask("GET /v1/session", old)).kind).toBe("session-ended");
    expect((await ask("GET /v1/session", sessionIn(done) ?? {})).kind).toBeNull();
  });

  it("ends it also where a provider on the same site makes the browser send its cookie", async () => {
    const old = sessionIn(await signIn(base, provider, { subject: "s-joiner" })) ?? { headers: {} };
    const { location, cookie } = await begin(base);
    await comeBack(provider.admit(location, "s-joiner"), `${old.headers["cookie"]}; ${cookie}`);
    expect((await ask("GET /v1/session", old)).kind).toBe("session-ended");
  });

  it("leaves that session where the person does not get in", async () => {
    const old = sessionIn(await signIn(base, provider, { subject: "s-joiner" })) ?? { headers: {} };
    const { location, cookie } = await begin(base, {}, old);
    await comeBack(provider.admit(location, "stranger"), cookie);
    expect((await ask("GET /v1/session", old)).kind).toBeNull();
  });

  it("calls no object of an agency that does not exist, whatever the cookie says", async () => {
    const { location, cookie } = await begin(base);
    const before = { agency: "OIDX", id: "a".repeat(12), hash: "0".repeat(64) };
    const done = await comeBack(provider.admit(location, "s-joiner"), rewritten(cookie, { before }));
    expect(sessionIn(done)).not.toBeNull();
    expect(await hasObject("OIDX")).toBe(false);
  });

  it("ends nobody's session whose secret's hash the cookie does not have", async () => {
    const other = sessionIn(await signIn(base, provider, { subject: "s-joiner" })) ?? { headers: {} };
    const id = other.headers["cookie"]?.split(".")[1];
    for (const hash of ["0".repeat(64), ""]) {
      const { location, cookie } = await begin(base);
      const before = { agency: "OID", id, hash };
      await comeBack(provider.admit(location, "s-joiner"), rewritten(cookie, { before }));
    }
    expect((await ask("GET /v1/session", other)).kind).toBeNull();
  });

  it("goes on with a cookie that the version before wrote", async () => {
    const { location, cookie } = await begin(base);
    const done = await comeBack(provider.admit(location, "s-joiner"), rewritten(cookie, { before: undefined }));
    expect(sessionIn(done)).not.toBeNull();
  });

  it("lets nobody in whom the agency does not know", async () => {
    const done = await signIn(base, provider, { subject: "stranger" });
    expect(landing(done)).toBe("/office/OID?failed=no-member");
    expect(sessionIn(done)).toBeNull();
  });

  it("is no way into another agency with the same provider", async () => {
    const other = await openSignIn("OIDB");
    expect(landing(await signIn(other, provider, { subject: "s-joiner" }))).toBe("/office/OIDB?failed=no-member");
  });

  it("binds an invitation to the first who comes, and an account to one member", async () => {
    const invitation = await invite("OID", "second");
    expect(sessionIn(await signIn(base, provider, { subject: "s-second", invitation }))).not.toBeNull();
    const late = await signIn(base, provider, { subject: "s-thief", invitation });
    expect(landing(late)).toBe("/office/OID?failed=invitation");
    const third = await invite("OID", "third");
    const taken = await signIn(base, provider, { subject: "s-second", invitation: third });
    expect(landing(taken)).toBe("/office/OID?failed=invitation");
    expect(sessionIn(await signIn(base, provider, { subject: "s-third", invitation: third }))).not.toBeNull();
  });

  it("lets a member in who opens the link of a used invitation again", async () => {
    const done = await signIn(base, provider, { subject: "s-second", invitation: "invitation-of-second" });
    const { body } = await ask("GET /v1/session", sessionIn(done) ?? {});
    expect(body).toMatchObject({ session: { id: "second" } });
  });

  it.each([
    "https://evil.example/office/OID",
    "//evil.example/office/OID",
    "/\\evil.example/office/OID",
    "/\t/evil.example/office/OID",
    "/office/OID/../../docs/",
    "/office/OID%2f..%2f..",
    "/office/OIDB/today",
    "/office/",
    "/",
    "office/OID",
    "javascript:alert(1)",
  ])("goes on to no page but the agency's own: %j is refused", async (to) => {
    expect((await ask(`POST ${base}/sign-in/start`, { body: { to } })).kind).toBe("invalid");
    // Nor from a cookie that somebody wrote.
    const { location, cookie } = await begin(base);
    const done = await comeBack(provider.admit(location, "s-joiner"), rewritten(cookie, { to }));
    expect(landing(done)).toBe("/office/OID");
  });

  it("begins by a JSON body alone, which no other site's form can send", async () => {
    const form = { headers: { "content-type": "text/plain" }, body: "{}" };
    const begun = await ask(`POST ${base}/sign-in/start`, form);
    expect([begun.kind, begun.headers.get("set-cookie")]).toEqual(["media-type", null]);
    expect((await ask(`GET ${base}/sign-in/start`)).kind).toBe("method-not-allowed");
  });

  it("makes whoever begins without end wait", async () => {
    const environment = environmentWith({ RATE_LIMIT: "" });
    const start = async (): Promise<string | null> =>
      (await ask(`POST ${base}/sign-in/start`, { body: {}, environment, client: "192.0.2.7" })).kind;
    const kinds = [];
    for (let turn = 0; turn < 121; turn++) kinds.push(await start());
    expect([kinds[119], kinds[120]]).toEqual([null, "rate-limited"]);
  });
});
