import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type HostSite, hostSite } from "./host-site.ts";
import { accessibilityFaults, openBrowser, openTab } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const script = `<script type="module" src="${baseUrl}/widget/v1/citizen-badge.js"></script>`;
const twice = script.replace("v1", "0.1.0");
const badge = (attributes: string): string =>
  `<citizen-badge ${attributes}><a href="/figures">Số liệu hài lòng</a></citizen-badge>`;
const page = (body: string): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng của xã</title><link rel="icon" href="/icon.css"></head><body><main><h1>Cổng của xã</h1>${body}</main></body></html>`;

const files: Record<string, string> = {
  "/icon.css": "",
  "/unit": page(script + twice + badge('agency="H20" unit="29869"') + badge('agency="H20" unit="29869"')),
  "/touchpoint": page(script + badge('touchpoint="H20-7k3m9q2x4t"')),
  "/unknown": page(script + badge('agency="H20" unit="00000"')),
  "/down": page(script + badge('agency="H20" unit="29869" server="http://127.0.0.1:1"')),
};

let browser: Browser;
let site: HostSite;

beforeAll(async () => {
  browser = await openBrowser();
  const policy = `default-src 'none'; script-src ${baseUrl}; connect-src ${baseUrl}; img-src 'self'; require-trusted-types-for 'script'`;
  site = await hostSite({ policy, files });
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

async function openPage(path: string) {
  const tab = await openTab(browser, { viewport: { width: 360, height: 800 } });
  await tab.page.goto(site.origin + path);
  return tab;
}

test("two lines on another origin's page are enough, under the strictest policy", async () => {
  const { page: open, complaints, context } = await openPage("/unit");
  await open.getByText("Chưa có số liệu nào được công bố.").nth(1).waitFor();
  const link = open.getByRole("link", { name: "Bảng số liệu" }).first();
  expect(await link.getAttribute("href")).toBe(`${baseUrl}/board/H20/29869`);
  expect(await accessibilityFaults(open)).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test("a touchpoint's badge names its unit", async () => {
  const { page: open, complaints, context } = await openPage("/touchpoint");
  await open.getByText("Phường Cao Lãnh").waitFor();
  await open.getByText("Số liệu của cả đơn vị, không riêng nơi này.").waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test.each(["/unknown", "/down"])("%s shows what stands inside the tag", async (path) => {
  const { page: open, context } = await openPage(path);
  await open.getByRole("link", { name: "Số liệu hài lòng" }).waitFor();
  expect(await open.locator("citizen-badge").evaluate((host) => host.shadowRoot?.textContent)).toBe("");
  await context.close();
});
