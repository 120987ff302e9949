import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { HostSite } from "./host-site.ts";
import { hostSite } from "./host-site.ts";
import { openBrowser, openTab } from "./open-browser.ts";
import { codeBlocks } from "./page-commands.ts";
import { readIndex, withMore } from "./read-index.ts";

const baseUrl = inject("baseUrl");
const index = () => readIndex(baseUrl, inject("officeKey"));
const touchpoint = "H20-7k3m9q2x4t";
const thanks = "Cảm ơn Ông/Bà. Đánh giá đã được gửi.";
const link = `<a href="${baseUrl}/rate/${touchpoint}">Đánh giá</a>`;
const tag = `<citizen-feedback touchpoint="${touchpoint}">${link}</citizen-feedback>`;
const page = (head: string, place = tag): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <title>Cổng của xã</title><link rel="stylesheet" href="/page.css">${head}</head><body><main><h1>Cổng của xã</h1>
  <script type="module" src="${baseUrl}/widget/v1/citizen-feedback.js"></script>
  ${place}
  <h2>Tin của xã</h2><p>Lịch tiếp công dân tháng này.</p></main></body></html>`;
/** The rule that the guide tells host pages to add. */
const [reserved = ""] = codeBlocks("docs/embedding.md", "css");
const reservedSheet = '<link rel="stylesheet" href="/reserved.css">';

let browser: Browser;
let site: HostSite;

beforeAll(async () => {
  browser = await openBrowser();
  site = await hostSite({
    policy: `default-src 'none'; script-src ${baseUrl}; style-src 'self'; connect-src ${baseUrl}`,
    files: {
      "/": page(""),
      "/page.css": "body { max-width: 760px; margin: 0 auto; padding: 16px }",
      "/reserved": page(reservedSheet),
      "/reserved-div": page(reservedSheet, `<div data-citizen-feedback="${touchpoint}">${link}</div>`),
      "/reserved.css": reserved,
    },
  });
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

const second = /citizen-feedback-more\.js/;
const details = (open: Page) => open.getByRole("textbox", { name: /góp ý thêm/ });

/** The second file as another release has it. */
async function otherVersion(route: Route): Promise<void> {
  const answer = await route.fetch();
  await route.fulfill({ response: answer, body: (await answer.text()).replaceAll("0.1.0", "9.9.9") });
}

const ways: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  unreachable: (route) => route.abort(),
  "not there": (route) => route.fulfill({ status: 404, body: "" }),
  "of another version": otherVersion,
};

test.each(Object.keys(ways))(
  "with the second file %s a rating is kept, thanked for and sent once; the details come at the next touch",
  async (way) => {
    const before = await index();
    const { page: open, complaints, context } = await openTab(browser);
    await open.route(second, ways[way] as (route: Route) => Promise<void>);
    const failed = open.waitForEvent("request", (request) => second.test(request.url()));
    await open.goto(site.origin);
    await failed;
    await open.getByRole("radio", { name: "Hài lòng", exact: true }).check();
    await open.getByText(thanks).waitFor();
    expect(await details(open).count()).toBe(0);
    await expect.poll(index).toEqual(withMore(before, 4));
    await open.unroute(second);
    await open.getByRole("radio", { name: "Bình thường" }).check();
    await details(open).waitFor();
    await open.getByText(thanks).waitFor();
    await expect.poll(index).toEqual(withMore(before, 3));
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test("with the second file ten seconds late the rating is thanked for at once, and the details follow", async () => {
  const before = await index();
  const { page: open, context } = await openTab(browser);
  let come: () => void = () => {};
  const late = new Promise<void>((resolve) => {
    come = resolve;
  });
  await open.clock.install();
  await open.route(second, async (route) => {
    await late;
    await route.continue();
  });
  await open.goto(site.origin);
  await open.getByRole("radio", { name: "Không hài lòng", exact: true }).check();
  await open.clock.runFor(1000);
  await open.getByText(thanks).waitFor();
  await open.clock.runFor(9000);
  await expect.poll(index).toEqual(withMore(before, 2));
  expect(await details(open).count()).toBe(0);
  come();
  await details(open).waitFor();
  await open.getByRole("checkbox", { name: "Khó đăng nhập, xác thực" }).check();
  await open.clock.runFor(1000);
  expect(await index()).toEqual(withMore(before, 2));
  await context.close();
});

test.each([
  [390, "/reserved"],
  [1280, "/reserved"],
  [390, "/reserved-div"],
])("at %i px nothing on the page %s moves, though the script comes three seconds late", async (width, path) => {
  const { page: open, context } = await openTab(browser, { viewport: { width, height: 844 } });
  await open.route(/citizen-feedback\.js/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.continue();
  });
  await open.addInitScript(() => {
    const shifts = { total: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.total += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await open.goto(site.origin + path);
  await open.getByRole("radio").first().waitFor();
  await open.waitForLoadState("networkidle");
  const shifted = await open.evaluate(() => (window as unknown as { shifts: { total: number } }).shifts.total);
  expect(shifted).toBeLessThanOrEqual(0.01);
  const [needed, given] = await open
    .locator("citizen-feedback")
    .evaluate((element) => [
      element.shadowRoot?.querySelector(".panel")?.getBoundingClientRect().height ?? 0,
      element.getBoundingClientRect().height,
    ]);
  expect(needed).toBeLessThanOrEqual(given ?? 0);
  expect((given ?? 0) - (needed ?? 0)).toBeLessThan(60);
  await context.close();
});
