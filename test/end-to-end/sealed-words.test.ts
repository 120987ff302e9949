import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callOffice } from "../server/office.ts";
import { type RunningServer, startServer } from "../server/start-server.ts";
import { type HostSite, hostSite } from "./host-site.ts";
import { openBrowser, openTab } from "./open-browser.ts";

const touchpoint = "H20-7k3m9q2x4t";
const words = "Cán bộ ở quầy xin tôi 0912 345 678";

let browser: Browser;
let server: RunningServer;
let site: HostSite;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "citizen-feedback-words-"));
  [browser, server] = await Promise.all([openBrowser(), startServer(dataDir)]);
  const { publicKey } = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const public_key = Buffer.from(await crypto.subtle.exportKey("raw", publicKey)).toString("base64url");
  const office = { baseUrl: server.baseUrl, key: server.rootKey };
  await callOffice(office, "PUT /sealed-recipient", { name: "Thanh tra tỉnh", public_key });
  site = await hostSite({
    policy: `default-src 'none'; script-src ${server.baseUrl}; connect-src ${server.baseUrl}`,
    files: {
      "/": `<!doctype html><meta charset="utf-8"><title>Tin</title>
        <script type="module" src="${server.baseUrl}/widget/v1/citizen-feedback.js"></script>
        <citizen-feedback touchpoint="${touchpoint}"></citizen-feedback>`,
    },
  });
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Writes a comment that would be masked, and chooses the sealed report. Returns its page. */
async function chooseSealed(url: string): Promise<{ page: Page; door: Page; asked: string[] }> {
  const { page, context } = await openTab(browser);
  const asked: string[] = [];
  context.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.goto(url);
  await page.getByRole("radio", { name: /^Không hài lòng/ }).check();
  await page.getByRole("textbox").fill(words);
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Báo riêng cho Thanh tra tỉnh" }).click();
  const door = await opened;
  await door.getByLabel("Chuyện gì đã xảy ra?").waitFor();
  return { page, door, asked };
}

test("on the server's own page, the words go to the sealed page through memory, and nowhere else", async () => {
  const { door, asked } = await chooseSealed(`${server.baseUrl}/rate/${touchpoint}`);
  await expect.poll(() => door.getByLabel("Chuyện gì đã xảy ra?").inputValue()).toBe(words);
  expect(door.url()).toBe(`${server.baseUrl}/sealed/H20`);
  // The tab's name, by which the element tells several ratings of one browser, is no word of the person.
  expect(await door.evaluate(() => [Object.keys(sessionStorage), localStorage.length])).toEqual([
    ["citizen-feedback"],
    0,
  ]);
  expect(await door.evaluate(() => sessionStorage["citizen-feedback"])).toMatch(/^[\d.-]{10,40}$/);
  expect(asked.filter((one) => one.includes("0912"))).toEqual([]);
  await door.context().close();
});

test("on another site's page, the sealed page opens empty, and the words stay in the element", async () => {
  const { page, door, asked } = await chooseSealed(site.origin);
  expect(await door.evaluate(() => window.opener === null && document.referrer === "")).toBe(true);
  expect(await door.getByLabel("Chuyện gì đã xảy ra?").inputValue()).toBe("");
  expect(await page.getByRole("textbox").first().inputValue()).toBe(words);
  expect(asked.filter((one) => one.includes("0912"))).toEqual([]);
  await page.context().close();
});

test("the sealed page takes no words from another site that opens it", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(site.origin);
  const opened = context.waitForEvent("page");
  await page.evaluate((url) => {
    const door = window.open(url);
    const send = (): void => door?.postMessage({ "citizen-sealed-ready": "không phải chữ của tôi" }, "*");
    setInterval(send, 20);
  }, `${server.baseUrl}/sealed/H20`);
  const door = await opened;
  const field = door.getByLabel("Chuyện gì đã xảy ra?");
  await field.waitFor();
  await field.fill("của tôi");
  await field.fill("");
  await door.getByRole("button", { name: "Gửi báo riêng" }).click();
  await door.locator(".fault").waitFor();
  expect(await field.inputValue()).toBe("");
  await context.close();
});
