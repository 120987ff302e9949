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

test.each([
  ["a kiosk's code", "?"],
  ["the code of a kiosk of the release before", "#"],
])("a phone that scanned %s sends a comment, and the server knows its ticket", async (_, mark) => {
  const { page, complaints, context } = await openTab(browser, { viewport: { width: 360, height: 740 } });
  await page.goto(`${baseUrl}/rate/H20-7k3m9q2x4t${mark}follows=${ratedDaysAgo(1)}`);
  await page.locator("citizen-follow").waitFor();
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

test("without a script the same page is a form for the comment alone", async () => {
  const { page, context } = await openTab(browser, { javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  await page.goto(`${baseUrl}/rate/H20-7k3m9q2x4t?follows=${ratedDaysAgo(1)}&lang=en`);
  expect(await page.getByRole("radio").count()).toBe(0);
  await page.getByRole("textbox").fill("A long wait.");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your comment has been recorded").waitFor();
  expect(await page.locator(".code").textContent()).toMatch(/^H20-/);
  await context.close();
});

test("after a week the page says that it is too late, in the kiosk's language", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/rate/H20-7k3m9q2x4t#follows=${ratedDaysAgo(8)}&lang=en`);
  await page.getByText("This code works for 7 days after the rating only.", { exact: false }).waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  await context.close();
});
