import type { Browser } from "playwright-core";
import { parseSync } from "vite";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { hostSite } from "./host-site.ts";
import { accessibilityFaults, openBrowser, openTab } from "./open-browser.ts";
import { readIndex, withMore } from "./read-index.ts";

const baseUrl = inject("baseUrl");
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

const ownPages = ["/", "/?lang=en", "/demo/", "/rate/H20-7k3m9q2x4t", "/kiosk/", "/privacy/H20", "/methods/"];

test.each([...ownPages, "/methods/?lang=en", "/docs/problems"])(
  "%s is accessible and keeps to its own strict policy",
  async (path) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, complaints, context } = await openTab(browser, {
        colorScheme,
        viewport: { width: 360, height: 740 },
      });
      const answer = await page.goto(baseUrl + path);
      expect(answer?.status()).toBe(200);
      await page.waitForLoadState("networkidle");
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(complaints).toEqual([]);
      await context.close();
    }
  },
);

test("every link of the home page to this server works", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/`);
  const links = await page.getByRole("link").evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) expect([link, (await fetch(link)).status]).toEqual([link, 200]);
  await context.close();
});

test("the first page is in Vietnamese, in English on demand, and never in both", async () => {
  const { page, context } = await openTab(browser, { locale: "en-GB" });
  await page.goto(`${baseUrl}/`);
  const words = () => page.evaluate(() => document.body.innerText.replace(/Tiếng Việt|Đánh giá|Phường Cao Lãnh/g, ""));
  expect(await words()).not.toMatch(/\b(figures|satisfied|answer)\b/);
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { name: /^Ask people/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
  expect(await words()).not.toMatch(/[ạ-ỹđ]/);
  await page.getByText("online application?").waitFor();
  await page.getByRole("link", { name: "How computed" }).first().click();
  await page.getByRole("heading", { level: 1, name: "How computed" }).waitFor();
  await context.close();
});

test("the first page has the element live, and one button for each of three users", async () => {
  const index = () => readIndex(baseUrl, inject("officeKey"));
  const before = await index();
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/`);
  await page.getByRole("radio", { name: /^Hài lòng/ }).check();
  await expect.poll(index).toEqual(withMore(before, 4));
  const buttons = await page
    .locator("article")
    .evaluateAll((all) =>
      all.map((one) =>
        [...one.querySelectorAll("a")].filter((link) => link.offsetWidth > 0).map((link) => link.pathname),
      ),
    );
  expect(buttons).toEqual([["/office/"], ["/demo/"], ["/methods/"]]);
  await context.close();
});

test("the first page of a server without the demo's data offers nothing that isn't there", async () => {
  const { page, context } = await openTab(browser);
  await page.route("**/v1/touchpoints/*", (route) => route.fulfill({ status: 404, json: { status: 404 } }));
  await page.goto(`${baseUrl}/`);
  await page.getByRole("link", { name: "Cách tính" }).first().waitFor();
  await expect.poll(() => page.locator("citizen-feedback").count()).toBe(0);
  expect(await page.getByText("Ông/Bà thử ngay tại đây").count()).toBe(0);
  expect(await page.locator('a[href*="H20"], a[href="/demo/"]').count()).toBe(0);
  expect(await page.getByText("H20-").count()).toBe(0);
  await context.close();
});

test("the home page's lines to copy have this server's address, and work as they are", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/`);
  const lines = (await page.locator("pre code").textContent()) ?? "";
  expect(lines).toContain(`src="${baseUrl}/widget/v1/citizen-feedback.js"`);
  const policy = `default-src 'none'; script-src ${baseUrl}; connect-src ${baseUrl}`;
  const site = await hostSite({ policy, files: { "/": `<!doctype html><meta charset="utf-8">${lines}` } });
  await page.goto(site.origin);
  await page.getByText("nộp hồ sơ trực tuyến").waitFor();
  await context.close();
  await site.close();
});

test("the rating page takes its touchpoint from its path", async () => {
  const index = () => readIndex(baseUrl, inject("officeKey"));
  const before = await index();
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/rate/H20-7k3m9q2x4t`);
  await page.getByRole("radio", { name: /^Rất hài lòng/ }).check();
  await expect.poll(index).toEqual(withMore(before, 5));
  await context.close();
});

test("a rating page without a touchpoint says what to do", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/rate/`);
  await page.getByText("mở trang này bằng liên kết hoặc mã QR của cơ quan").waitFor();
  expect(await page.getByRole("radio").count()).toBe(0);
  await context.close();
});

test("the element is the same at its moving and its fixed address, each with its cache time", async () => {
  const [moving, fixed] = await Promise.all(
    ["v1", "0.1.0"].map((version) => fetch(`${baseUrl}/widget/${version}/citizen-feedback.js`)),
  );
  expect(await moving?.text()).toBe(await fixed?.text());
  expect(moving?.headers.get("cache-control")).not.toContain("immutable");
  expect(fixed?.headers.get("cache-control")).toContain("immutable");
  expect(moving?.headers.get("access-control-allow-origin")).toBe("*");
});

/** Returns every kind of node in a program, with its operator if it has one. */
function kindsOf(node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const one of node) kindsOf(one, found);
  else if (typeof node === "object" && node !== null) {
    const { type, operator } = node as { type?: string; operator?: string };
    if (type) found.add(operator ? `${type} ${operator}` : type);
    for (const value of Object.values(node)) kindsOf(value, found);
  }
  return found;
}

test("the element's file uses only syntax that Chromium 80 knows", async () => {
  const text = await (await fetch(`${baseUrl}/widget/v1/citizen-feedback.js`)).text();
  const { program, errors } = parseSync("citizen-feedback.js", text);
  expect(errors).toEqual([]);
  const newer =
    /^(PropertyDefinition|PrivateIdentifier|StaticBlock|AccessorProperty|AssignmentExpression (\?\?|\|\||&&)=)$/;
  expect([...kindsOf(program)].filter((kind) => newer.test(kind))).toEqual([]);
  expect(text).not.toMatch(/\d_\d{3}|\d+n\b|\beval\b|new Function/);
});
