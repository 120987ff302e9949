import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { makeFeedback } from "../server/make-feedback.ts";
import { accessibilityFaults, openBrowser, openTab, smallTargets, type Tab } from "./open-browser.ts";

const baseUrl = inject("baseUrl").replace("127.0.0.1", "localhost");
const rootKey = inject("rootKey");
const touchpoint = "RPTS-0000000001";
let browser: Browser;
let keys: readonly string[];
/** The agency's day. */
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

async function call<T>(line: string, body: unknown, path = "/v1/agencies/RPTS"): Promise<T> {
  const [method = "", rest = ""] = line.split(" ");
  const headers = { authorization: `Bearer ${rootKey}`, "content-type": "application/json" };
  const answer = await fetch(`${baseUrl}${path}${rest}`, { method, headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${line}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

async function rate(levels: readonly number[], from: string, atMs: (place: number) => number): Promise<void> {
  const headers = { "content-type": "application/json", "x-forwarded-for": from };
  for (let first = 0; first < levels.length; first += 100) {
    const feedback = levels.slice(first, first + 100).map((level, place) => {
      const { age_ms: _, ...item } = makeFeedback(touchpoint, level, atMs(first + place));
      return item;
    });
    const body = JSON.stringify({ sent_at: new Date().toISOString(), feedback });
    const sent = await fetch(`${baseUrl}/v1/feedback`, { method: "POST", headers, body });
    expect(sent.status).toBe(200);
  }
}

const honest = (count: number): number[] =>
  Array.from({ length: count }, (_, place) => [5, 5, 4, 5, 3][place % 5] ?? 5);

async function signIn(key: string, page: string): Promise<Tab> {
  const tab = await openTab(browser, { viewport: { width: 1280, height: 900 } });
  await tab.page.goto(`${baseUrl}/office/RPTS/${page}`);
  await tab.page.getByLabel("Khóa", { exact: true }).fill(key);
  await tab.page.getByRole("button", { name: "Đăng nhập" }).click();
  return tab;
}

const cellsOf = (page: Page, row: string): Promise<string[]> =>
  page.getByRole("row", { name: row }).first().getByRole("cell").allInnerTexts();

beforeAll(async () => {
  await call("POST ", { code: "RPTS", name: "Tỉnh số liệu" }, "/v1/agencies");
  const unit = { code: "C1", name: "Phường Một", parent: "RPTS", kind: "commune", valid_from: "2020-01-01" };
  await call("PUT /units", { units: [unit] });
  const place = { id: touchpoint, unit: "C1", channel: "portal", name: "Cổng Một", from: "2020-01-01" };
  await call("PUT /touchpoints", { touchpoints: [place] });
  const scopes = ["indices:read", "feedback:read", "comments:read", "tallies:write", "set-asides:write", "audit:read"];
  keys = await Promise.all(
    ["Nguyễn Văn A", "Trần Thị B"].map(
      async (name) => (await call<{ key: string }>("POST /keys", { name, scopes })).key,
    ),
  );
  const now = Date.now();
  const dayMs = 86_400_000;
  for (let ago = 20; ago > 0; ago -= 1)
    await rate(honest(100), `10.0.${ago}.1`, (place) => now - ago * dayMs - place * 60_000);
  await rate(honest(20), "10.1.0.1", (place) => now - place * 1000);
  for (let sent = 0; sent < 24; sent += 1) await rate([1], "10.9.9.9", () => now - sent * 1000);
  browser = await openBrowser();
}, 120_000);

afterAll(() => browser.close());

describe("signs", () => {
  test("a burst is seen as a picture, set aside by two people, moves the figures, and is undone", {
    timeout: 60_000,
  }, async () => {
    const { page, complaints } = await signIn(keys[0] ?? "", "signs");
    await page.getByRole("button", { name: "Xem bằng chứng: Dồn dập, Cổng Một" }).click();
    await expect.poll(() => page.locator("figure svg rect.counted").count()).toBeGreaterThan(0);
    await page.getByText("Xem bảng số").first().click();
    const [marked] = await page
      .getByRole("row")
      .filter({ hasText: /^\d\d:\d\d/ })
      .last()
      .getByRole("cell")
      .allInnerTexts();
    expect(Number(marked)).toBeGreaterThan(0);
    const [now = "", without = "", all] = await cellsOf(page, "Phường Một, ngày");
    expect([now, without, all]).toEqual(["36,36% (44 phiếu)", expect.stringMatching(/%/), "–"]);
    expect(Number.parseFloat(without)).toBeGreaterThan(Number.parseFloat(now));
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);

    await page.getByRole("button", { name: "Đề nghị để riêng" }).click();
    await page.getByLabel("Lý do").fill("Một máy gửi liên tục");
    await page.getByRole("button", { name: "Gửi đề nghị" }).click();
    await page.getByText("Ông/Bà đã đề nghị.").waitFor();
    expect(await page.getByRole("button", { name: "Xác nhận để riêng" }).count()).toBe(0);

    const second = await signIn(keys[1] ?? "", "signs");
    await second.page.getByRole("button", { name: "Xác nhận để riêng" }).click();
    await second.page.getByRole("dialog").getByRole("button", { name: "Xác nhận để riêng" }).click();
    await second.page.getByText("Đang để riêng").waitFor();
    expect(await accessibilityFaults(second.page)).toEqual([]);

    await page.reload();
    await expect.poll(() => cellsOf(page, "Phường Một, ngày")).toEqual([without, without, now]);
    await page.getByRole("button", { name: "Hủy, tính lại phiếu" }).click();
    await page.getByLabel("Lý do").fill("Là một đoàn học sinh");
    await page.getByRole("dialog").getByRole("button", { name: "Hủy, tính lại phiếu" }).click();
    await expect.poll(() => cellsOf(page, "Phường Một, ngày")).toEqual([now, without, "–"]);
    await page.getByText("Diễn biến").click();
    await expect.poll(() => page.locator("li.card ol li").allInnerTexts()).toHaveLength(3);
    expect((await page.locator("li.card ol li").allInnerTexts()).join(" ")).toMatch(
      /Ông\/Bà đề nghị.*xác nhận.*Ông\/Bà hủy/s,
    );
    expect([...complaints, ...second.complaints]).toEqual([]);
    await second.context.close();
    await page.context().close();
  });
});

describe("figures", () => {
  test("an export of 2,044 rows shows its progress, can be stopped, and is whole otherwise", {
    timeout: 60_000,
  }, async () => {
    const { page, context, complaints } = await signIn(keys[0] ?? "", "figures");
    await page.getByLabel("Dạng tệp").selectOption("ndjson");
    await page.getByLabel("Thời gian").selectOption("all");
    const network = await context.newCDPSession(page);
    const speed = (downloadThroughput: number): Promise<unknown> =>
      network.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 0,
        uploadThroughput: -1,
        downloadThroughput,
      });
    await network.send("Network.enable");
    await speed(60_000);
    await page.getByRole("button", { name: "Tải tệp" }).click();
    await page.getByText(/trên 2\.044 dòng/).waitFor();
    expect(await page.getByRole("progressbar").getAttribute("max")).toBe("2044");
    await page.getByRole("button", { name: "Dừng" }).click();
    await page.getByText("Đã dừng. Không có tệp nào được lưu.").waitFor();
    await speed(-1);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Tải tệp" }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(`RPTS-feedback-${today}.ndjson`);
    const lines = readFileSync(await download.path(), "utf8")
      .trim()
      .split("\n");
    expect(lines).toHaveLength(2044);
    await page.getByText("Đã tải xong").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);

    await page.getByRole("link", { name: "Mở bảng số liệu trực tiếp" }).click();
    await page.getByText("Đang xem bằng phiên của Nguyễn Văn A.").waitFor();
    await expect.poll(() => page.locator("#satisfied").innerText()).toContain("2.044");
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("imports", () => {
  const head = ["Mã đơn vị", "Từ ngày", "Đến ngày", "Mức 1", "Mức 2", "Mức 3", "Mức 4", "Mức 5", "Nguồn"];
  const row = (unit: string, counts: readonly (number | string)[]): string =>
    [unit, "01/09/2026", "30/09/2026", ...counts, "Phiếu giấy tháng 9"].join("\t");
  const table = (...rows: string[]): string => [head.join("\t"), ...rows].join("\n");

  test("tallies pasted from Excel with two bad rows are mended, taken, and taken back", {
    timeout: 60_000,
  }, async () => {
    const { page, context, complaints } = await signIn(keys[0] ?? "", "imports");
    await page.getByLabel("Dán bảng").fill(table(row("C1", [1, 2, 3, "1.000", 5]), row("C9", [1, 2, 3, 4, 5])));
    await page.getByRole("button", { name: "Đọc bảng" }).click();
    await page.getByRole("button", { name: "Kiểm tra", exact: false }).click();
    await page.getByRole("heading", { name: /2/ }).waitFor();
    const wrong = page.locator("table").filter({ hasText: "Mức 4" }).last();
    expect(await wrong.locator("tbody tr").count()).toBe(2);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Đưa bảng đã sửa vào" }).click();
    await page.getByLabel("Dán bảng").fill(table(row("C1", [1, 2, 3, 1000, 5]), row("RPTS", [1, 2, 3, 4, 5])));
    await page.getByRole("button", { name: "Đọc bảng" }).click();
    await page.getByRole("button", { name: "Kiểm tra", exact: false }).click();
    await page.getByText("2 dòng mới").waitFor();
    await page.getByRole("button", { name: /^Nhập/ }).click();
    await page.getByText("Đã nhận 2 dòng.").waitFor();
    const back = page.getByRole("button", { name: "Rút lại Phiếu giấy, Phường Một" });
    await back.click();
    await page.getByRole("dialog").getByRole("button", { name: "Rút lại" }).click();
    await expect.poll(() => back.count()).toBe(0);
    await page.getByRole("button", { name: "Xem phần đã rút" }).click();
    await expect.poll(() => cellsOf(page, "Phường Một")).toContain("Phiếu giấy tháng 9");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a commune's measures are typed by hand, with sums that are checked before they are sent", {
    timeout: 60_000,
  }, async () => {
    const { page, context } = await signIn(keys[0] ?? "", "imports?kind=measures");
    await page.getByText("Nhập tay cho một đơn vị").click();
    await page.getByLabel("Đơn vị", { exact: true }).fill("Phường Một");
    await page.getByRole("option", { name: /Phường Một/ }).click();
    await page.getByLabel("Từ ngày").fill("2026-07-01");
    await page.getByLabel("Đến ngày").fill("2026-09-30");
    await page.getByLabel("Hồ sơ đã có kết quả").fill("10");
    await page.getByLabel("Trong đó: quá hạn").fill("11");
    await page.getByRole("button", { name: "Lưu số liệu này" }).click();
    await page.getByText("nhiều hơn tổng (10)").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Trong đó: quá hạn").fill("1");
    await page.getByRole("button", { name: "Lưu số liệu này" }).click();
    await page.getByText("Đã lưu số liệu của đơn vị.").waitFor();
    await expect.poll(() => cellsOf(page, "Phường Một")).toContain("10");
    await context.close();
  });
});
