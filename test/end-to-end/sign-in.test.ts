import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, startServer } from "../server/start-server.ts";
import { type LocalProvider, startProvider } from "./local-provider.ts";
import { openBrowser, openTab } from "./open-browser.ts";
import { codeBlocks, runDocumented, writeStandInCurl } from "./page-commands.ts";

const secret = "secret of the client, from the server's setting";
const dataDir = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
let server: RunningServer;
let provider: LocalProvider;
let browser: Browser;

async function asRoot<T>(line: string, body: unknown): Promise<T> {
  const [method = "", path = ""] = line.split(" ");
  const answer = await fetch(server.baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${server.rootKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${line}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

beforeAll(async () => {
  server = await startServer(dataDir, { DEMO: "0", OIDC_SECRETS: JSON.stringify({ T79: secret }) });
  const redirects = [`${server.baseUrl}/v1/sign-in/callback`];
  provider = await startProvider({ id: "citizen-feedback", secret, redirects });
  await asRoot("POST /v1/agencies", { code: "T79", name: "Tỉnh T79" });
  const label = { vi: "Tài khoản của tỉnh" };
  await asRoot("PUT /v1/agencies/T79/sign-in", { issuer: provider.issuer, client_id: "citizen-feedback", label });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await provider.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function invite(name: string): Promise<string> {
  const member = { name, role: "moderator" };
  return (await asRoot<{ invitation: string }>("POST /v1/agencies/T79/members", member)).invitation;
}

function start(agency: string): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(`${server.baseUrl}/v1/agencies/${agency}/sign-in/start`, { method: "POST", headers, body: "{}" });
}

/** Begins to sign in as the office's page does; returns the provider's address. */
async function begin(page: Page, body: Record<string, unknown>): Promise<string> {
  await page.goto(`${server.baseUrl}/office/T79`);
  return page.evaluate(async (given) => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(given) };
    const begun = await fetch("/v1/agencies/T79/sign-in/start", init);
    return ((await begun.json()) as { location: string }).location;
  }, body);
}

/** Signs in at the provider's page. */
async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill(name);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Where the server sends the browser once it is back from the provider, and which address it came back to. */
async function backAt(page: Page, act: () => Promise<unknown>): Promise<{ to: string | undefined; from: string }> {
  const back = page.waitForResponse(/\/v1\/sign-in\/callback\?/);
  await act();
  const answer = await back;
  await page.waitForURL(`${server.baseUrl}/office/**`);
  return { to: answer.headers()["location"], from: answer.url() };
}

const whoAmI = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const read = await fetch("/v1/session", { headers: { "office-session": "1" } });
    return ((await read.json()) as { session: unknown }).session;
  });

test("a person who is invited joins by their account, and signs in by it afterwards", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(
    await begin(page, { invitation: await invite("Bà Lê Thị Hoa"), to: "/office/T79/comments?due=today" }),
  );
  expect(new URL(page.url()).origin).toBe(provider.issuer);
  expect((await backAt(page, () => signInAs(page, "hoa"))).to).toBe("/office/T79/comments?due=today");
  expect(await whoAmI(page)).toMatchObject({ name: "Bà Lê Thị Hoa", role: "moderator", agency: "T79" });
  // Once more in the same browser: the provider knows the person, and the session before ends.
  const [earlier] = await context.cookies(server.baseUrl);
  const again = await begin(page, {});
  await backAt(page, () => page.goto(again));
  const headers = { "office-session": "1", cookie: `${earlier?.name}=${earlier?.value}` };
  expect((await fetch(`${server.baseUrl}/v1/session`, { headers })).status).toBe(401);
  expect(await whoAmI(page)).toMatchObject({ name: "Bà Lê Thị Hoa" });
  const kept = (await context.cookies(server.baseUrl)).map(({ name, sameSite, httpOnly, secure }) => ({
    ...{ name, sameSite, httpOnly, secure },
  }));
  expect(kept).toEqual([{ name: "__Host-office-session", sameSite: "Strict", httpOnly: true, secure: true }]);
  await context.close();

  const later = await openTab(browser);
  await later.page.goto(await begin(later.page, {}));
  expect((await backAt(later.page, () => signInAs(later.page, "hoa"))).to).toBe("/office/T79");
  expect(await whoAmI(later.page)).toMatchObject({ name: "Bà Lê Thị Hoa" });
  await later.context.close();
});

test("whoever comes back after their session has ended finds the provider, although the browser still has the cookie", async () => {
  const { page, context } = await openTab(browser);
  const value = `T79.${"0".repeat(12)}.${"A".repeat(43)}`;
  const attributes = { path: "/", secure: true, httpOnly: true, sameSite: "Strict" } as const;
  const domain = new URL(server.baseUrl).hostname;
  await context.addCookies([{ name: "__Host-office-session", value, domain, ...attributes }]);
  await page.goto(`${server.baseUrl}/office/T79/comments`);
  await page.getByRole("button", { name: "Tài khoản của tỉnh" }).click();
  await page.waitForURL(`${provider.issuer}/**`);
  await context.close();
});

test("whoever the agency does not know, or breaks off, is told so and not signed in", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(await begin(page, {}));
  expect((await backAt(page, () => signInAs(page, "stranger"))).to).toBe("/office/T79?failed=no-member");
  expect(await whoAmI(page)).toBeNull();
  await context.clearCookies();
  await page.goto(await begin(page, {}));
  const cancelled = await backAt(page, () => page.getByRole("link", { name: "Cancel" }).click());
  expect(cancelled.to).toBe("/office/T79?failed=refused");
  await context.close();
});

test("a code works once, in the browser that began, and not without PKCE", async () => {
  const { page, context } = await openTab(browser);
  const location = await begin(page, {});
  const [cookie] = (await context.cookies(server.baseUrl)).filter(({ name }) => name === "__Host-office-sign-in");
  await page.goto(location);
  const { to, from } = await backAt(page, () => signInAs(page, "hoa"));
  expect(to).toBe("/office/T79");

  const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
  const again = await fetch(from, { headers, redirect: "manual" });
  expect(again.headers.get("location")).toBe("/office/T79?failed=provider");
  const elsewhere = await fetch(from, { redirect: "manual" });
  expect(elsewhere.headers.get("location")).toBe("/office/?failed=state");
  expect([again, elsewhere].map((answer) => /office-session=[^;]/.test(`${answer.headers.get("set-cookie")}`))).toEqual(
    [false, false],
  );

  const bare = new URL(await begin(page, {}));
  bare.searchParams.delete("code_challenge");
  bare.searchParams.delete("code_challenge_method");
  expect((await backAt(page, () => page.goto(bare.href))).to).toBe("/office/T79?failed=provider");
  await context.close();
});

test("a provider that stalls before or within its answer is not waited for without end", async () => {
  const stalling = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write("{");
  });
  const silent = createServer(() => undefined);
  const waits = [silent, stalling].map(async (one, place) => {
    await new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve));
    const agency = `T8${place}`;
    await asRoot("POST /v1/agencies", { code: agency, name: agency });
    const issuer = `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
    await asRoot(`PUT /v1/agencies/${agency}/sign-in`, { issuer, client_id: "c", label: { vi: "Tỉnh" } });
    return (await start(agency)).status;
  });
  const told = await Promise.all(waits);
  for (const one of [silent, stalling]) {
    one.close();
    one.closeAllConnections();
  }
  expect(told).toEqual([502, 502]);
});

test("the commands of the page about sign-in do what it says", async () => {
  await asRoot("POST /v1/agencies", { code: "H99", name: "Tỉnh Ví Dụ" });
  const folder = mkdtempSync(join(tmpdir(), "sign-in-"));
  mkdirSync(join(folder, ".data"));
  writeFileSync(join(folder, ".data", "root-key"), server.rootKey);
  writeStandInCurl(folder);
  const between = "=== next block ===";
  const commands = codeBlocks("docs/sign-in.md", "sh").join(`echo; echo "${between}"\n`);
  const printed = await runDocumented(commands, { cwd: folder, baseUrl: server.baseUrl, curlFolder: folder });
  const [, put = "", invited = "", removed] = printed.split(`${between}\n`);
  rmSync(folder, { recursive: true });
  expect(JSON.parse(put)).toMatchObject({
    sign_in: { provider: { secret: "stored", redirect_addresses: [expect.any(String), expect.any(String)] } },
  });
  expect(JSON.parse(invited)).toMatchObject({ role: "administrator", invitation: expect.any(String) });
  expect(removed?.trim()).toBe("");
  const left = await fetch(`${server.baseUrl}/v1/agencies/H99/sign-in`);
  expect(await left.json()).toEqual({ sign_in: null });
});

test("the secret stands in no log, and keys work while the provider is down", async () => {
  await provider.close();
  // What it said of itself is remembered for minutes.
  expect((await start("T79")).status).toBe(200);
  const body = JSON.stringify({ key: server.rootKey, agency: "T79" });
  const headers = { "content-type": "application/json" };
  expect((await fetch(`${server.baseUrl}/v1/sessions`, { method: "POST", headers, body })).status).toBe(201);
  expect(server.output()).not.toContain(secret);
});
