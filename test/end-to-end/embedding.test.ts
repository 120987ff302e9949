import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { HostSite } from "./host-site.ts";
import { hostSite } from "./host-site.ts";
import { accessibilityFaults, openBrowser, openTab } from "./open-browser.ts";
import { readIndex, withMore } from "./read-index.ts";

const baseUrl = inject("baseUrl");
const index = () => readIndex(baseUrl, inject("officeKey"));
const touchpoint = "H20-7k3m9q2x4t";
const script = `<script type="module" src="${baseUrl}/widget/v1/citizen-feedback.js"></script>`;
const tag = `<citizen-feedback touchpoint="${touchpoint}"><a href="${baseUrl}/rate/${touchpoint}">Đánh giá</a></citizen-feedback>`;

const hostile = `
  html { font-size: 62.5% }
  * { font: 7px/1 serif !important; letter-spacing: 4px !important; color: red !important; text-transform: uppercase !important }
  label, input, button, svg, fieldset { display: none !important }
  citizen-feedback { text-align: right; line-height: 0 }
`;

const page = (body: string, head = ""): string =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng của xã</title>${head}</head><body><main><h1>Cổng của xã</h1>${body}</main></body></html>`;

const files: Record<string, string> = {
  "/hostile.css": hostile,
  "/plain": page(script + tag),
  "/hostile": page(script + tag, '<link rel="stylesheet" href="/hostile.css">'),
  "/form": page(`<form action="/posted"><label>Tìm <input name="q"></label>${script}${tag}<button>Tìm</button></form>`),
  "/twice": page(script + script.replace("v1", "0.1.0") + script.replace(".js", ".js?again") + tag + tag),
  "/div": page(`${script}<div data-citizen-feedback="${touchpoint}" data-lang="en"><a href="/rate">Đánh giá</a></div>`),
  "/script-only": page(script.replace("<script", `<script data-citizen-feedback="${touchpoint}"`)),
  "/late": page(`${tag}<script src="/late.js"></script>`),
  "/late.js": `addEventListener("load", () => { const script = document.createElement("script"); script.type = "module"; script.src = "${baseUrl}/widget/v1/citizen-feedback.js"; document.head.append(script); });`,
};

let browser: Browser;
let site: HostSite;

beforeAll(async () => {
  browser = await openBrowser();
  const policy = `default-src 'none'; script-src 'self' ${baseUrl}; style-src 'self'; connect-src ${baseUrl}; form-action 'self'`;
  site = await hostSite({ policy, files });
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

async function openPage(path: string, origin = site.origin) {
  const tab = await openTab(browser);
  await tab.page.goto(origin + path);
  return tab;
}

test("two lines on another origin's page are enough, under a strict content security policy", async () => {
  const before = await index();
  const { page: open, complaints, context } = await openPage("/plain");
  await open.getByRole("radio", { name: /^Hài lòng/ }).check();
  await open.getByRole("checkbox", { name: "Hướng dẫn rõ ràng" }).check();
  await open.getByRole("status").filter({ hasText: "Đánh giá đã được gửi" }).waitFor();
  await expect.poll(index).toEqual(withMore(before, 4));
  expect(await accessibilityFaults(open)).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test("the element loads itself, one config and then its second file, and nothing else", async () => {
  const tab = await openTab(browser);
  const asked: string[] = [];
  tab.page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
  await tab.page.goto(`${site.origin}/plain`);
  await tab.page.getByText("nộp hồ sơ trực tuyến").waitFor();
  await tab.page.waitForLoadState("networkidle");
  expect(asked.filter((one) => one.includes(baseUrl))).toEqual([
    `GET ${baseUrl}/widget/v1/citizen-feedback.js`,
    `GET ${baseUrl}/v1/touchpoints/${touchpoint}`,
    `GET ${baseUrl}/widget/v1/citizen-feedback-more.js`,
  ]);
  await tab.context.close();
});

test("the element works on a page with hostile styles", async () => {
  const before = await index();
  const { page: open, complaints, context } = await openPage("/hostile");
  await open.getByRole("radio", { name: /^Bình thường/ }).click();
  await open.getByRole("status").filter({ hasText: "Đánh giá đã được gửi" }).waitFor();
  const size = await open
    .getByText("Rất hài lòng", { exact: true })
    .evaluate((word) => getComputedStyle(word).fontSize);
  expect(size).toBe("16px");
  expect(await index()).toEqual(withMore(before, 3));
  expect(complaints).toEqual([]);
  await context.close();
});

test("the element never submits a form around it", async () => {
  const before = await index();
  const { page: open, complaints, context } = await openPage("/form");
  await open.getByRole("radio", { name: /^Hài lòng/ }).press("Space");
  await open.getByRole("radio", { name: /^Hài lòng/ }).press("Enter");
  await open.getByRole("textbox", { name: /góp ý/ }).fill("Tốt");
  await open.getByRole("button", { name: "Gửi", exact: true }).press("Enter");
  await open.getByText(/H20-/).waitFor();
  await expect.poll(index).toEqual(withMore(before, 4));
  expect(open.url()).toBe(`${site.origin}/form`);
  expect(complaints).toEqual([]);
  await context.close();
});

test("a script that is loaded three times defines the element once, and two tags are two ratings", async () => {
  const before = await index();
  const { page: open, complaints, context } = await openPage("/twice");
  await open
    .getByRole("radio", { name: /^Hài lòng/ })
    .first()
    .check();
  await open
    .getByRole("radio", { name: /^Hài lòng/ })
    .last()
    .check();
  await expect.poll(index).toEqual(withMore(before, 4, 2));
  expect(complaints).toEqual([]);
  await context.close();
});

test.each([
  ["/div", "Satisfied"],
  ["/script-only", "Hài lòng"],
])("%s makes the tag itself on pages whose editor deletes unknown tags", async (path, name) => {
  const before = await index();
  const { page: open, complaints, context } = await openPage(path);
  await open.getByRole("radio", { name, exact: true }).check();
  await expect.poll(index).toEqual(withMore(before, 4));
  expect(await open.getByRole("radio").count()).toBe(5);
  expect(complaints).toEqual([]);
  await context.close();
});

test("a script that loads late upgrades the tag", async () => {
  const { page: open, complaints, context } = await openPage("/late");
  await open.getByRole("radio").first().waitFor();
  expect(await open.getByRole("link", { name: "Đánh giá" }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

test("the element works on plain http, without locks and without newer cryptography", async () => {
  const before = await index();
  const { page: open, complaints, context } = await openPage("/plain", site.plainOrigin);
  expect(await open.evaluate(() => [isSecureContext, "locks" in navigator, "subtle" in crypto])).toEqual([
    false,
    false,
    false,
  ]);
  await open.getByRole("radio", { name: /^Hài lòng/ }).check();
  await open.getByRole("textbox").fill("Tốt");
  await open.getByRole("button", { name: "Gửi", exact: true }).click();
  await open.getByRole("button", { name: "Chép mã" }).click();
  await open.getByRole("button", { name: "Đã chép" }).waitFor();
  await expect.poll(index).toEqual(withMore(before, 4));
  expect(complaints).toEqual([]);
  await context.close();
});

test("on a page with trusted types, allowing lit-html by name is enough", async () => {
  const policy = `default-src 'none'; script-src ${baseUrl}; connect-src ${baseUrl}; require-trusted-types-for 'script'; trusted-types lit-html`;
  const strict = await hostSite({ policy, files });
  const { page: open, complaints, context } = await openPage("/plain", strict.origin);
  await open.getByRole("radio", { name: /^Hài lòng/ }).check();
  await open.getByRole("status").filter({ hasText: "Đánh giá đã được gửi" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
  await strict.close();
});

test("the link to the rating page remains if scripts are blocked or the browser is too old", async () => {
  const blocked = await openTab(browser, { javaScriptEnabled: false });
  await blocked.page.goto(`${site.origin}/plain`);
  expect(await blocked.page.getByRole("link", { name: "Đánh giá" }).getAttribute("href")).toBe(
    `${baseUrl}/rate/${touchpoint}`,
  );
  await blocked.context.close();
  const old = await openTab(browser);
  await old.page.addInitScript(() => {
    Reflect.deleteProperty(CSSStyleSheet.prototype, "replaceSync");
  });
  await old.page.goto(`${site.origin}/plain`);
  await old.page.waitForLoadState("networkidle");
  await old.page.getByRole("link", { name: "Đánh giá" }).click();
  await old.page.waitForURL(`${baseUrl}/rate/${touchpoint}`);
  expect(old.complaints).toEqual([]);
  await old.context.close();
});

test.each([
  [403, "Trang này không được nhận đánh giá cho nơi này."],
  [422, /^Đánh giá này không hợp lệ/],
  [429, /^Đang có nhiều người gửi/],
] as const)("a server that answers %i is told in words of its own, and the rating waits", async (status, words) => {
  const before = await index();
  const { page: open, context } = await openTab(browser);
  await open.route("**/v1/feedback", (route) => route.fulfill({ status, json: { status } }));
  await open.goto(`${site.origin}/plain`);
  await open.getByRole("radio", { name: /^Hài lòng/ }).check();
  await open.getByRole("status").filter({ hasText: words }).waitFor();
  await open.unroute("**/v1/feedback");
  await open.getByRole("button", { name: "Gửi lại" }).click();
  await open.getByRole("status").filter({ hasText: "Đánh giá đã được gửi" }).waitFor();
  await expect.poll(index).toEqual(withMore(before, 4));
  await context.close();
});

test("by keyboard alone: a face, a reason, a comment with a number, and back to change the face", async () => {
  const before = await index();
  const { page: open, complaints, context } = await openTab(browser);
  await open.goto(`${site.origin}/plain`);
  await open.getByRole("radio").first().waitFor();
  await open.waitForLoadState("networkidle");
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await open.keyboard.press(key);
  };
  await press("Tab", "ArrowDown", "ArrowDown", "ArrowDown");
  await open.getByRole("textbox").waitFor();
  await press("Tab", "Space");
  await open.getByRole("textbox").focus();
  await open.keyboard.type("Gọi 0912 345 678");
  await press("Tab");
  if (await open.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName === "a"))
    await press("Tab");
  await press("Tab", "Enter");
  await open.getByText(/phần tô màu/).waitFor();
  await press("Tab", "Tab", "Enter");
  await open.getByText(/H20-/).waitFor();
  await open.getByRole("button", { name: "Chọn lại" }).press("Enter");
  await press("ArrowUp");
  await expect.poll(index).toEqual(withMore(before, 3));
  expect(await accessibilityFaults(open)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});
