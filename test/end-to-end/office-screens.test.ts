import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { allPages } from "../../widget/office/all-pages.ts";
import { prepareWalks, settled } from "./keyboard-walk.ts";
import { accessibilityFaults, layoutFaults, openBrowser, openTab } from "./open-browser.ts";

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
  const loading = page.getByText(/^Đang (tải|đọc|mở)/).filter({ visible: true });
  await expect.poll(() => loading.count()).toBe(0);
}

/** What has the focus, through shadow roots, as `BUTTON: Thêm`; runs in the page. */
function inFocus(): string {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return `${found?.tagName}: ${found?.textContent?.trim()}`;
}

describe("a page of the office", () => {
  test("has dialogs that fit a phone, take the focus, and give it back on Escape", async () => {
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
      expect([id, await layoutFaults(page), await accessibilityFaults(page)]).toEqual([id, [], []]);
      await page.keyboard.press("Escape");
      await expect.poll(() => page.evaluate(inFocus)).toBe(`BUTTON: ${words}`);
    }
    await context.close();
  });

  test("gives the focus to what stands in the place of a button that is gone", async () => {
    const { page, context } = await openTab(browser);
    await signIn(page);
    await open(page, "comments");
    await page.locator("#pick-all").check();
    await page.getByRole("button", { name: "Bỏ chọn" }).press("Enter");
    await page.getByRole("button", { name: "Bỏ chọn" }).waitFor({ state: "detached" });
    expect(await page.evaluate(inFocus)).toMatch(/^(INPUT|BUTTON|A): /);
    await context.close();
  });

  test("reads in the other language as if it had been opened in it", async () => {
    const { page, context } = await openTab(browser);
    await prepareWalks(context);
    await signIn(page);
    for (const { id } of allPages) {
      const link = page.locator(`nav a[href="/office/H20/${id}"]`);
      await link.click();
      await page.locator(`office-${id} h1`).waitFor();
      // Again if a minute has passed meanwhile.
      await expect.poll(() => leftBehind(page, link)).toEqual([]);
    }
    await context.close();
  });

  describe("in English", () => {
    let page: Page;
    beforeAll(async () => {
      ({ page } = await openTab(browser));
      await signIn(page);
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    });

    test.each([
      ["comments", "Phường Cao Lãnh"],
      ["units", "Phường Cao Lãnh"],
      ["services", "Đăng ký khai tử"],
      ["touchpoints", "Cổng dịch vụ công, Phường Cao Lãnh"],
    ])("%s says that the agency's own words are Vietnamese", async (id, words) => {
      await page.locator(`nav a[href="/office/H20/${id}"]`).click();
      await page.getByText(words, { exact: true }).first().waitFor();
      expect(await page.evaluate(languagesOf, words)).toEqual(["vi"]);
      expect(await page.evaluate(languagesOf, "Sign out")).toEqual(["en"]);
    });
  });
});

/** Switches the language, and opens the page anew. Returns the words that only one of both showed. */
async function leftBehind(page: Page, link: Locator): Promise<string[]> {
  await settled(page);
  const button = page.getByRole("button", { name: /^(English|Tiếng Việt)$/ });
  const other = await button.textContent();
  await button.click();
  await expect.poll(() => button.textContent()).not.toBe(other);
  await settled(page);
  const switched = await page.evaluate(allWords);
  await link.click();
  await settled(page);
  const opened = await page.evaluate(allWords);
  return [...switched.filter((one) => !opened.includes(one)), ...opened.filter((one) => !switched.includes(one))];
}

/** Languages of what says exactly these words. Runs in the page. */
function languagesOf(words: string): string[] {
  const found = new Set<string>();
  const languageOf = (one: Element): string =>
    one.closest("[lang]")?.getAttribute("lang") ?? languageOf((one.getRootNode() as ShadowRoot).host);
  const look = (root: ParentNode): void => {
    for (const one of root.querySelectorAll("*")) {
      const [inner] = one.children;
      if (one.textContent?.trim() === words && inner?.textContent?.trim() !== words) found.add(languageOf(one));
      if (one.shadowRoot) look(one.shadowRoot);
    }
  };
  look(document);
  return [...found];
}

/** All words of the open page, its fields included. Runs in the page. */
function allWords(): string[] {
  const wordsIn = (root: ParentNode): string[] =>
    [...root.querySelectorAll("*")].flatMap((one) => [
      ...[...one.childNodes].flatMap((node) =>
        node instanceof Text && one.localName !== "style" ? node.data.trim() : [],
      ),
      ...["aria-label", "title", "placeholder"].map((name) => one.getAttribute(name) ?? ""),
      one instanceof HTMLInputElement ? one.value : "",
      ...(one.shadowRoot ? wordsIn(one.shadowRoot) : []),
    ]);
  return wordsIn(document).filter((words) => words !== "");
}
