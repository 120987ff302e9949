import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { makeFeedback } from "../server/make-feedback.ts";
import { hostSite } from "./host-site.ts";
import { accessibilityFaults, openBrowser, openTab, smallTargets } from "./open-browser.ts";
import { readIndex } from "./read-index.ts";

const baseUrl = inject("baseUrl");
const officeKey = inject("officeKey");
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  const feedback = [makeFeedback("H20-7k3m9q2x4t", 4, Date.now())];
  const body = JSON.stringify({ sent_at: new Date().toISOString(), feedback });
  const sent = await fetch(`${baseUrl}/v1/feedback`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  expect(sent.status).toBe(200);
});

afterAll(() => browser.close());

test("the board's page teaches while nothing is published; with the office's key it says what the API says, and a reload forgets the key", async () => {
  const { page, complaints, context } = await openTab(browser, { viewport: { width: 390, height: 844 } });
  await page.addInitScript(() => {
    Object.assign(window, { moved: 0 });
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!shift.hadRecentInput)
          Object.assign(window, { moved: (window as unknown as { moved: number }).moved + shift.value });
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${baseUrl}/board/H20`);
  await page.getByRole("heading", { name: "Chưa có số liệu được công bố" }).waitFor();
  await page.getByText("Dành cho cơ quan").click();
  await page.getByLabel("Khóa của cơ quan").fill(officeKey);
  await page.keyboard.press("Enter");
  await page.locator("#satisfied .big").waitFor();
  await page.getByRole("link", { name: "Năm", exact: true }).click();
  await expect.poll(() => page.url()).toMatch(/period=\d{4}$/);
  const { n, tally } = await readIndex(baseUrl, officeKey);
  const cells = page.locator("#satisfied td");
  await page.locator("#satisfied summary").click();
  const told = async (): Promise<string[]> =>
    (await cells.allTextContents()).slice(0, 6).map((cell) => cell.replace(/\./g, ""));
  await expect.poll(told).toEqual([...[...tally].reverse(), n].map(String));
  expect(page.url()).not.toContain(officeKey);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  expect(complaints).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { moved: number }).moved)).toBeLessThanOrEqual(0.02);
  await page.reload();
  await page.getByRole("heading", { name: "Chưa có số liệu được công bố" }).waitFor();
  await context.close();
});

test("two lines put the board on another office's page, under the strictest policy; its address stays", async () => {
  const policy = `default-src 'none'; script-src ${baseUrl}; connect-src ${baseUrl}; img-src 'self'; require-trusted-types-for 'script'`;
  const board = `<script type="module" src="${baseUrl}/widget/v1/citizen-board.js"></script><citizen-board agency="H20" unit="29869"></citizen-board>`;
  const files = {
    "/": `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Cổng</title><link rel="icon" href="/none"><main>${board}</main>`,
    "/none": "",
  };
  const site = await hostSite({ policy, files });
  const { page, complaints, context } = await openTab(browser);
  await page.goto(site.origin);
  await page.getByRole("heading", { level: 1, name: "Phường Cao Lãnh" }).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("No figures are published yet").waitFor();
  expect(page.url()).toBe(`${site.origin}/`);
  expect(await page.locator("input[type=password]").count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
  await site.close();
});
