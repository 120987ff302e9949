import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { callOffice } from "../server/office.ts";
import type { HostSite } from "./host-site.ts";
import { hostSite } from "./host-site.ts";
import { accessibilityFaults, openBrowser, openTab } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const touchpoint = "H20-7k3m9q2x4t";
const script = `<script type="module" src="${baseUrl}/widget/v1/citizen-feedback.js"></script>`;
const pinned = script.replace("v1", "0.1.0");
const tag = `<citizen-feedback touchpoint="${touchpoint}"><a href="${baseUrl}/rate/${touchpoint}">Đánh giá</a></citizen-feedback>`;
const page = (body: string): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng của xã</title><link rel="stylesheet" href="/site.css"></head><body><main><h1>Cổng của xã</h1>${body}</main></body></html>`;

const files: Record<string, string> = {
  "/site.css": ".away { display: none } .thin { width: 120px }",
  "/plain": page(script + tag),
  "/english": page(script + tag.replace("<citizen-feedback", '<citizen-feedback lang="en"')),
  "/twice": page(script + pinned + tag + tag),
  "/form": page(`<form>${script}${tag}</form>`),
  "/away": page(`${script}<div class="away">${tag}</div>`),
  "/thin": page(`${script}<div class="thin">${tag}</div>`),
  "/unknown": page(script + tag.replaceAll(touchpoint, "H20-0000000000")),
  "/misspelt": page(script + tag.replaceAll(touchpoint, "H20-xyz")),
  "/removed": page(script),
};
const strict = `default-src 'none'; script-src 'self' ${baseUrl}; style-src 'self'; connect-src ${baseUrl}`;

let browser: Browser;
const sites: HostSite[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  for (const site of sites) await site.close();
});

/** Opens a page with `?citizen-check` as its webmaster does; returns what the report says, line by line. */
async function checked(path: string, policy: string = strict, use?: (open: Page) => Promise<void>): Promise<string[]> {
  const site = await hostSite({ policy, files });
  sites.push(site);
  const tab = await openTab(browser);
  await tab.page.goto(`${site.origin}${path}${path.includes("#") ? "" : "?citizen-check"}`);
  await tab.page.getByRole("button", { name: /Kiểm tra lại|Check again/ }).waitFor();
  const lines = await tab.page.locator("[data-citizen-check] li").allInnerTexts();
  await use?.(tab.page);
  await tab.context.close();
  return lines;
}

const bad = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith("Cần sửa"));

test("a page that is right is told so, with version, server, touchpoint and unit, and the report has no accessibility fault", async () => {
  const lines = await checked("/plain", strict, async (open) => {
    expect(await open.getByText("Mọi thứ đều đạt.").count()).toBe(1);
    expect(await open.getByRole("radio").count()).toBe(5);
    expect(await accessibilityFaults(open)).toEqual([]);
  });
  expect(lines.filter((line) => !line.startsWith("Đạt"))).toEqual([]);
  expect(lines.join("\n")).toContain("phiên bản 0.1.0");
  expect(lines.join("\n")).toMatch(new RegExp(`Máy chủ ${baseUrl} biết điểm lấy ý kiến này: .*Trang http://127`));
});

test("a touchpoint that was closed a moment ago is told, though the page has a copy of what it was", async () => {
  const office = { baseUrl, key: inject("officeKey") };
  const id = "H20-c10sedn0w0";
  const place = { id, unit: "29869", channel: "portal", name: "Trang cũ" };
  await callOffice(office, "PUT /touchpoints", { touchpoints: [place] });
  const site = await hostSite({ policy: strict, files: { "/": page(script + tag.replaceAll(touchpoint, id)) } });
  sites.push(site);
  const { page: open, context } = await openTab(browser);
  await open.goto(site.origin);
  await open.getByRole("radio").first().waitFor();
  await callOffice(office, "PUT /touchpoints", { touchpoints: [{ ...place, closed: true }] });
  await open.goto(`${site.origin}/?citizen-check`);
  await open.getByRole("button", { name: "Kiểm tra lại" }).waitFor();
  expect(await open.locator("[data-citizen-check] li").allInnerTexts()).toContainEqual(
    expect.stringContaining("Điểm lấy ý kiến này đã đóng"),
  );
  await context.close();
});

test("without the word in its address a page loads no check, and with it in the fragment it does", async () => {
  const site = await hostSite({ policy: strict, files });
  sites.push(site);
  const { page: open, context } = await openTab(browser);
  const asked: string[] = [];
  open.on("request", (request) => asked.push(request.url()));
  await open.goto(`${site.origin}/plain`);
  await open.getByRole("radio").first().waitFor();
  await open.waitForLoadState("networkidle");
  expect(asked.filter((url) => url.includes("check"))).toEqual([]);
  await context.close();
  expect(bad(await checked("/plain#citizen-check"))).toEqual([]);
});

test("the report speaks the element's language", async () => {
  expect((await checked("/english"))[0]).toMatch(/^Fine The script has run/);
});

test("a policy without the server in connect-src is named, with the line that refuses and what to add", async () => {
  const policy = `default-src 'self'; script-src 'self' ${baseUrl}; style-src 'self'`;
  const lines = bad(await checked("/plain", policy));
  expect(lines[0]).toContain(`Dòng chặn: default-src 'self'.`);
  expect(lines[0]).toContain(`connect-src 'self' ${baseUrl};`);
  expect(lines[1]).toContain(`Không hỏi được máy chủ ${baseUrl}`);
});

test("a policy that allows the first file alone is named, for the second file", async () => {
  const only = ["citizen-feedback.js", "citizen-feedback-check.js"].map((name) => `${baseUrl}/widget/v1/${name}`);
  const lines = bad(await checked("/plain", strict.replace(/script-src [^;]*/, `script-src ${only.join(" ")}`)));
  expect(lines[0]).toContain("citizen-feedback-more.js. Dòng chặn: script-src http");
  expect(lines[0]).toContain(`script-src 'self' ${baseUrl};`);
  expect(lines[1]).toContain("Chưa nạp được tệp thứ hai");
});

test("a policy that refuses the check itself is told in one line", async () => {
  const site = await hostSite({
    policy: strict.replace(/script-src [^;]*/, `script-src ${baseUrl}/widget/v1/citizen-feedback.js`),
    files,
  });
  sites.push(site);
  const { page: open, context } = await openTab(browser);
  await open.goto(`${site.origin}/plain?citizen-check`);
  await open.getByText(`citizen-check: script-src ✗ ${baseUrl}/widget/v1/citizen-feedback-check.js`).waitFor();
  await context.close();
});

test("trusted types that the page does not allow are named", async () => {
  const lines = bad(
    await checked("/plain", `${strict}; require-trusted-types-for 'script'; trusted-types none-of-ours`),
  );
  expect(lines.join("\n")).toContain("trusted-types lit-html;");
});

test("scripts and tags that stand twice are told, and one check reports", async () => {
  const lines = await checked("/twice", strict, async (open) => {
    expect(await open.getByRole("button", { name: "Kiểm tra lại" }).count()).toBe(1);
  });
  expect(lines.filter((line) => line.startsWith("Nên xem"))).toEqual([
    expect.stringContaining("Trang có 2 dòng <script>"),
    expect.stringContaining("Trang có 2 thẻ cùng mã điểm này"),
    expect.stringContaining("Trang có 2 thẻ cùng mã điểm này"),
  ]);
});

test.each([
  ["/unknown", "Cần sửa Máy chủ .* không có điểm lấy ý kiến H20-0000000000"],
  ["/misspelt", "Cần sửa “H20-xyz” không phải mã của"],
  ["/removed", "Cần sửa Chương trình chạy nhưng trang không có thẻ"],
  ["/away", "Cần sửa Ô không hiện ra"],
  ["/thin", "Nên xem Ô chỉ rộng 120"],
  ["/form", "Đạt Thẻ nằm trong một biểu mẫu"],
])("%s is found", async (path, words) => {
  expect((await checked(path)).join("\n")).toMatch(new RegExp(words));
});

test("after something is mended, checking again tells so", async () => {
  await checked("/away", strict, async (open) => {
    await open.evaluate(() => document.querySelector(".away")?.classList.remove("away"));
    await open.getByRole("button", { name: "Kiểm tra lại" }).click();
    await open.getByText("Mọi thứ đều đạt.").waitFor();
  });
});
