import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { allPages } from "../../widget/office/all-pages.ts";
import { type RunningServer, startServer } from "../server/start-server.ts";
import { accessibilityFaults, layoutFaults, openBrowser, openTab, smallTargets } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const officeKey = inject("officeKey");
const rootKey = inject("rootKey");
/** Most bytes of script and style that a page of the office loads first, compressed. */
const mostBytes = 60_000;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 120_000);

afterAll(() => browser.close());

async function signIn(page: Page, address: string, key: string): Promise<void> {
  await page.goto(address);
  // By the keyboard's own way, so that no script of a test has the key.
  await page.getByLabel("Khóa", { exact: true }).focus();
  await page.keyboard.insertText(key);
  await page.keyboard.press("Enter");
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

describe("a person with a key", () => {
  test("stays signed in over a reload; signing out ends it on the server, and Back shows nothing", async () => {
    const { page, context, complaints } = await openTab(browser);
    await signIn(page, `${baseUrl}/office/H20/audit`, rootKey);
    // The address has no code without a slip: the root key needs one, and the address names it.
    await heading(page, "Nhật ký").waitFor();
    await page.reload();
    await heading(page, "Nhật ký").waitFor();
    await page.getByRole("link", { name: "Cài đặt" }).click();
    // A call that is still under way would end with the session before.
    await page.getByLabel("Tên cơ quan").waitFor();
    const [earlier] = await context.cookies();
    // Signed in again in the same browser, as from another tab.
    await page.evaluate(async (key) => {
      const body = JSON.stringify({ key, agency: "H20" });
      await fetch("/v1/sessions", { method: "POST", headers: { "content-type": "application/json" }, body });
    }, rootKey);
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ name: "__Host-office-session", httpOnly: true, secure: true, sameSite: "Strict" });
    const statusOf = async ({ name, value }: { name: string; value: string } = { name: "", value: "" }) =>
      (await fetch(`${baseUrl}/v1/session`, { headers: { "office-session": "1", cookie: `${name}=${value}` } })).status;
    expect([await statusOf(earlier), await statusOf(cookie)]).toEqual([401, 200]);
    await page.getByRole("button", { name: "Đăng xuất" }).click();
    await heading(page, "Đăng nhập trang làm việc").waitFor();
    await page.goBack();
    await heading(page, "Đăng nhập trang làm việc").waitFor();
    expect(await statusOf(cookie)).toBe(401);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("leaves the key nowhere on the page: not in its address, storage, elements or memory", async () => {
    const { page, context } = await openTab(browser);
    await signIn(page, `${baseUrl}/office/H20/audit`, officeKey);
    await heading(page, "Nhật ký").waitFor();
    // The secret may have the sign that stands between a key's parts.
    const secret = officeKey.split("_").slice(3).join("_");
    expect(secret).toHaveLength(43);
    const stored = await page.evaluate(async () => {
      const databases = await indexedDB.databases();
      return JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage }, databases]);
    });
    expect(stored).not.toContain(secret);
    expect(await page.content()).not.toContain(secret);
    const session = await context.newCDPSession(page);
    const chunks: string[] = [];
    session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
    const heap = chunks.join("");
    // The snapshot does hold the page's strings.
    expect([heap.includes("of.sign-in-to"), heap.includes(secret)]).toEqual([true, false]);
    await context.close();
  });

  test("sees where they are signed in, and ends another session", async () => {
    const [one, other] = [await openTab(browser), await openTab(browser)];
    for (const { page } of [one, other]) {
      await signIn(page, `${baseUrl}/office/H20/audit`, officeKey);
      await heading(page, "Nhật ký").waitFor();
    }
    const { page } = one;
    await page.getByRole("button", { name: "Các phiên của tôi" }).click();
    await page.getByText("(phiên này)").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const ends = page.getByRole("button", { name: /^Kết thúc/ });
    const before = await ends.count();
    await ends.first().click();
    await expect.poll(() => ends.count()).toBe(before - 1);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(focusedWords)).toBe("Các phiên của tôi");
    await other.page.getByRole("link", { name: "Cài đặt" }).click();
    await other.page.getByRole("dialog", { name: "Phiên làm việc đã hết" }).waitFor();
    await one.context.close();
    await other.context.close();
  });
});

/** Words of what has the focus, through shadow roots; runs in the page. */
function focusedWords(): string {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found?.textContent?.trim() ?? "";
}

describe("an administrator", () => {
  test("invites a reader by a link; the reader sees only what a reader may, and the log says so", async () => {
    const { page, context } = await openTab(browser);
    await signIn(page, `${baseUrl}/office/H20/members`, rootKey);
    await page.getByLabel("Họ và tên").fill("Trần Văn Bình");
    await page.getByLabel("Vai trò").selectOption("reader");
    await page.getByRole("button", { name: "Tạo lời mời" }).click();
    const link = (await page.locator("#link").textContent()) ?? "";
    expect(link).toMatch(/\/office\/#invitation=[\w-]{22}&agency=H20$/);
    expect(await accessibilityFaults(page)).toEqual([]);

    const guest = await openTab(browser);
    await guest.page.goto(link);
    await guest.page.getByRole("button", { name: "Nhận lời mời" }).click();
    const own = (await guest.page.locator("#own-key").textContent()) ?? "";
    expect(own).toMatch(/^cfk_H20_/);
    expect(guest.page.url()).not.toContain("invitation");
    const leaves = (): Promise<boolean> =>
      guest.page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
    expect(await leaves()).toBe(false);
    await guest.page.getByRole("button", { name: /Đã cất khóa/ }).click();
    expect(await leaves()).toBe(true);
    for (const id of ["members", "keys", "audit", "settings"]) {
      await guest.page.goto(`${baseUrl}/office/H20/${id}`);
      await guest.page.getByText("Vai trò của Ông/Bà không có trang này.").waitFor();
    }
    const ask = (path: string) =>
      guest.page.evaluate(
        async (at) => (await fetch(at, { headers: { "office-session": "1" } })).status,
        `/v1/agencies/H20/${path}`,
      );
    expect([await ask("members"), await ask("keys"), await ask("audit"), await ask("comments")]).toEqual([
      403, 403, 403, 403,
    ]);
    await guest.context.close();

    await page.getByRole("link", { name: "Nhật ký" }).click();
    await page.getByText(/Trần Văn Bình \(member-\w+\)\s+đã nhận lời mời làm thành viên/).waitFor();
    await page
      .getByRole("button", { name: /^Mở trang Thành viên: member-/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Gỡ: Trần Văn Bình" }).click();
    const confirm = page.getByRole("dialog").getByRole("button", { name: "Gỡ", exact: true });
    expect(await confirm.getAttribute("aria-disabled")).toBe("true");
    await page.getByLabel("Gõ “Trần Văn Bình” để xác nhận").fill("Trần Văn Bình");
    await confirm.click();
    await page.getByText("Đã gỡ: Trần Văn Bình").waitFor();
    // Its row is gone, with the button that had the focus.
    await expect.poll(() => page.evaluate(focusedWords)).toContain("Thành viên");
    await context.close();
  });

  test("makes, replaces and revokes a key; it is shown once", async () => {
    const { page, context } = await openTab(browser);
    await signIn(page, `${baseUrl}/office/H20/keys`, rootKey);
    await page.getByText("Lập khóa").first().click();
    await page.getByLabel("Tên").fill("Bảng tính của Sở");
    await page.getByLabel("Đọc chỉ số và xếp hạng").check();
    await page.getByRole("button", { name: "Lập khóa" }).click();
    const made = (await page.locator("#made-key").textContent()) ?? "";
    const asks = async (): Promise<number> =>
      (await fetch(`${baseUrl}/v1/agencies/H20/indices?period=2026`, { headers: { authorization: `Bearer ${made}` } }))
        .status;
    expect(await asks()).toBe(200);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Đổi khóa: Bảng tính của Sở" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Đổi khóa" }).click();
    await expect.poll(() => page.locator("#made-key").textContent()).not.toBe(made);
    await page.getByText(/đã đổi sang/).waitFor();
    await page.getByRole("button", { name: "Thu hồi: Bảng tính của Sở" }).first().click();
    await page.getByLabel("Gõ “Bảng tính của Sở” để xác nhận").fill("Bảng tính của Sở");
    await page.getByRole("dialog").getByRole("button", { name: "Thu hồi" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Thu hồi: Bảng tính của Sở" }).count()).toBe(1);
    await context.close();
  });

  test("saves settings part by part; what the server refuses stands at its field and nothing typed is lost", async () => {
    const { page, context } = await openTab(browser);
    await signIn(page, `${baseUrl}/office/H20/settings`, rootKey);
    await page.getByText("Liên hệ", { exact: true }).click();
    await page.locator("#contact-0-email").fill("khong-phai-thu");
    await page.locator("#contact").getByRole("button", { name: "Lưu" }).click();
    await expect.poll(() => page.locator("#contact-0-email").getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator("#contact-0-email").inputValue()).toBe("khong-phai-thu");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator("#contact-0-email").fill("motcua@dongthap.example");
    await page.locator("#contact").getByRole("button", { name: "Lưu" }).click();
    await page.getByText("Đã lưu: Liên hệ.").waitFor();
    await page.getByText("Ngày nghỉ riêng của cơ quan", { exact: true }).click();
    await page.locator("#days-off").getByRole("button", { name: "Thêm dòng" }).click();
    await page.locator("#days-off fieldset").last().locator("input[type=date]").first().fill("2026-12-07");
    await page.locator("#days-off fieldset").last().getByLabel("Tên").fill("Ngày truyền thống");
    await page.locator("#days-off").getByRole("button", { name: "Lưu" }).click();
    await page.getByText("Đã lưu: Ngày nghỉ riêng của cơ quan.").waitFor();
    const facts = (await (await fetch(`${baseUrl}/v1/agencies/H20`)).json()) as { contact: { email: string } };
    expect(facts.contact.email).toBe("motcua@dongthap.example");
    await context.close();
  });
});

/** Keeps all words that the office and its page have drawn in any frame; runs in the page. */
function keepWords(): void {
  const page = window as typeof window & { words: string };
  page.words = "";
  const look = (): void => {
    const root = document.querySelector("citizen-office")?.shadowRoot;
    for (const one of [root, root?.querySelector("office-audit")?.shadowRoot]) page.words += one?.textContent ?? "";
    requestAnimationFrame(look);
  };
  look();
}

/** Addresses of all scripts and styles that a page has loaded. */
async function filesOf(page: Page): Promise<string[]> {
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  return [...new Set(loaded)].filter((name) => /\.(js|css)$/.test(new URL(name).pathname));
}

/** Bytes of files, each compressed. */
async function bytesOf(files: readonly string[]): Promise<number> {
  const sizes = files.map(async (file) => gzipSync(await (await fetch(file)).arrayBuffer()).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** What is wrong with a page of the office, wide and on a phone. */
async function faultsOf(page: Page, id: string): Promise<string[]> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${baseUrl}/office/H20/${id}`, { waitUntil: "networkidle" });
  await page.locator("main h1").waitFor();
  const files = await filesOf(page);
  const bytes = await bytesOf(files);
  const later = files.filter((file) => /(-en|refusal-words)-[^/]*$/.test(file));
  const wide = [...(await layoutFaults(page)), ...(await accessibilityFaults(page))];
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: "dark" });
  const narrow = [...(await layoutFaults(page)), ...(await smallTargets(page)), ...(await accessibilityFaults(page))];
  await page.emulateMedia({ colorScheme: "light" });
  const size = bytes > 20_000 && bytes <= mostBytes ? [] : [`${bytes} bytes`];
  return [...size, ...later, ...wide, ...narrow].map((fault) => `${id}: ${fault}`);
}

describe("every page of the office", () => {
  test("loads at most 60 kB of script and style first, with neither English texts nor words for refusals, fits 360 and 1280 px with its rows even, in the dark too, and has no accessibility fault and no small target", async () => {
    const first = await openTab(browser);
    await signIn(first.page, `${baseUrl}/office/H20/audit`, rootKey);
    await heading(first.page, "Nhật ký").waitFor();
    // Most of the time is waiting, so some pages are looked at beside each other.
    const tabs = [first, await openTab(browser, first.context), await openTab(browser, first.context)];
    const rest = [...allPages];
    const faults = tabs.map(async ({ page }) => {
      const found: string[] = [];
      for (let next = rest.pop(); next; next = rest.pop()) found.push(...(await faultsOf(page, next.id)));
      return found;
    });
    expect((await Promise.all(faults)).flat()).toEqual([]);
    expect(tabs.flatMap(({ complaints }) => complaints)).toEqual([]);
    await first.context.close();
  }, 120_000);

  test("in English asks for the frame's texts beside the session, and draws nothing in Vietnamese meanwhile", async () => {
    const { page, context, complaints } = await openTab(browser);
    await signIn(page, `${baseUrl}/office/H20/audit`, rootKey);
    await heading(page, "Nhật ký").waitFor();
    await page.addInitScript(keepWords);
    // The texts wait for the answer who is signed in, which must not wait for them.
    const session = page.waitForResponse(/\/v1\/session$/);
    await page.route(/\/office-en-/, async (route) => {
      await session;
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await route.continue();
    });
    await page.goto(`${baseUrl}/office/H20/audit?lang=en`);
    await heading(page, "Audit log").waitFor();
    await page.getByRole("link", { name: "Settings" }).waitFor();
    const words = await page.evaluate(() => (window as typeof window & { words: string }).words);
    expect(words).toContain("Audit log");
    expect(words).not.toMatch(/Đang mở|Nhật ký|Cài đặt/);
    expect(await bytesOf(await filesOf(page))).toBeLessThanOrEqual(mostBytes);
    await page.getByRole("button", { name: "Tiếng Việt" }).click();
    await heading(page, "Nhật ký").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("is opened by the keyboard alone: skip link, list of pages, page", async () => {
    const { page, context } = await openTab(browser);
    await signIn(page, `${baseUrl}/office/H20/audit`, rootKey);
    await heading(page, "Nhật ký").waitFor();
    await page.reload();
    await heading(page, "Nhật ký").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(focusedWords)).toBe("Đến nội dung");
    while ((await page.evaluate(focusedWords)) !== "Cài đặt") await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await heading(page, "Cài đặt").waitFor();
    await expect.poll(() => page.evaluate(focusedWords)).toBe("Cài đặt");
    await page.getByText("Tên và địa chỉ").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(focusedWords)).toBe("Tên và địa chỉ");
    await context.close();
  });

  test("cannot be framed, on this server's pages either, nor led elsewhere by who opened it", async () => {
    const { headers } = await fetch(`${baseUrl}/office/H20/members`);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    const { page, context } = await openTab(browser);
    await page.goto(`${baseUrl}/`);
    await page.evaluate((address) => {
      const frame = document.body.appendChild(document.createElement("iframe"));
      frame.src = address;
    }, `${baseUrl}/office/H20`);
    await page.waitForEvent("framenavigated");
    expect(await page.frameLocator("iframe").locator("citizen-office").count()).toBe(0);
    await context.close();
  });
});

describe("an empty server", () => {
  let server: RunningServer;
  const dataDir = mkdtempSync(join(tmpdir(), "citizen-office-"));
  beforeAll(async () => {
    server = await startServer(dataDir, { DEMO: "" });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("is set up from the page: the root key makes the first agency, signs in to it, and is forgotten", async () => {
    const { page, context, complaints } = await openTab(browser);
    await signIn(page, `${server.baseUrl}/office/`, server.rootKey);
    await page.getByLabel("Mã cơ quan").fill("H30");
    await page.getByLabel("Tên cơ quan").fill("Tỉnh Cà Mau");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Lập cơ quan" }).click();
    await page.getByText("Tỉnh Cà Mau").waitFor();
    await page.waitForURL(/\/office\/H30\/\w+$/);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(server.rootKey);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("says on plain http what is missing before anything is typed", async () => {
    const { page, context } = await openTab(browser);
    await page.goto(`${server.baseUrl.replace("127.0.0.1", "portal.test")}/office/`);
    await page.getByText("Địa chỉ này dùng http").waitFor();
    expect(await page.locator("input").count()).toBe(0);
    await context.close();
  });
});
