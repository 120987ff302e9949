import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { accessibilityFaults, openBrowser, openTab } from "./open-browser.ts";
import { readIndex, withMore } from "./read-index.ts";

const baseUrl = inject("baseUrl");
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

test.each(["/", "/demo/", "/rate/H20-7k3m9q2x4t", "/privacy/"])(
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

test("every link of the first page that this server knows leads somewhere", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/`);
  const links = await page.getByRole("link").evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) expect([link, (await fetch(link)).status]).toEqual([link, 200]);
  await context.close();
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
  await page.getByText("Chưa hiện được ô đánh giá").waitFor();
  expect(await page.getByRole("radio").count()).toBe(0);
  await context.close();
});

test("the element is the same under its moving and its fixed address, and says how long each may be kept", async () => {
  const [moving, fixed] = await Promise.all(
    ["v1", "0.1.0"].map((version) => fetch(`${baseUrl}/widget/${version}/citizen-feedback.js`)),
  );
  expect(await moving?.text()).toBe(await fixed?.text());
  expect(moving?.headers.get("cache-control")).not.toContain("immutable");
  expect(fixed?.headers.get("cache-control")).toContain("immutable");
  expect(moving?.headers.get("access-control-allow-origin")).toBe("*");
});
