import { beforeAll, expect, it } from "vitest";
import { ask, askAsRoot, environmentWith, giveKey } from "../office.ts";
import { type RoutedProvider, routedProvider } from "./provider-of-routes.ts";
import { begin, comeBack, join, openSignIn, sessionIn, setting, signIn } from "./sign-in-office.ts";

const issuer = "https://sso.example/settings";
let base = "";
let provider: RoutedProvider;

beforeAll(async () => {
  provider = await routedProvider({}, issuer);
  base = await openSignIn("SET", { issuer });
  await join("SET", "setter", { issuer, subject: "s-1" });
});

it("is set by the root key alone: the server fetches the issuer's addresses", async () => {
  const all = await giveKey(base, { scopes: ["config:write", "keys:write", "members:write"] });
  const session = sessionIn(await signIn(base, provider, {})) ?? {};
  for (const asker of [{ key: all }, session]) {
    expect((await ask(`PUT ${base}/sign-in`, { ...asker, body: setting })).kind).toBe("scope-missing");
    expect((await ask(`DELETE ${base}/sign-in`, asker)).kind).toBe("scope-missing");
  }
  expect((await ask(`PUT ${base}/sign-in`, { body: setting })).kind).toBe("unauthorized");
});

it.each([
  "http://sso.example/realms/office",
  "https://user@sso.example/",
  "https://sso.example/?realm=office",
  "https://sso.example/#office",
  "ftp://sso.example/",
  "http://127.0.0.1.example/",
  "sso.example",
])("refuses %s as an issuer", async (given) => {
  expect((await askAsRoot(`PUT ${base}/sign-in`, { ...setting, issuer: given })).kind).toBe("invalid");
});

it("tells everybody its label, and issuer and client to those who manage members", async () => {
  const label = { vi: "Tài khoản của tỉnh" };
  expect((await ask(`GET ${base}/sign-in`)).body).toEqual({ sign_in: { label } });
  const reader = await giveKey(base, { scopes: ["config:write", "keys:write"] });
  expect((await ask(`GET ${base}/sign-in`, { key: reader })).body).toEqual({ sign_in: { label } });
  const other = await openSignIn("SETB", { issuer });
  const stranger = await giveKey(other, { scopes: ["members:write"] });
  expect((await ask(`GET ${base}/sign-in`, { key: stranger })).body).toEqual({ sign_in: { label } });
  const manager = await giveKey(base, { scopes: ["members:write"] });
  expect((await ask(`GET ${base}/sign-in`, { key: manager })).body).toEqual({
    sign_in: {
      label,
      provider: {
        ...{ issuer, client_id: "citizen-feedback", secret: "stored" },
        redirect_addresses: [
          "https://feedback.example/v1/sign-in/callback",
          "https://feedback.example/v1/sign-in/callback?agency=SET",
        ],
      },
    },
  });
});

it("shows the secret nowhere: not where it is set, not to managers, not in the audit log", async () => {
  const put = await askAsRoot(`PUT ${base}/sign-in`, { ...setting, issuer, client_secret: "a most secret word" });
  const audit = await askAsRoot(`GET ${base}/audit?what=sign-in`);
  const session = sessionIn(await signIn(base, provider, {})) ?? {};
  const shown = await Promise.all([
    ...[`GET ${base}/sign-in`, `GET ${base}`, `GET ${base}/audit`, "GET /readyz"].map((line) => askAsRoot(line)),
    ask(`GET ${base}/sign-in`, session),
  ]);
  expect(JSON.stringify([put.body, audit.body, ...shown.map(({ body }) => body)])).not.toContain("secret word");
  expect(audit.body).toMatchObject({
    data: [{ what: "sign-in.put", by: "root", on: "SET", after: `citizen-feedback at ${issuer}` }, {}],
  });
});

it("sends the client's secret to the provider alone, the server's setting before the stored one", async () => {
  await signIn(base, provider, {});
  expect(atob(provider.given.at(-1)?.authorization?.slice(6) ?? "")).toContain("most");
  const environment = environmentWith({ OIDC_SECRETS: '{"SET":"of the setting"}' });
  const { location, cookie } = await begin(base);
  const to = provider.admit(location, "s-1");
  const done = await ask(`GET ${to.pathname}${to.search}`, { headers: { cookie }, environment });
  expect(sessionIn(done)).not.toBeNull();
  expect(atob(provider.given.at(-1)?.authorization?.slice(6) ?? "")).toContain("of+the+setting");
  const told = await ask(`GET ${base}/sign-in`, { key: "the root key of these tests", environment });
  expect(told.body).toMatchObject({ sign_in: { provider: { secret: "setting" } } });
});

it("needs https, since browsers keep the cookies of a sign-in only there", async () => {
  const { default: handler } = await import("../../../worker/worker.ts");
  const start = async (origin: string, headers: Record<string, string> = {}): Promise<unknown> => {
    const request = new Request(`${origin}${base}/sign-in/start`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: "{}",
    });
    const fetch = handler.fetch as unknown as (request: Request, environment: unknown) => Promise<Response>;
    const answer = await fetch(request, environmentWith());
    const body = (await answer.json()) as { location?: string; type?: string };
    return body.type ?? new URL(body.location ?? "").searchParams.get("redirect_uri");
  };
  expect(await start("http://10.0.0.5")).toBe("/docs/problems#https-needed");
  expect(await start("http://localhost.example")).toBe("/docs/problems#https-needed");
  const proxied = await start("http://danhgia.example", { "x-forwarded-proto": "https" });
  expect(proxied).toBe("https://danhgia.example/v1/sign-in/callback");
  expect(await start("http://localhost:8787")).toBe("http://localhost:8787/v1/sign-in/callback");
});

it("is no more after its removal, and the agency's people are told so", async () => {
  const { location, cookie } = await begin(base);
  expect((await askAsRoot(`DELETE ${base}/sign-in`)).status).toBe(204);
  expect((await ask(`GET ${base}/sign-in`)).body).toEqual({ sign_in: null });
  expect((await ask(`POST ${base}/sign-in/start`, { body: {} })).kind).toBe("sign-in-unset");
  const back = await comeBack(provider.admit(location, "s-1"), cookie);
  expect(back.headers.get("location")).toBe("/office/SET?failed=state");
});
