import type { Browser } from "playwright-core";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { accessibilityFaults, openBrowser, openTab } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const dayMs = 24 * 60 * 60 * 1000;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

const ratedDaysAgo = (days: number): string => v7({ msecs: Date.now() - days * dayMs });

test("a phone that scanned a kiosk's code sends a comment, and the server knows its ticket", async () => {
  const { page, complaints, context } = await openTab(browser, { viewport: { width: 360, height: 740 } });
  await page.goto(`${baseUrl}/rate/H20-7k3m9q2x4t#follows=${ratedDaysAgo(1)}`);
  await page.getByRole("textbox").fill("Chờ lâu mới đến lượt.");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Gửi" }).click();
  await page.getByText("Góp ý đã được ghi nhận").waitFor();
  const code = ((await page.locator(".code").textContent()) ?? "").replaceAll(" ", "");
  const lookUp = async () => {
    const body = JSON.stringify({ code });
    const headers = { "content-type": "application/json" };
    return (await fetch(`${baseUrl}/v1/tickets/lookup`, { method: "POST", headers, body })).status;
  };
  await expect.poll(lookUp, { timeout: 10_000 }).toBe(200);
  expect(complaints).toEqual([]);
  await context.close();
});

test("after a week the page says that it is too late, in the kiosk's language", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/rate/H20-7k3m9q2x4t#follows=${ratedDaysAgo(8)}&lang=en`);
  await page.getByText("This code works for 7 days after the rating only.", { exact: false }).waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  await context.close();
});
