import { createHash } from "node:crypto";
import decodeQR from "qr/decode.js";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Device } from "../../shared/contract/device.ts";
import type { Touchpoint } from "../../shared/contract/touchpoint.ts";
import { callOffice } from "../server/office.ts";
import { hostSite } from "./host-site.ts";
import { accessibilityFaults, layoutFaults, openBrowser, openTab, smallTargets } from "./open-browser.ts";

// A cookie of a session needs a secure context.
const baseUrl = inject("baseUrl").replace("127.0.0.1", "localhost");
const office = { baseUrl, key: inject("officeKey") };
const unit = "29869";
/** A touchpoint with the longest names that the contract takes. */
const longest = "H20-10ngestp1c";
const kiosk = "H20-k10skp1ace";
const long = (text: string, length: number): string => text.repeat(length).slice(0, length).trim();

let browser: Browser;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  const form = {
    id: "long",
    questions: [{ id: "overall", scale: 5, text: { vi: long("Ông/Bà có hài lòng với việc này không? ", 900) } }],
  };
  await callOffice(office, "PUT /forms", { forms: [form] });
  const name = long("Trung tâm Phục vụ hành chính công và tiếp nhận hồ sơ ", 199);
  await callOffice(office, "PUT /units", {
    units: [{ code: "LONG1", name, parent: "H20", kind: "department", valid_from: "2025-07-01", valid_to: null }],
  });
  await callOffice(office, "PUT /services", { services: [{ id: "1.999999", name }] });
  await callOffice(office, "PUT /touchpoints", {
    touchpoints: [
      { id: longest, unit: "LONG1", service: "1.999999", channel: "qr", form: "long", name, from: "2025-07-01" },
      { id: kiosk, unit, channel: "kiosk", name: "Sảnh tầng trệt", from: "2025-07-01" },
    ],
  });
  browser = await openBrowser();
  const tab = await openTab(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  ({ context, page } = tab);
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${baseUrl}/office/H20/touchpoints`);
  await page.getByLabel("Khóa").fill(office.key);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("button", { name: "Thêm điểm" }).waitFor();
});

afterAll(async () => {
  await browser.close();
});

/** What the QR code in a part of a page says. */
async function readQr(open: Page, selector: string): Promise<string> {
  const png = (await open.locator(selector).screenshot()).toString("base64");
  const image = await open.evaluate(async (data) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (one) => one.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const drawn = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
    drawn.drawImage(bitmap, 0, 0);
    const { width, height, data: pixels } = drawn.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width, height, pixels: [...pixels] };
  }, png);
  return decodeQR({ width: image.width, height: image.height, data: Uint8ClampedArray.from(image.pixels) });
}

async function copied(what: string): Promise<string> {
  const button = page.getByRole("button", { name: `Sao chép ${what}` });
  await button.click();
  await button.getByRole("status").filter({ hasText: /./ }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

const portal = (body: string): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng</title></head><body><main>${body}</main></body></html>`;

test("an office adds a touchpoint, and the lines that it copies work on another site's page under the policy that it copies", async () => {
  await page.getByRole("button", { name: "Thêm điểm" }).click();
  await page.getByRole("button", { name: "Lưu" }).click();
  await page.getByText("Cần có tên").waitFor();
  await page.getByLabel("Tên", { exact: true }).fill("Trang đất đai");
  await page.getByRole("combobox", { name: "Đơn vị" }).fill("cao lanh");
  await page
    .getByRole("option", { name: /^Phường Cao Lãnh/ })
    .first()
    .click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Lưu" }).click();
  await page.getByRole("heading", { name: "Trang đất đai" }).waitFor();
  await page.getByRole("status").filter({ hasText: "Đã lưu Trang đất đai." }).waitFor();
  const { data } = await callOffice<{ data: Touchpoint[] }>(office, "GET /touchpoints?limit=1000");
  const made = data.find(({ name }) => name === "Trang đất đai");
  expect(made).toMatchObject({ unit, channel: "portal", form: "default", service: null });
  // Tests open the office at an address that no telephone can open: lines and poster say so.
  expect(await page.getByText(/nên mã (dưới đây|QR) chỉ (chạy|mở được) trên chính máy này/).count()).toBe(2);
  const rolling = await copied("Hai dòng (thường");
  await page.locator("summary", { hasText: "Hai dòng, cố định" }).click();
  const pinned = await copied("Hai dòng, cố định");
  await page.locator("summary", { hasText: "CSP" }).first().click();
  const policy = await copied("Dòng cho CSP");
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  const file = await (await fetch(`${baseUrl}/widget/0.1.0/citizen-feedback.js`)).arrayBuffer();
  const hash = createHash("sha384").update(new Uint8Array(file)).digest("base64");
  expect(pinned).toContain(`integrity="sha384-${hash}"`);
  const site = await hostSite({
    policy: `default-src 'none'; ${policy}`,
    files: { "/rolling": portal(rolling), "/pinned": portal(pinned) },
  });
  for (const path of ["/rolling", "/pinned"]) {
    const tab = await openTab(browser);
    await tab.page.goto(`${site.origin}${path}?citizen-check`);
    await tab.page.getByText("Mọi thứ đều đạt.").waitFor();
    await tab.page.getByRole("radio", { name: /^Hài lòng/ }).check();
    await tab.page.getByRole("status").filter({ hasText: "Đánh giá đã được gửi" }).waitFor();
    expect(tab.complaints).toEqual([]);
    await tab.context.close();
  }
  await site.close();
});

test("the page makes the link that opens a page with its check", async () => {
  await page.getByLabel("Địa chỉ trang").fill("xa.example/dat-dai?muc=2");
  expect(await page.getByRole("link", { name: "Mở trang kèm phần kiểm tra" }).getAttribute("href")).toBe(
    "https://xa.example/dat-dai?muc=2&citizen-check",
  );
  await page.getByLabel("Địa chỉ trang").fill("javascript:alert(1)");
  await page.getByText("Địa chỉ cần bắt đầu bằng").waitFor();
  expect(await page.getByRole("link", { name: "Mở trang kèm phần kiểm tra" }).count()).toBe(0);
});

test("a touchpoint is found without diacritics; the browser's Back and the page's own button lead back to the list, with the focus on its row", async () => {
  await page.getByRole("button", { name: "Về danh sách" }).click();
  await page.getByLabel("Tìm theo tên").fill("san tang tret");
  const row = page.getByRole("button", { name: "Sảnh tầng trệt" });
  await row.click();
  await page.getByRole("heading", { name: "Sảnh tầng trệt" }).waitFor();
  expect(new URL(page.url()).searchParams.get("id")).toBe(kiosk);
  await page.goBack();
  await row.click();
  await page.getByRole("heading", { name: "Sảnh tầng trệt" }).waitFor();
  await page.getByRole("button", { name: "Về danh sách" }).click();
  await row.waitFor();
  expect(await row.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button)).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test.each([
  ["a4", "vi", longest, [595, 842]],
  ["a5", "vi", longest, [420, 595]],
  ["a4", "en", "H20-7k3m9q2x4t", [595, 842]],
  ["a5", "en", "H20-7k3m9q2x4t", [420, 595]],
] as const)(
  "a poster of %s in %s for %s is one sheet, shows all of its words, also on a phone, and its QR code opens the rating page",
  async (size, language, id, [width, height]) => {
    const tab = await openTab(browser);
    await tab.page.goto(`${baseUrl}/poster/${id}?size=${size}&lang=${language}`);
    await tab.page.getByRole("button", { name: /In tờ này|Print this sheet/ }).waitFor();
    const over = await tab.page.locator("main").evaluate((sheet) => sheet.scrollHeight - sheet.clientHeight);
    expect(over).toBeLessThanOrEqual(0);
    expect(await readQr(tab.page, ".code")).toBe(`${baseUrl}/rate/${id}`);
    expect(await accessibilityFaults(tab.page)).toEqual([]);
    await tab.page.setViewportSize({ width: 320, height: 600 });
    expect(await layoutFaults(tab.page)).toEqual([]);
    const pdf = (await tab.page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const box = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/
      .exec(pdf)
      ?.slice(1)
      .map((one) => Math.round(Number(one)));
    expect(box).toEqual([width, height]);
    expect(tab.complaints).toEqual([]);
    await tab.context.close();
  },
);

test("a tablet that opens the QR code on the page becomes the device, and the page says so by itself", async () => {
  await page.goto(`${baseUrl}/office/H20/touchpoints?id=${kiosk}`);
  await page.getByRole("button", { name: "Ghi danh máy" }).click();
  await page.getByLabel("Tên máy").fill("Máy ở sảnh trệt");
  await page.getByRole("button", { name: "Tạo mã ghi danh" }).click();
  await page.getByText("Mã còn dùng được 15 phút, một lần.").waitFor();
  await page.locator("svg.qr").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const first = await readQr(page, "svg.qr");
  await page.getByRole("button", { name: "Mã mới" }).click();
  await expect.poll(() => readQr(page, "svg.qr")).not.toBe(first);
  const link = await readQr(page, "svg.qr");
  expect(link).toMatch(new RegExp(`^${baseUrl}/kiosk/#enrol=H20\\.[2-9A-Z]{8}$`));
  const tablet = await openTab(browser);
  await tablet.page.goto(link);
  await tablet.page.getByRole("button", { name: "Ghi danh" }).click();
  await page
    .getByRole("status")
    .filter({ hasText: /Máy đã ghi danh lúc/ })
    .waitFor();
  expect(await page.locator("svg.qr").count()).toBe(0);
  await tablet.context.close();
  await page.getByRole("button", { name: "Đóng" }).click();
  await page.getByRole("heading", { name: "Máy ở sảnh trệt" }).waitFor();
  const { data } = await callOffice<{ data: Device[] }>(office, "GET /devices?limit=1000");
  expect(data.find(({ name }) => name === "Máy ở sảnh trệt")).toMatchObject({ state: "enrolled", touchpoint: kiosk });
});

test("a page with a touchpoint of an enrolled device is told by its check that it is closed, until the office opens it", async () => {
  const script = `<script type="module" src="${baseUrl}/widget/v1/citizen-feedback.js"></script>`;
  const files = { "/": portal(`${script}<citizen-feedback touchpoint="${kiosk}"></citizen-feedback>`) };
  const site = await hostSite({ policy: `script-src ${baseUrl}; connect-src ${baseUrl}`, files });
  const tab = await openTab(browser);
  await tab.page.goto(`${site.origin}/#citizen-check`);
  await tab.page.getByText(/Điểm lấy ý kiến này chỉ nhận đánh giá tại máy đã ghi danh/).waitFor();
  await page.goto(`${baseUrl}/office/H20/touchpoints?id=${kiosk}`);
  await page.getByRole("button", { name: "Nhận cả đánh giá không qua máy" }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Mở điểm lấy ý kiến" }).click();
  await page.getByRole("status").filter({ hasText: "Đã mở Sảnh tầng trệt." }).waitFor();
  await tab.context.close();
  await site.close();
});

test("a touchpoint is closed after the page said what will happen, leaves the list, and is opened again", async () => {
  await page.goto(`${baseUrl}/office/H20/touchpoints`);
  await page.getByRole("button", { name: "Trang đất đai" }).click();
  await page.getByRole("button", { name: "Đóng điểm lấy ý kiến" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Số liệu đã có giữ nguyên.").waitFor();
  await dialog.getByLabel("Đóng từ ngày").fill("2020-01-01");
  await dialog.getByText("Chọn hôm nay hoặc một ngày sau.").waitFor();
  await dialog.getByLabel("Đóng từ ngày").fill("2099-12-31");
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Đóng điểm lấy ý kiến" }).click();
  await page.getByText("· Sẽ đóng từ 31/12/2099").waitFor();
  await page.getByRole("button", { name: "Không đóng nữa" }).click();
  await page.getByRole("button", { name: "Đóng điểm lấy ý kiến" }).click();
  await dialog.getByRole("button", { name: "Đóng điểm lấy ý kiến" }).click();
  await page.getByRole("status").filter({ hasText: "Đã đóng Trang đất đai." }).waitFor();
  expect(await page.getByRole("heading", { name: "Đặt vào trang web" }).count()).toBe(0);
  expect(await page.getByRole("heading", { name: "Tờ dán có mã QR" }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  const id = new URL(page.url()).searchParams.get("id");
  const phone = await openTab(browser);
  await phone.page.goto(`${baseUrl}/rate/${id}`);
  await phone.page.getByRole("heading", { name: "Điểm lấy ý kiến này đã đóng." }).waitFor();
  expect(await phone.page.getByRole("radio").count()).toBe(0);
  expect(await accessibilityFaults(phone.page)).toEqual([]);
  await phone.context.close();
  await page.getByRole("button", { name: "Về danh sách" }).click();
  const more = page.getByRole("button", { name: "Xem 1 điểm đã đóng" });
  await more.waitFor();
  expect(await page.getByRole("button", { name: "Trang đất đai" }).count()).toBe(0);
  await more.click();
  await expect.poll(() => page.getByLabel("Trạng thái").evaluate((one) => one.matches(":focus"))).toBe(true);
  await page.getByRole("button", { name: "Trang đất đai" }).click();
  await page.getByRole("button", { name: "Mở lại từ hôm nay" }).click();
  await page.getByRole("heading", { name: "Đặt vào trang web" }).waitFor();
});

test("opening hours are changed, and a device is revoked only after its name was typed", async () => {
  await page.goto(`${baseUrl}/office/H20/devices`);
  await page.getByRole("button", { name: "Máy ở sảnh trệt" }).click();
  await page.getByRole("button", { name: "Sửa tên, nơi đặt" }).click();
  await page.locator("#dv-hours-1-to").fill("16:30");
  await page.getByText("Thứ Hai đến Thứ Sáu: 13:30–16:30").waitFor();
  await page.getByRole("button", { name: "Lưu" }).click();
  await page.getByRole("status").filter({ hasText: "Đã lưu Máy ở sảnh trệt." }).waitFor();
  expect(await page.getByRole("listitem").filter({ hasText: "13:30–16:30" }).count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Thu hồi máy" }).click();
  const sure = page.getByRole("dialog").getByRole("button", { name: "Thu hồi" });
  expect(await sure.getAttribute("aria-disabled")).toBe("true");
  await page.getByLabel(/Gõ “Máy ở sảnh trệt”/).fill("Máy ở sảnh trệt");
  await sure.click();
  await page.getByRole("status").filter({ hasText: "Đã thu hồi Máy ở sảnh trệt." }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
