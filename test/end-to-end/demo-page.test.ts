import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Tab } from "./open-browser.ts";
import { accessibilityFaults, openBrowser, openTab } from "./open-browser.ts";
import { readIndex, withMore } from "./read-index.ts";

const baseUrl = inject("baseUrl");
const officeKey = inject("officeKey");
const index = () => readIndex(baseUrl, officeKey);
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

test("a face chosen by keyboard, a reason and a comment raise the index's n by exactly one", async () => {
  const before = await index();
  const { page, complaints, context } = await openTab(browser);
  await page.goto(`${baseUrl}/demo/`);
  await page.getByRole("radio").first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("checkbox", { name: "Hướng dẫn rõ ràng" }).press("Space");
  await page.getByRole("textbox").fill("Làm nhanh, hướng dẫn dễ hiểu.");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Gửi", exact: true }).press("Enter");
  await page.getByText(/H20-/).waitFor();
  await page.getByRole("status").filter({ hasText: "Đánh giá đã được gửi" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await index()).toEqual(withMore(before, 4));
  expect(complaints).toEqual([]);
  await context.close();
});

test("a tapped face raises the index's n by exactly one, also after a change of face", async () => {
  const before = await index();
  const { page, complaints, context } = await openTab(browser, {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 360, height: 640 },
  });
  await page.goto(`${baseUrl}/demo/`);
  await page.getByRole("radio", { name: /^Rất không hài lòng/ }).tap();
  await page.getByRole("status").filter({ hasText: "Đánh giá đã được gửi" }).waitFor();
  expect(await index()).toEqual(withMore(before, 1));
  await page.getByRole("checkbox", { name: "Lý do khác" }).tap();
  await page.getByRole("button", { name: "Bỏ qua" }).tap();
  await page.getByRole("button", { name: "Chọn lại" }).tap();
  await page.getByRole("radio", { name: /^Bình thường/ }).tap();
  await expect.poll(index).toEqual(withMore(before, 3));
  expect(complaints).toEqual([]);
  await context.close();
});

test("two page loads of a tab send one name of the browser, another tab sends another", async () => {
  const { page, context } = await openTab(browser);
  const nameSent = async (tab: Page): Promise<string> => {
    await tab.goto(`${baseUrl}/demo/`);
    const sent = tab.waitForRequest((request) => request.url().endsWith("/v1/feedback"));
    await tab.getByRole("radio", { name: /^Hài lòng/ }).check();
    const { feedback } = JSON.parse((await sent).postData() ?? "") as { feedback: { browser_key: string }[] };
    await tab.getByRole("status").filter({ hasText: "Đánh giá đã được gửi" }).waitFor();
    return feedback[0]?.browser_key ?? "";
  };
  const first = await nameSent(page);
  expect(first).toMatch(/^[A-Za-z0-9_.-]{8,64}$/);
  expect(await nameSent(page)).toBe(first);
  expect(await nameSent(await context.newPage())).not.toBe(first);
  await context.close();
});

test("the comment can be looked up by its ticket code", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/demo/`);
  await page.getByRole("radio", { name: /^Không hài lòng/ }).check();
  await page.getByRole("textbox").fill("Nút nộp hồ sơ không bấm được trên điện thoại.");
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
  await page.getByRole("status").filter({ hasText: "Đánh giá đã được gửi" }).waitFor();
  const shown = (await page.getByText(/H20-/).textContent()) ?? "";
  const answer = await fetch(`${baseUrl}/v1/tickets/lookup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code: shown.replaceAll(" ", "") }),
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ state: "received" });
  await context.close();
});

test("a tap right before the page closes arrives once", async () => {
  const before = await index();
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/demo/`);
  await page.getByRole("radio", { name: /^Hài lòng/ }).click();
  await page.goto(`${baseUrl}/privacy/`);
  await expect.poll(index).toEqual(withMore(before, 4));
  await page.goto(`${baseUrl}/demo/`);
  await page.getByRole("radio").first().waitFor();
  await page.waitForLoadState("networkidle");
  expect(await index()).toEqual(withMore(before, 4));
  await context.close();
});

async function tapOffline({ page, context }: Tab): Promise<void> {
  await page.goto(`${baseUrl}/demo/`);
  await page.getByRole("radio").first().waitFor();
  // With the second file, which has the reasons.
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await page.getByRole("radio", { name: /^Không hài lòng/ }).click();
  await page.getByRole("checkbox", { name: "Hệ thống lỗi, chậm" }).check();
  await page.getByRole("status").filter({ hasText: "Đã lưu trên máy, chưa gửi" }).waitFor();
}

async function comeBack({ context }: Tab): Promise<{ readonly page: Page; readonly receipts: unknown }> {
  await context.setOffline(false);
  const { page } = await openTab(browser, context);
  const sent = page.waitForResponse((response) => response.url().endsWith("/v1/feedback"));
  await page.goto(`${baseUrl}/demo/`);
  const { receipts } = (await (await sent).json()) as { receipts: unknown };
  return { page, receipts };
}

test("a tap offline arrives once from a new tab that is online, after the tab's process was killed", async () => {
  const before = await index();
  const tab = await openTab(browser);
  await tapOffline(tab);
  const crashed = tab.page.waitForEvent("crash");
  const session = await tab.context.newCDPSession(tab.page);
  void session.send("Page.crash").catch(() => undefined);
  await crashed;
  await tab.page.close();
  expect(await index()).toEqual(before);
  const { page, receipts } = await comeBack(tab);
  expect(receipts).toMatchObject([{ revision: 2, outcome: "accepted" }]);
  expect(await index()).toEqual(withMore(before, 2));
  await page.reload();
  await page.waitForLoadState("networkidle");
  expect(await index()).toEqual(withMore(before, 2));
  await tab.context.close();
});

test("a tap offline arrives once from a new tab that is online, after the tab was closed", async () => {
  const before = await index();
  const tab = await openTab(browser);
  await tapOffline(tab);
  // A closing tab sends through the browser's own process, which may ignore the emulated lack of a network.
  await tab.page.close();
  const { page, receipts } = await comeBack(tab);
  expect(receipts).toMatchObject([{ revision: 2, outcome: expect.stringMatching(/^(accepted|duplicate)$/) }]);
  expect(await index()).toEqual(withMore(before, 2));
  await page.reload();
  await page.waitForLoadState("networkidle");
  expect(await index()).toEqual(withMore(before, 2));
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});

test("a tap in a tab that cannot reach the server is sent by another tab", async () => {
  const before = await index();
  const { page, context } = await openTab(browser);
  await page.route("**/v1/feedback", (route) => route.abort());
  await page.goto(`${baseUrl}/demo/`);
  await page.getByRole("radio", { name: /^Hài lòng/ }).click();
  await page.getByRole("status").filter({ hasText: "Đã lưu trên máy, chưa gửi" }).waitFor();
  const { page: other } = await openTab(browser, context);
  await other.goto(`${baseUrl}/demo/`);
  await expect.poll(index).toEqual(withMore(before, 4));
  await context.close();
});

test("without a network the element uses the browser's copy of the config", async () => {
  const { page, context } = await openTab(browser);
  await page.goto(`${baseUrl}/demo/`);
  await page.getByRole("radio", { name: /^Hài lòng/ }).check();
  await page.getByRole("checkbox", { name: "Hướng dẫn rõ ràng" }).waitFor();
  await context.setOffline(true);
  // Like the next screen of an SPA: a second element on the same page.
  await page.evaluate(() => {
    const first = document.querySelector("citizen-feedback");
    first?.replaceWith(first.cloneNode(true));
  });
  await page.getByRole("radio", { name: /^Hài lòng/, checked: false }).check();
  await page.getByRole("checkbox", { name: "Hướng dẫn rõ ràng" }).waitFor();
  await context.close();
});
