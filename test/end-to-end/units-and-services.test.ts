import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { utils, write } from "xlsx";
import { accessibilityFaults, openBrowser, openTab, type Tab } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const rootKey = inject("rootKey");
const agency = "T82";
const lastYear = new Date().getFullYear() - 1;

let browser: Browser;
let tab: Tab;
let page: Page;

async function call<T>(line: string, body?: unknown): Promise<T> {
  const [method = "GET", path = ""] = line.split(" ");
  const headers = { authorization: `Bearer ${rootKey}`, "content-type": "application/json" };
  const answer = await fetch(`${baseUrl}/v1/agencies${path}`, {
    ...{ method, headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${line}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

function rows(path: string): Promise<{ data: Record<string, unknown>[] }> {
  return call(`GET /${agency}${path}`);
}

beforeAll(async () => {
  await call("POST ", { code: agency, name: "Tỉnh Đồng Tháp" });
  browser = await openBrowser();
  tab = await openTab(browser);
  page = tab.page;
  await page.goto(`${baseUrl}/office/${agency}/units`);
  await page.getByLabel("Khóa", { exact: true }).fill(rootKey);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("heading", { name: "Đơn vị" }).waitFor();
}, 120_000);

afterAll(async () => {
  await browser.close();
});

test("the 102 communes are chosen from the official list, previewed and taken", async () => {
  await page.goto(`${baseUrl}/office/${agency}/units?list=1`);
  await page.getByLabel("Chọn tất cả").check();
  await page.getByLabel("Có từ ngày").fill(`${lastYear}-01-01`);
  await page.getByRole("button", { name: "Xem trước 102 đơn vị" }).click();
  await page.getByText(`Sẽ thêm 102 đơn vị mới dưới Tỉnh Đồng Tháp, từ ngày 01/01/${lastYear}.`).waitFor();
  expect((await rows("/units")).data).toHaveLength(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Thêm 102 đơn vị" }).click();
  await page.getByText("102 đơn vị", { exact: true }).waitFor();
  await expect.poll(() => new URL(page.url()).search).toBe("");
  const { data } = await rows("/units?limit=1000");
  expect(data).toHaveLength(103);
  expect(data.find(({ code }) => code === "28261")).toMatchObject({
    name: "Phường Mỹ Tho",
    kind: "ward",
    parent: agency,
  });
});

test("a merge shows what becomes of last year's figures, and is saved only then", async () => {
  const span = { from: `${lastYear}-01-01`, to: `${lastYear}-12-31` };
  const tally = { question: "overall", service: null, channel: "paper", source: "Sổ", ...span };
  const id = (place: number): string => `01900000-0000-7000-8000-00000000000${place}`;
  await call(`POST /${agency}/tallies`, {
    tallies: [
      { ...tally, id: id(1), unit: "28261", counts: [0, 0, 0, 0, 40] },
      { ...tally, id: id(2), unit: "28249", counts: [60, 0, 0, 0, 0] },
    ],
  });
  await page.getByLabel("Tìm theo tên hoặc mã").fill("my tho");
  await page.getByRole("button", { name: /^Phường Mỹ Tho/ }).click();
  await page.getByRole("button", { name: "Sáp nhập" }).click();
  await page.getByLabel("Đơn vị cùng sáp nhập").pressSequentially("dao thanh");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await page.getByText("Mã chỉ gồm từ 1 đến 32 chữ cái").waitFor();
  await page.getByLabel("Mã đơn vị").fill("MTDT");
  await page.getByLabel("Tên đơn vị").fill("Phường Mỹ Tho Mới");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await page.getByText("toàn bộ số liệu của Phường Mỹ Tho được tính cho Phường Mỹ Tho Mới").waitFor();
  const cells = await page.locator(".preview tbody tr").allInnerTexts();
  expect(cells).toContainEqual(
    expect.stringMatching(/Phường Mỹ Tho, \d{4}\s+100% \([\d,]+–100%\), 40 lượt\s+không có lượt nào/),
  );
  expect(cells).toContainEqual(
    expect.stringMatching(/Phường Mỹ Tho Mới, \d{4}\s+chưa có đơn vị\s+40% \([\d,]+–[\d,]+%\), 100 lượt/),
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  expect((await rows("/successions")).data).toEqual([]);
  await page.getByRole("button", { name: "Lưu" }).click();
  await page.getByRole("button", { name: /^Phường Mỹ Tho Mới/ }).waitFor();
  expect((await rows("/successions")).data).toMatchObject([
    { from: "28249", to: "MTDT", share: 1 },
    { from: "28261", to: "MTDT", share: 1 },
  ]);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.shadowRoot?.activeElement?.id))
    .toBe("unit-MTDT");
});

test("a succession is removed after a question, and the counts belong to the old unit again", async () => {
  await page.getByRole("button", { name: "Bỏ việc chuyển này" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Bỏ việc chuyển này" }).click();
  await dialog.waitFor({ state: "detached" });
  expect((await rows("/successions")).data).toHaveLength(1);
});

test("what cannot be is explained at its field: an end with units below, a parent below the unit itself", async () => {
  const unit = { kind: "office", valid_from: `${lastYear}-01-01` };
  await call(`PUT /${agency}/units`, {
    units: [
      { ...unit, code: "S1", name: "Sở Một" },
      { ...unit, code: "P1", name: "Phòng Một", parent: "S1" },
    ],
  });
  await page.goto(`${baseUrl}/office/${agency}/units?unit=S1`);
  await page.getByRole("button", { name: "Kết thúc" }).click();
  await page.getByRole("button", { name: "Xem trước" }).click();
  await page.getByText("Còn 1 đơn vị bên dưới: Phòng Một.").waitFor();
  await page.getByRole("button", { name: "Thôi" }).click();
  await page.getByRole("button", { name: "Chuyển cấp trên" }).click();
  await page.getByRole("combobox", { name: "Cấp trên" }).fill("P1");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await page.getByText("Phòng Một nằm dưới Sở Một, nên không thể là cấp trên của Sở Một.").waitFor();
  await page.getByRole("button", { name: "Thôi" }).click();
});

function workbook(lines: readonly (readonly unknown[])[]): { name: string; mimeType: string; buffer: Buffer } {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(lines.map((line) => [...line])), "TTHC");
  const buffer = Buffer.from(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return { name: "tthc.xlsx", mimeType, buffer };
}

test("services come from a workbook: two bad rows are named and nothing is taken, then the corrected one is", async () => {
  const header = ["STT", "Mã TTHC", "Nội dung"];
  const good = [1, "1.004227", "Đăng ký biến động đất đai"];
  await page.getByRole("link", { name: "Thủ tục" }).click();
  await page.getByRole("heading", { name: "Thủ tục", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Nhập từ Excel hoặc CSV" }).click();
  const bad = workbook([header, good, [2, "1 000894", "Đăng ký kết hôn"], [3, "1.001193", ""]]);
  await page.getByLabel("Hoặc chọn tệp").setInputFiles(bad);
  await page.getByRole("button", { name: "Đọc bảng" }).click();
  await page.getByText("Còn thiếu cột: Tên thủ tục.").waitFor();
  await page.getByLabel("Cột 3: Nội dung").selectOption("name");
  await page.getByRole("button", { name: "Kiểm tra" }).click();
  await page.getByText("2 dòng có lỗi, chưa nhập dòng nào").waitFor();
  const wrong = await page.locator("tbody tr").allInnerTexts();
  expect(wrong).toContainEqual(expect.stringMatching(/^3\s+Mã thủ tục\s+phải là mã thủ tục/));
  expect(wrong).toContainEqual(expect.stringMatching(/^4\s+Tên thủ tục\s+còn trống/));
  expect((await rows("/services")).data).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Đưa bảng đã sửa vào" }).click();
  const corrected = [header, good, [2, "1.000894", "Đăng ký kết hôn"], [3, "1.001193", "Đăng ký khai sinh"]];
  await page.getByLabel("Hoặc chọn tệp").setInputFiles(workbook(corrected));
  await page.getByRole("button", { name: "Đọc bảng" }).click();
  await page.getByLabel("Cột 3: Nội dung").selectOption("name");
  await page.getByRole("button", { name: "Kiểm tra" }).click();
  await page.getByText("3 thủ tục mới, 0 thủ tục đổi tên, 0 thủ tục không đổi.").waitFor();
  await page.getByRole("button", { name: "Nhập 3 dòng" }).click();
  await page.getByText("Đã nhập 3 thủ tục.").waitFor();
  await page.getByRole("rowheader", { name: "1.001193" }).waitFor();
});

test("a service is found without diacritics and renamed", async () => {
  await page.getByLabel("Tìm theo tên hoặc mã").fill("khai sinh");
  await expect.poll(() => page.getByRole("rowheader").count()).toBe(1);
  await page.getByRole("button", { name: "Sửa tên 1.001193" }).click();
  await page.getByRole("dialog").getByLabel("Tên thủ tục").fill("Đăng ký khai sinh (mới)");
  await page.getByRole("button", { name: "Lưu" }).click();
  await page.getByRole("cell", { name: "Đăng ký khai sinh (mới)" }).waitFor();
  expect(tab.complaints).toEqual([]);
});
