import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import decodeQR from "qr/decode.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callOffice } from "../server/office.ts";
import { type RunningServer, startServer } from "../server/start-server.ts";
import { accessibilityFaults, openBrowser, openTab, smallTargets } from "./open-browser.ts";

const contact = { name: "Thanh tra tỉnh", phone: "0277 3851 431", address: "12 Đường 30/4, Phường Cao Lãnh" };
const happened = "Cán bộ gợi ý đưa tiền";

let browser: Browser;
let server: RunningServer;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "citizen-feedback-door-"));
  [browser, server] = await Promise.all([openBrowser(), startServer(dataDir)]);
  await callOffice({ baseUrl: server.baseUrl, key: server.rootKey }, "PUT /sealed-recipient/contact", contact);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function openDoor(
  options: BrowserContextOptions = {},
  query = "",
): Promise<{ page: Page; complaints: string[] }> {
  const { page, complaints } = await openTab(browser, { viewport: { width: 390, height: 844 }, ...options });
  await page.goto(`${server.baseUrl}/sealed/H20${query}`);
  await page.getByRole("button", { name: query ? "Leave quickly" : "Thoát nhanh" }).waitFor();
  return { page, complaints };
}

/** Reports what can still be read on the door's page when it begins to be left, in fields too. */
async function listenForLeaving(page: Page): Promise<() => Promise<string>> {
  const told = new Promise<string>((resolve) => {
    page.on("console", (message) => message.text().startsWith("left:") && resolve(message.text().slice(5)));
  });
  await page.evaluate(() => {
    addEventListener("beforeunload", () => {
      const root = document.querySelector("sealed-door")?.shadowRoot;
      const fields = [...(root?.querySelectorAll<HTMLInputElement>("input, textarea") ?? [])];
      const texts = [document.title, root?.textContent ?? "", ...fields.map(({ value }) => value)];
      console.info(`left:${texts.join(" ").trim()}`);
    });
  });
  return () => told;
}

describe("while no key is set, the sealed door", () => {
  test("begins with the agency, takes nothing, and tells telephone and address of the recipient", async () => {
    const { page } = await openDoor();
    await page.getByText("Nơi này chưa nhận báo riêng trên mạng").waitFor();
    expect(await page.locator("p").first().textContent()).toBe("Tỉnh Đồng Tháp");
    expect(await page.locator("[data-contact]").innerText()).toContain(contact.address);
    expect(await page.getByRole("link", { name: contact.phone }).getAttribute("href")).toBe("tel:02773851431");
    expect(await page.getByRole("textbox").count()).toBe(0);
    expect([await accessibilityFaults(page), await smallTargets(page)]).toEqual([[], []]);
    await page.context().close();
  });
});

test("without scripts, the sealed door says where to turn", async () => {
  const { page } = await openTab(browser, { javaScriptEnabled: false });
  await page.goto(`${server.baseUrl}/sealed/H20`);
  expect(await page.locator("body").innerText()).toContain("Ông/Bà liên hệ cơ quan thanh tra");
  await page.context().close();
});

test("the Esc key is named where there is a keyboard, not on a phone", async () => {
  const shown = async (options: BrowserContextOptions): Promise<boolean> => {
    const { page } = await openDoor(options);
    const isShown = await page.getByText("hoặc bấm phím Esc ba lần").isVisible();
    await page.context().close();
    return isShown;
  };
  expect([await shown({}), await shown({ hasTouch: true, isMobile: true })]).toEqual([true, false]);
});

describe("with a key, the sealed door", () => {
  beforeAll(async () => {
    const { publicKey } = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
    const public_key = Buffer.from(await crypto.subtle.exportKey("raw", publicKey)).toString("base64url");
    const office = { baseUrl: server.baseUrl, key: server.rootKey };
    await callOffice(office, "PUT /sealed-recipient", { name: "Thanh tra tỉnh", public_key });
  });

  test("has three short lines before the first field, and details that are folded", async () => {
    const { page } = await openDoor();
    const field = page.getByLabel("Chuyện gì đã xảy ra?");
    await field.waitFor();
    const lines = page.locator("p:visible").filter({ hasNotText: "Tỉnh Đồng Tháp" });
    const before = await lines.evaluateAll((all) => {
      const first = all[0]?.getRootNode() as ShadowRoot;
      const end = first.querySelector("textarea")?.getBoundingClientRect().top ?? 0;
      return all.filter((one) => one.getBoundingClientRect().top < end).map((one) => one.textContent ?? "");
    });
    expect(before).toHaveLength(3);
    expect(Math.max(...before.map((line) => line.length))).toBeLessThanOrEqual(100);
    // On a phone of 390 by 844 the first field is in sight without scrolling.
    expect((await field.boundingBox())?.y).toBeLessThan(844 - 100);
    await page.locator("summary").click();
    await page.getByText("Muốn được giải quyết theo Luật Tố cáo").waitFor();
    expect(await page.locator("[data-contact]").isVisible()).toBe(true);
    await page.context().close();
  });

  test.each([
    ["its button", (page: Page) => page.getByRole("button", { name: "Thoát nhanh" }).click()],
    [
      "Esc three times, from within a field",
      async (page: Page) => {
        await page.getByLabel("Chuyện gì đã xảy ra?").focus();
        for (const _ of [1, 2, 3]) await page.keyboard.press("Escape");
      },
    ],
  ])(
    "is left at once by %s: for the first page, emptied before that comes, and not in the tab's history",
    async (_, exit) => {
      const { page, context } = await openTab(browser);
      await page.goto(`${server.baseUrl}/demo/`);
      await page.goto(`${server.baseUrl}/sealed/H20`);
      await page.getByLabel("Chuyện gì đã xảy ra?").fill(happened);
      const left = await listenForLeaving(page);
      await exit(page);
      // All that is there is the button of the other language.
      expect(await left()).toBe("English");
      await page.waitForURL(`${server.baseUrl}/`);
      await page.goBack();
      expect(page.url()).toBe(`${server.baseUrl}/demo/`);
      await page.goForward();
      expect(page.url()).toBe(`${server.baseUrl}/`);
      await context.close();
    },
  );

  test("shows the code as a QR code that holds the code alone, and prints a slip that doesn't say what it is for", async () => {
    const { page } = await openDoor();
    await page.getByLabel("Chuyện gì đã xảy ra?").fill(happened);
    await page.getByRole("button", { name: "Gửi báo riêng" }).click();
    await page.locator("h2:focus").waitFor();
    const code = (await page.locator("[data-code]").textContent()) ?? "?";
    const image = await page.locator("svg.qr").evaluate(async (svg) => {
      const size = 240;
      const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
      const context = canvas.getContext("2d");
      if (!context) throw new Error("no canvas");
      const [white = "", black = ""] = [...svg.querySelectorAll("path")].map((path) => path.getAttribute("d") ?? "");
      const scale = size / Number(svg.getAttribute("viewBox")?.split(" ")[2]);
      context.scale(scale, scale);
      for (const [colour, path] of [
        ["#fff", white],
        ["#000", black],
      ] as const) {
        context.fillStyle = colour;
        context.fill(new Path2D(path));
      }
      return { width: size, height: size, data: [...context.getImageData(0, 0, size, size).data] };
    });
    expect(decodeQR({ ...image, data: Uint8ClampedArray.from(image.data) })).toBe(code);
    expect([await accessibilityFaults(page), await smallTargets(page)]).toEqual([[], []]);

    await page.evaluate(() => Object.assign(globalThis, { print: () => Object.assign(globalThis, { printed: true }) }));
    await page.getByRole("button", { name: "In mã" }).click();
    expect(await page.evaluate(() => "printed" in globalThis)).toBe(true);
    await page.emulateMedia({ media: "print" });
    const slip = (await page.locator("h1:visible, h2:visible, p:visible, button:visible").allInnerTexts()).join("\n");
    expect(slip.replace(/\s/g, "")).toContain(code);
    expect(slip).toContain(`${server.baseUrl}/sealed/H20`);
    expect(slip).not.toMatch(/Báo riêng|gợi ý|Thanh tra|Thoát/);
    await page.context().close();
  });

  test("is filled in, sent, followed and left by keyboard alone, from the top of the page", async () => {
    const { page } = await openDoor();
    const tab = async (times: number): Promise<void> => {
      for (let time = 0; time < times; time += 1) await page.keyboard.press("Tab");
    };
    const isFocused = (name: string | RegExp, role: "button" | "textbox" = "button"): Promise<boolean> =>
      page.getByRole(role, { name }).evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one);
    await page.getByLabel("Chuyện gì đã xảy ra?").waitFor();
    await tab(1);
    expect(await isFocused("English")).toBe(true);
    await tab(1);
    expect(await isFocused("Thoát nhanh")).toBe(true);
    await tab(2);
    expect(await isFocused("Chuyện gì đã xảy ra?", "textbox")).toBe(true);
    await page.keyboard.type(happened);
    await tab(3);
    await page.keyboard.press("Enter");
    await page.locator("h2:focus").waitFor();
    const code = (await page.locator("[data-code]").textContent()) ?? "";
    await tab(3);
    expect(await isFocused("Viết báo riêng mới")).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Đã gửi trước đây?" }).press("Enter");
    await page.locator("h2:focus").waitFor();
    await tab(1);
    await page.keyboard.type(code);
    await tab(1);
    await page.keyboard.press("Enter");
    await page.getByText("Đã nhận, chưa được đọc").waitFor();
    for (const _ of [1, 2, 3]) await page.keyboard.press("Escape");
    await page.waitForURL(`${server.baseUrl}/`);
    await page.context().close();
  });

  test("is left in the downloaded file too, for the server's first page", async () => {
    const { page, context } = await openTab(browser);
    const file = await fetch(`${server.baseUrl}/sealed/offline.html`);
    const { writeFileSync } = await import("node:fs");
    const kept = join(dataDir, "offline.html");
    writeFileSync(kept, Buffer.from(await file.arrayBuffer()));
    await page.goto(`file://${kept}`);
    await page.getByLabel("Địa chỉ máy chủ").fill(server.baseUrl);
    await page.getByLabel("Mã cơ quan").fill("H20");
    await page.getByRole("button", { name: "Mở" }).click();
    await page.getByLabel("Chuyện gì đã xảy ra?").fill(happened);
    await page.getByRole("button", { name: "Thoát nhanh" }).click();
    await page.waitForURL(`${server.baseUrl}/`);
    await context.close();
  });

  const looks: readonly BrowserContextOptions[] = [
    { viewport: { width: 320, height: 640 }, colorScheme: "light" },
    { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
    { viewport: { width: 1280, height: 900 }, forcedColors: "active" },
  ];

  test.each(looks)("has no target below 44 px and nothing wider than the screen in any state, %j", async (look) => {
    const { page, complaints } = await openDoor(look, "?lang=en");
    const check = async (): Promise<void> => {
      expect([await accessibilityFaults(page), await smallTargets(page)]).toEqual([[], []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    };
    await page.getByLabel("What happened?").waitFor();
    await page.locator("summary").click();
    await check();
    await page.getByLabel("What happened?").fill(happened);
    await page.getByRole("button", { name: "Send the report" }).click();
    await page.locator("h2:focus").waitFor();
    await check();
    const code = (await page.locator("[data-code]").textContent()) ?? "";
    await page.getByRole("button", { name: "Write a new report" }).click();
    await page.getByRole("button", { name: "Sent one before?" }).click();
    await page.getByLabel("Code", { exact: true }).fill(code);
    await check();
    await page.getByRole("button", { name: "See", exact: true }).click();
    await page.getByText("Received, not yet read").waitFor();
    await check();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
