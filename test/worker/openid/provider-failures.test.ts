import { afterEach, expect, it, vi } from "vitest";
import { ask } from "../office.ts";
import { type RoutedProvider, routedProvider, type Tricks } from "./provider-of-routes.ts";
import { begin, comeBack, join, landing, openSignIn, sessionIn } from "./sign-in-office.ts";

let made = 0;

afterEach(() => {
  vi.useRealTimers();
});

async function opened(tricks: Tricks): Promise<{ base: string; provider: RoutedProvider }> {
  made += 1;
  const code = `PF${made}`;
  const issuer = `https://sso.example/${code}`;
  const base = await openSignIn(code, { issuer });
  await join(code, `member-${made}`, { issuer, subject: "s-1" });
  return { base, provider: await routedProvider(tricks, issuer) };
}

const at =
  (end: string, answer: () => Response): NonNullable<Tricks["answer"]> =>
  (url) =>
    url.pathname.endsWith(end) ? answer() : undefined;
const described = "/openid-configuration";

it.each<[string, Tricks]>([
  ["does not answer", { answer: at(described, () => new Response("", { status: 503 })) }],
  ["describes another issuer", { metadata: { issuer: "https://sso.example/other" } }],
  [
    "answers with a page",
    { answer: at(described, () => new Response("<p>", { headers: { "content-type": "text/html" } })) },
  ],
  ["sends the server elsewhere", { answer: at(described, () => Response.redirect("https://inside.example/", 302)) }],
  ["answers without end", { answer: at(described, () => Response.json({ text: "x".repeat(300_000) })) }],
  ["has a page that is a script", { metadata: { authorization_endpoint: "javascript:alert(1)" } }],
  ["has a page without https", { metadata: { authorization_endpoint: "http://sso.example/authorize" } }],
  ["has no page", { metadata: { authorization_endpoint: undefined } }],
  ["takes no PKCE by S256", { metadata: { code_challenge_methods_supported: ["plain"] } }],
])("no sign-in begins where the provider %s", async (_, tricks) => {
  const { base } = await opened(tricks);
  const begun = await ask(`POST ${base}/sign-in/start`, { body: {} });
  expect(begun.kind).toBe("provider-silent");
  expect(begun.status).toBe(502);
  expect(begun.headers.get("set-cookie")).toBeNull();
});

it.each<[string, Tricks]>([
  ["exchanges no code", { answer: at("/token", () => Response.json({ error: "invalid_client" }, { status: 401 })) }],
  ["gives no ID token", { answer: at("/token", () => Response.json({ access_token: "a", token_type: "bearer" })) }],
  ["sends the code elsewhere", { answer: at("/token", () => Response.redirect("https://inside.example/", 307)) }],
  ["answers without end", { answer: at("/token", () => Response.json({ access_token: "x".repeat(300_000) })) }],
  ["shows no keys", { answer: at("/jwks", () => new Response("", { status: 500 })) }],
  ["has keys without https", { insecure: "jwks_uri" }],
  ["takes codes without https", { insecure: "token_endpoint" }],
])("nobody is signed in where the provider %s", async (_, tricks) => {
  const { base, provider } = await opened(tricks);
  const { location, cookie } = await begin(base);
  const done = await comeBack(provider.admit(location, "s-1"), cookie);
  expect(sessionIn(done)).toBeNull();
  expect(landing(done)).toMatch(/^\/office\/PF\d+\?failed=provider$/);
});

it.each([
  ["access_denied", "refused"],
  ["login_required", "refused"],
  ["server_error", "provider"],
  ["javascript:alert(1)", "provider"],
])("the provider's error %s is told as %s, and never in its own words", async (error, failed) => {
  const { base, provider } = await opened({});
  const { location, cookie } = await begin(base);
  const to = provider.admit(location, "s-1");
  to.searchParams.delete("code");
  to.searchParams.set("error", error);
  to.searchParams.set("error_description", "Call 0900 000 000");
  const done = await comeBack(to, cookie);
  expect(landing(done)).toBe(`/office/PF${made}?failed=${failed}`);
  expect(done.body).toBe("");
  to.searchParams.set("state", "another");
  expect(landing(await comeBack(to, cookie))).toBe(`/office/PF${made}?failed=state`);
});

it("what a provider says of itself and its keys are read once in five minutes", async () => {
  const { base, provider } = await opened({});
  for (let turn = 0; turn < 3; turn++) {
    const { location, cookie } = await begin(base);
    expect(sessionIn(await comeBack(provider.admit(location, "s-1"), cookie))).not.toBeNull();
  }
  const reads = provider.asked.filter((line) => line.startsWith("GET"));
  expect(reads).toEqual(["GET /.well-known/openid-configuration", "GET /jwks"]);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
  await begin(base);
  expect(provider.asked.at(-1)).toBe("GET /.well-known/openid-configuration");
});

it("a key that a provider signs with from now on is read after a minute", async () => {
  const kids = { signs: "one", shows: "one" };
  const { base, provider } = await opened({ kids });
  const signIn = async (): Promise<boolean> => {
    const { location, cookie } = await begin(base);
    return sessionIn(await comeBack(provider.admit(location, "s-1"), cookie)) !== null;
  };
  expect(await signIn()).toBe(true);
  Object.assign(kids, { signs: "two", shows: "two" });
  expect(await signIn()).toBe(false);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
  expect(await signIn()).toBe(true);
});
