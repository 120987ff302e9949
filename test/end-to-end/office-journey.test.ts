import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, startServer } from "../server/start-server.ts";
import { type HostSite, hostSite } from "./host-site.ts";
import { openBrowser, openTab, type Tab } from "./open-browser.ts";

const agency = "H98";
const questions = ["Thái độ của cán bộ thế nào?", "Hướng dẫn có rõ ràng không?", "Thời gian chờ thế nào?"];
const units = Array.from({ length: 20 }, (_, place) => `X${place + 1}\tXã Ví Dụ ${place + 1}`).join("\n");

let folder: string;
let server: RunningServer;
let browser: Browser;
let tab: Tab;
let office: Page;
let portal: HostSite;
const complaints: (readonly string[])[] = [];

/** A click, a filled field or a paste, as a person counts them. */
let actions = 0;
const act = (deed: Promise<unknown>): Promise<unknown> => {
  actions += 1;
  return deed;
};
const press = (name: string | RegExp, on: Page = office): Promise<unknown> =>
  act(on.getByRole("button", { name, exact: true }).click());
const fill = (label: string, words: string, on: Page = office): Promise<unknown> =>
  act(on.getByLabel(label, { exact: true }).fill(words));
const choose = (label: string, option: string): Promise<unknown> =>
  act(office.getByLabel(label, { exact: true }).selectOption(option));
const goTo = (page: string): Promise<unknown> => act(office.getByRole("link", { name: page, exact: true }).click());

/** Touches what has a name, question after question, until the next thing is there. A kiosk ignores a touch too soon after another one. */
async function touch(kiosk: Page, name: string, next: string): Promise<void> {
  const button = kiosk.getByRole("button", { name, exact: true });
  await button.waitFor();
  const come = kiosk.getByText(next, { exact: true });
  await expect
    .poll(async () => {
      await button.click({ timeout: 500 }).catch(() => undefined);
      return come.waitFor({ timeout: 500 }).then(
        () => "it comes",
        () => kiosk.locator("body").innerText(),
      );
    })
    .toBe("it comes");
}

async function openElsewhere(): Promise<Page> {
  const opened = await openTab(browser);
  complaints.push(opened.complaints);
  return opened.page;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "office-journey-"));
  [server, browser] = await Promise.all([startServer(join(folder, ".data"), { DEMO: "0" }), openBrowser()]);
  tab = await openTab(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  complaints.push(tab.complaints);
  office = tab.page;
});

afterAll(async () => {
  await browser?.close();
  await portal?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test("the root key and a code make an agency on an empty server", async () => {
  await office.goto(`${server.baseUrl}/office/`);
  await fill("Mã cơ quan", agency);
  await fill("Khóa", server.rootKey);
  await press("Đăng nhập");
  await fill("Tên cơ quan", "Tỉnh Ví Dụ");
  await press("Lập cơ quan");
  await office.getByRole("heading", { name: "Hôm nay", level: 1 }).waitFor();
});

test("the set-up takes the agency's facts and 20 units", async () => {
  await press("Mở trang Thiết lập");
  await fill("Địa chỉ", "Số 1, đường Ví Dụ, Phường Một");
  await press("Lưu và tiếp tục");
  await fill("Danh sách đơn vị", units);
  await press("Lưu và tiếp tục");
  await office
    .getByRole("heading", { name: /^Đơn vị/ })
    .getByText("xong")
    .waitFor();
});

test("a form of four questions is built", async () => {
  await goTo("Phiếu hỏi");
  await fill("Tên ngắn của phiếu", "Một cửa");
  await press("Lập phiếu");
  for (const words of questions) {
    await press("Thêm câu hỏi");
    await act(office.keyboard.type(words));
  }
  await press("Lưu thành bản 1…");
  await press("Lưu bản 1");
  await office.getByText("Đã lưu bản 1 của phiếu mot-cua.").waitFor();
});

/** Adds a touchpoint with the new form on a unit. */
async function addTouchpoint(name: string, channel: string, unit: string): Promise<void> {
  await act(office.getByRole("button", { name: /^Thêm điểm/ }).click());
  await fill("Tên", name);
  if (channel !== "portal") await choose("Kênh", channel);
  await act(office.getByRole("combobox", { name: "Đơn vị" }).fill(unit));
  await act(office.getByRole("option", { name: new RegExp(`^${unit}( |$)`) }).click());
  await choose("Phiếu hỏi", "mot-cua");
  await press("Lưu");
  await office.getByRole("heading", { name, level: 1 }).waitFor();
}

test("somebody rates on a page of the portal that has the lines which the office copied, and the set-up says so", async () => {
  await goTo("Điểm lấy ý kiến");
  await addTouchpoint("Trang đất đai", "portal", "Xã Ví Dụ 7");
  await act(office.getByRole("button", { name: "Sao chép Hai dòng (thường dùng)" }).click());
  const lines = await office.evaluate(() => navigator.clipboard.readText());
  const policy = `default-src 'none'; script-src ${server.baseUrl}; connect-src ${server.baseUrl}`;
  const page = `<!doctype html><html lang="vi"><title>Cổng</title><body><main>${lines}</main></body></html>`;
  portal = await hostSite({ policy, files: { "/": page } });
  const visitor = await openElsewhere();
  await act(visitor.goto(portal.origin));
  await act(visitor.getByRole("radio", { name: /^Hài lòng/ }).check());
  await visitor.getByText("Đánh giá đã được gửi").waitFor();
  expect(actions).toBeLessThanOrEqual(32);
  for (const words of questions) {
    await visitor.getByRole("group", { name: words }).getByRole("radio", { name: "Hài lòng", exact: true }).check();
  }
  await visitor.getByRole("button", { name: "Gửi", exact: true }).click();
  await goTo("Thiết lập");
  await office.getByText("Đã nhận lượt đánh giá đầu tiên. Hôm nay: 1 lượt.").waitFor();
});

test("a tablet becomes a kiosk by the code on the page, and somebody rates there", async () => {
  await goTo("Điểm lấy ý kiến");
  await addTouchpoint("Sảnh tầng 1", "kiosk", "Xã Ví Dụ 8");
  await press("Ghi danh máy");
  await fill("Tên máy", "Máy ở sảnh");
  await press("Tạo mã ghi danh");
  const code = await office.locator("p.code").innerText();
  const kiosk = await openElsewhere();
  await kiosk.goto(`${server.baseUrl}/kiosk/`);
  await fill("Mã cơ quan", agency, kiosk);
  await fill("Mã ghi danh", code, kiosk);
  await press("Ghi danh", kiosk);
  await office
    .getByRole("status")
    .filter({ hasText: /Máy đã ghi danh lúc/ })
    .waitFor();
  // A headless browser does not grant persistent storage.
  await touch(kiosk, "Đã hiểu", "Rất không hài lòng");
  await touch(kiosk, "Hài lòng", "Gửi");
  await touch(kiosk, "Gửi", questions[0] ?? "");
  await touch(kiosk, "Rất hài lòng", "Xong");
});

test("both ratings stand in the office's figures and on the live board, with the units that got them", async () => {
  await goTo("Số liệu");
  const row = office.getByRole("row", { name: /^Tháng/ }).getByRole("cell");
  await expect
    .poll(async () => {
      await office.reload();
      return row
        .first()
        .waitFor()
        .then(() => row.nth(1).innerText());
    })
    .toBe("2");
  const [board] = await Promise.all([
    tab.context.waitForEvent("page", { timeout: 1000 }).catch(() => office),
    act(office.getByRole("link", { name: "Mở bảng số liệu trực tiếp" }).click()),
  ]);
  await board.getByText("Máy đánh giá 1 · Cổng thông tin 1").waitFor();
  await board.getByText("Số trực tiếp", { exact: false }).first().waitFor();
  for (const unit of ["Xã Ví Dụ 7", "Xã Ví Dụ 8"]) {
    await board.getByRole("row").filter({ hasText: unit }).getByText("100,00%").first().waitFor();
  }
  expect(complaints.flat()).toEqual([]);
});
