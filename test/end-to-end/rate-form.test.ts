import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { accessibilityFaults, openBrowser, openTab } from "./open-browser.ts";
import { readIndex, withMore } from "./read-index.ts";

const baseUrl = inject("baseUrl");
const index = () => readIndex(baseUrl, inject("officeKey"));
const ratePage = `${baseUrl}/rate/H20-7k3m9q2x4t`;
const withoutScript: BrowserContextOptions = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } };
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

/** A name that a screen reader gives an element that has the focus. */
const focused = (page: Page): Promise<string> =>
  page
    .locator(":focus")
    .first()
    .evaluate((element) => `${element.tagName} ${(element as HTMLInputElement).value ?? ""}`);

describe("the rating page without JavaScript", () => {
  test("takes a rating, masks its comment, and gives a ticket that works; a repetition counts once", async () => {
    const before = await index();
    const { page, complaints, context } = await openTab(browser, withoutScript);
    await page.goto(ratePage);
    await page.getByRole("radio", { name: "Không hài lòng", exact: true }).check();
    await page.getByText("Điều gì cần làm tốt hơn?").click();
    await page.getByRole("checkbox", { name: "Hệ thống lỗi, chậm" }).check();
    await page.getByRole("textbox").fill("Nộp mãi không xong.\nGọi tôi số 0912345678.");
    await page.getByRole("button", { name: "Gửi" }).click({ clickCount: 2 });
    await page.getByText("Đánh giá đã được gửi").waitFor();
    await page.getByText("Đã che trước khi lưu: số điện thoại.").waitFor();
    await page.getByText(/Đơn vị sẽ trả lời chậm nhất ngày \d\d\/\d\d\/\d{4}/).waitFor();
    expect(page.url()).toBe(`${ratePage}/sent`);
    const code = ((await page.locator(".code").textContent()) ?? "").replaceAll(" ", "");
    expect(await index()).toEqual(withMore(before, 2));

    await page.reload();
    await page.getByText("Đánh giá đã được gửi").waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Gửi" }).click();
    await page.getByText("Đánh giá đã được gửi").waitFor();
    expect(await index()).toEqual(withMore(before, 2));

    // A form's revisions are counted in seconds.
    const sentMs = Date.now();
    await expect.poll(() => Date.now() - sentMs).toBeGreaterThan(1000);
    await page.goBack();
    await page.getByRole("radio", { name: "Bình thường", exact: true }).check();
    await page.getByRole("button", { name: "Gửi" }).click();
    await page.getByText("Đánh giá đã được gửi").waitFor();
    expect(await index()).toEqual(withMore(before, 3));

    const headers = { "content-type": "application/json" };
    const asked = await fetch(`${baseUrl}/v1/tickets/lookup`, {
      method: "POST",
      headers,
      body: JSON.stringify({ code }),
    });
    expect(await asked.json()).toMatchObject({ words: expect.stringMatching(/^Nộp mãi không xong\.\nGọi tôi số \[/) });
    expect(complaints).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  test("is filled in and sent by keyboard alone, and says what is missing beside the kept words", async () => {
    const before = await index();
    const { page, context } = await openTab(browser, withoutScript);
    await page.goto(ratePage);
    const tabTo = async (wanted: RegExp): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press("Tab");
        if (wanted.test(await focused(page))) return;
      }
      throw new Error(`Tab does not reach ${wanted}`);
    };
    await tabTo(/^TEXTAREA/);
    await page.keyboard.type("Rất tốt");
    await tabTo(/^BUTTON/);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "Ông/Bà chưa chọn mức đánh giá." }).waitFor();
    expect(await page.getByRole("textbox").inputValue()).toBe("Rất tốt");
    await tabTo(/^INPUT 5/);
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await tabTo(/^BUTTON/);
    await page.keyboard.press("Enter");
    await page.getByText("Đánh giá đã được gửi").waitFor();
    expect(await index()).toEqual(withMore(before, 4));
    await context.close();
  });

  test.each([
    [320, "light"],
    [390, "dark"],
    [1280, "light"],
  ] as const)(
    "at %i px, %s: nothing is wider than the screen, and axe finds nothing in any state",
    async (width, colorScheme) => {
      const { page, context } = await openTab(browser, { colorScheme, viewport: { width, height: 740 } });
      // Scripts stay on, since axe is one; none of the page's own comes.
      await page.route("**/*.js", (route) => route.abort());
      const check = async (): Promise<void> => {
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      };
      for (const path of ["/rate/", "/rate/H20-0000000000", "/privacy/", "/privacy/H20?lang=en", "/privacy/X99"]) {
        await page.goto(baseUrl + path);
        await check();
      }
      await page.goto(`${ratePage}?lang=en`);
      // Where scripts run, the rest of the form waits some seconds for the element.
      await page.getByRole("button", { name: "Send" }).waitFor();
      for (const fold of await page.locator("summary").all()) await fold.click();
      await check();
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByRole("alert").waitFor();
      await check();
      const targets = await page
        .getByRole("button")
        .or(page.locator("summary, .face, .choice"))
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
      expect(targets.filter((height) => height < 44)).toEqual([]);
      await page.getByRole("radio", { name: "Satisfied", exact: true }).check();
      await page.getByRole("textbox").fill("Please call 0912345678.");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByText("Thank you. Your rating has been sent.").waitFor();
      await check();
      await context.close();
    },
  );
});

describe("the rating page with JavaScript", () => {
  test.each([320, 390, 1280])(
    "at %i px faces stand where the element's will, also if its script is late",
    async (width) => {
      const { page, context } = await openTab(browser, { viewport: { width, height: 740 } });
      let letThrough: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        letThrough = resolve;
      });
      await page.route("**/citizen-feedback.js", async (route) => {
        await held;
        await route.continue();
      });
      await page.addInitScript(() => {
        const told = globalThis as unknown as { moved: number };
        told.moved = 0;
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) told.moved += (shift as unknown as { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(ratePage, { waitUntil: "commit" });
      const placeOf = async (): Promise<unknown> => {
        const faces = page.locator(".face .box");
        await faces.nth(4).waitFor();
        return faces.evaluateAll((all) => all.map((face) => Math.round(face.getBoundingClientRect().top)));
      };
      await page.waitForFunction(
        () => getComputedStyle(document.querySelector(".faces") ?? document.body).display === "grid",
      );
      const before = await placeOf();
      letThrough();
      await page.locator("citizen-feedback").waitFor();
      await expect.poll(placeOf).toEqual(before);
      expect(await page.evaluate(() => (globalThis as unknown as { moved: number }).moved)).toBeLessThan(0.01);
      await context.close();
    },
  );

  test("a form that somebody has begun to fill in stays when the script comes, and is counted once", async () => {
    const before = await index();
    const { page, context } = await openTab(browser);
    let letThrough: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route("**/citizen-feedback.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(ratePage, { waitUntil: "commit" });
    await page.getByRole("radio", { name: "Rất hài lòng", exact: true }).check();
    letThrough();
    await page.waitForFunction(() => customElements.get("citizen-feedback") !== undefined);
    await page.getByRole("button", { name: "Gửi" }).click();
    await page.getByText("Đánh giá đã được gửi").waitFor();
    expect(await index()).toEqual(withMore(before, 5));
    await context.close();
  });

  test("a script that breaks leaves the form", async () => {
    const before = await index();
    const { page, context } = await openTab(browser);
    await page.route("**/citizen-feedback.js", (route) => route.fulfill({ contentType: "text/javascript", body: "?" }));
    await page.goto(ratePage);
    await page.getByRole("radio", { name: "Hài lòng", exact: true }).check();
    await page.getByRole("button", { name: "Gửi" }).click();
    await page.getByText("Đánh giá đã được gửi").waitFor();
    expect(await index()).toEqual(withMore(before, 4));
    await context.close();
  });
});
