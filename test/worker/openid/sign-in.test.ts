import { beforeAll, describe, expect, it } from "vitest";
import { ask } from "../office.ts";
import { type RoutedProvider, routedProvider } from "./provider-of-routes.ts";
import { begin, comeBack, invite, landing, openSignIn, sessionIn, signIn } from "./sign-in-office.ts";

let base = "";
let provider: RoutedProvider;

beforeAll(async () => {
  provider = await routedProvider();
  base = await openSignIn("OID");
});

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
      expect.stringMatching(
        /^__Host-office-sign-in=[\w-]+; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    expect(begun.headers.get("cache-control")).toBe("no-store");
  });

  it("lets an invited person join, signed in on the page that they asked for", async () => {
    const invitation = await invite("OID", "joiner");
    const done = await signIn(base, provider, { subject: "s-joiner", to: "/office/OID/members?of=me#list", invitation });
    expect(landing(done)).toBe("/office/OID/members?of=me#list");
    expect(done.headers.get("referrer-policy")).toBe("no-referrer");
    expect(done.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-office-session=OID\..*; SameSite=Strict$/),
      expect.stringMatching(/^__Host-office-sign-in=; Max-Age=0; /),
    ]);
    const { body } = await ask("GET /v1/session", sessionIn(done) ?? {});
    expect(body).toMatchObject({ session: { id: "joiner", role: "administrator", agency: "OID" } });
  });
});
