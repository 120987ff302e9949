import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { allPages } from "../../widget/office/all-pages.ts";
import { accessibilityFaults, openBrowser, openTab, smallTargets } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 120_000);

afterAll(() => browser.close());

/** Signs in with the root key, which has every page. */
async function signIn(page: Page): Promise<void> {
  await page.goto(`${baseUrl}/office/H20/today`);
  await page.getByLabel("Khóa", { exact: true }).focus();
  await page.keyboard.insertText(inject("rootKey"));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Hôm nay" }).waitFor();
}

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`${baseUrl}/office/H20/${id}`);
  await page.locator(`office-${id} h1`).waitFor();
  await page.waitForLoadState("networkidle");
}

/** What is wrong with a screen for everybody: it scrolls sideways, or the fields of a row stand at different heights. */
function faultsOfLayout(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const roots = [...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot] : []));
    const inner = roots.flatMap((root) =>
      [...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot] : [])),
    );
    const rows = [...roots, ...inner].flatMap((root) => [...root.querySelectorAll(".tools")]);
    const uneven = rows.flatMap((row) => {
      const boxes = [...row.querySelectorAll("input, select")].map((field) => field.getBoundingClientRect());
      return boxes.some((one) =>
        boxes.some((other) => one.top < other.bottom && other.top < one.bottom && one.top !== other.top),
      )
        ? [`fields of a row at different heights: ${row.textContent?.trim().slice(0, 40)}`]
        : [];
    });
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [...uneven, `${scrollWidth} px wide on ${clientWidth}`] : uneven;
  });
}

/** What has the focus, through shadow roots, as `BUTTON: Thêm`; runs in the page. */
function inFocus(): string {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return `${found?.tagName}: ${found?.textContent?.trim()}`;
}

describe("each page of the office", () => {
  test("fits 360 and 1280 px, has one h1 and a title of its own, targets for fingers, and no fault that axe finds", async () => {
    const { page, context, complaints } = await openTab(browser, { viewport: { width: 1280, height: 800 } });
    await signIn(page);
    const wrong: Record<string, string[]> = {};
    const titles = new Set<string>();
    for (const { id } of allPages) {
      await open(page, id);
      titles.add(await page.title());
      for (const [width, colorScheme] of [
        [1280, "light"],
        [360, "dark"],
      ] as const) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        const found = [
          ...(await faultsOfLayout(page)),
          ...(await smallTargets(page)),
          ...(await accessibilityFaults(page)),
        ];
        const heads = await page.getByRole("heading", { level: 1 }).count();
        if (heads !== 1) found.push(`${heads} headings of level 1`);
        if (found.length > 0) wrong[`${id} at ${width}`] = found;
      }
    }
    expect(wrong).toEqual({});
    expect(titles.size).toBe(allPages.length);
    expect(complaints).toEqual([]);
    await context.close();
  }, 120_000);

  test("has dialogs that say what they are, take the focus, and give it back on Escape", async () => {
    const { page, context } = await openTab(browser, { viewport: { width: 360, height: 740 } });
    await signIn(page);
    const dialogs = [
      ["figures", "Công bố ngay"],
      ["units", "Thêm đơn vị"],
      ["services", "Thêm thủ tục"],
      ["keys", /^Thu hồi/],
    ] as const;
    for (const [id, name] of dialogs) {
      await open(page, id);
      const button = page.getByRole("button", { name }).first();
      const words = (await button.textContent())?.trim() ?? "";
      await button.click();
      await page.getByRole("dialog").waitFor();
      await expect.poll(() => page.evaluate(inFocus)).toMatch(/^H2: /);
      expect([id, await faultsOfLayout(page), await accessibilityFaults(page)]).toEqual([id, [], []]);
      await page.keyboard.press("Escape");
      await expect.poll(() => page.evaluate(inFocus)).toBe(`BUTTON: ${words}`);
    }
    await context.close();
  });
});
