import { randomBytes } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { allPages } from "../../widget/office/all-pages.ts";
import { ticketCode } from "../../widget/visit/comment.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { prepareWalks, settled, walkFaults } from "./keyboard-walk.ts";
import { openBrowser, openTab } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const touchpoint = "KBD-0000000001";
const words = ["Chờ hơn hai giờ mới đến lượt.", "Cán bộ hướng dẫn tận tình.", "Phải bổ sung giấy tờ ba lần."];
let browser: Browser;
let page: Page;

async function call<T>(line: string, body?: unknown, path = "/v1/agencies/KBD"): Promise<T> {
  const [method = "", rest = ""] = line.split(" ");
  const headers = { authorization: `Bearer ${inject("rootKey")}`, "content-type": "application/json" };
  const answer = await fetch(`${baseUrl}${path}${rest}`, { method, headers, body: JSON.stringify(body) ?? null });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${line}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

beforeAll(async () => {
  await call("POST ", { code: "KBD", name: "Tỉnh Bàn Phím" }, "/v1/agencies");
  const unit = { kind: "commune", valid_from: "2020-01-01" };
  await call("PUT /units", {
    units: [
      { ...unit, code: "A", name: "Khu vực Một", parent: "KBD", kind: "area" },
      ...["Xã Một", "Xã Hai", "Xã Ba"].map((name, place) => ({ ...unit, code: `A${place}`, name, parent: "A" })),
    ],
  });
  const text = { vi: "Ông/Bà có hài lòng không?" };
  await call("PUT /forms", { forms: [{ id: "short", questions: [{ id: "overall", scale: 5, text }] }] });
  await call("PUT /services", { services: [{ id: "1.000001", name: "Khai sinh" }] });
  const place = { id: touchpoint, unit: "A0", channel: "portal", form: "short", name: "Cổng", from: "2020-01-01" };
  const kiosk = { ...place, id: "KBD-0000000002", channel: "kiosk", name: "Máy ở sảnh" };
  await call("PUT /touchpoints", { touchpoints: [{ ...place, comments: "published" }, kiosk] });
  await call("POST /devices", { touchpoint: kiosk.id, name: "Máy một" });
  await call("POST /keys", { name: "Bảng tính", scopes: ["indices:read"] });
  const feedback = words.map((comment) => {
    const item = makeFeedback(touchpoint, 3, Date.now());
    return { ...item, comment, ticket: ticketCode("KBD", new Uint8Array(randomBytes(12))) };
  });
  const sent = { sent_at: new Date().toISOString(), feedback };
  const { receipts } = await call<{ receipts: { outcome: string }[] }>("POST /feedback", sent, "/v1");
  expect(receipts.map(({ outcome }) => outcome)).toEqual(words.map(() => "accepted"));
  browser = await openBrowser();
  const tab = await openTab(browser, { viewport: { width: 1280, height: 800 } });
  ({ page } = tab);
  await prepareWalks(tab.context);
}, 120_000);

afterAll(() => browser.close());

/** What has the focus, by its name or words. */
function focused(): Promise<string> {
  return page.evaluate(() => {
    let found = document.activeElement;
    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    const label = (found as HTMLInputElement | null)?.labels?.[0]?.textContent;
    return (found?.getAttribute("aria-label") ?? label ?? found?.textContent ?? "").trim().replace(/\s+/g, " ");
  });
}

/** Presses Tab until the focus is on what is called so. */
async function tabTo(name: string | RegExp, key = "Tab"): Promise<void> {
  const seen: string[] = [];
  for (let now = await focused(); ; now = await focused()) {
    if (typeof name === "string" ? now === name : name.test(now)) return;
    seen.push(now);
    if (seen.length > 150) throw new Error(`Tab does not reach ${name}: ${seen.join(" | ")}`);
    await page.keyboard.press(key);
  }
}

/** Presses a key and waits until what has the focus is called so. */
async function press(key: string, then: string): Promise<void> {
  await page.keyboard.press(key);
  await expect.poll(focused).toBe(then);
}

/** Presses a key and waits until a comment is open, with the focus on its heading. */
async function pressToComment(key: string, id: string | undefined): Promise<void> {
  await page.keyboard.press(key);
  await page.locator(`.entry[data-id="${id}"][aria-current=true]`).waitFor();
  await expect.poll(focused).toMatch(/^Góp ý ngày/);
}

/** Opens a page as the browser's history does, which is faster than loading everything anew. */
async function open(path: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `/office/KBD/${path}`);
  await page
    .locator(`office-${path.split("?")[0]} h1`)
    .first()
    .waitFor();
  await settled(page);
}

test("a person signs in by the keyboard alone and goes to another page", async () => {
  await page.goto(`${baseUrl}/office/KBD/comments`);
  await page.getByLabel("Khóa", { exact: true }).waitFor();
  await tabTo("Khóa");
  await page.keyboard.insertText(inject("rootKey"));
  await press("Enter", "Góp ý");
  await tabTo("Đơn vị", "Shift+Tab");
  await page.keyboard.press("Enter");
  // The link has the same name.
  await page.locator("office-units h1:focus").waitFor();
});

describe("by Tab from the top to the end", () => {
  const states = ["forms?form=short", "touchpoints?id=new", `touchpoints?id=${touchpoint}`, "devices?id=new"];
  const more = ["units?unit=A0&list=1", "setup?step=touchpoint", "imports?kind=measures"];
  test.each([...allPages.map(({ id }) => id), ...states, ...more])("%s", async (path) => {
    await open(path);
    expect(await walkFaults(page)).toEqual([]);
  });

  test("an open comment beside the list", async () => {
    await open("comments");
    await page.keyboard.press("j");
    await page.locator("#comment").waitFor();
    expect(await walkFaults(page)).toEqual([]);
  });
});

describe("the walk", () => {
  test.each([
    ["", []],
    ['<button tabindex="-1">A</button>', ["button “A” is not reached"]],
    ["<p data-click>A</p>", ["p “A” is not reached"]],
    ["<button></button>", ["<button></button> has no name"]],
    ["<button class=same>A</button>", ["button “A” looks the same with the focus"]],
    ["<button onfocus='this.blur()'>A</button>", ["after button “Đầu” the focus is nowhere"]],
    ["<button onkeydown='event.preventDefault()'>A</button>", ["button “A” does not let the focus go"]],
    ["<p class=back><button>A</button> <button>B</button></p>", ["button “B” stands before button “A”"]],
    ["<button>A</button><p class=bar>Che</p>", ["button “A” is out of sight"]],
  ])("finds what is wrong with %s", async (html, faults) => {
    const tab = await openTab(browser, page.context());
    await tab.page.goto(`${baseUrl}/healthz`);
    await tab.page.setContent(`<style>.same { outline: none } .back { display: flex; flex-direction: row-reverse }
      .bar { position: fixed; inset: 0; top: 20px; background: #fff; margin: 0 } button { border: 0 }</style>
      <button style="position: absolute; top: 0; left: 0; height: 18px">Đầu</button><div style="margin-top: 40px">${html}</div>`);
    await tab.page.evaluate(() => document.querySelector("[data-click]")?.addEventListener("click", () => {}));
    const found = await walkFaults(tab.page);
    expect(faults.length === 0 ? found : found.filter((one) => faults.includes(one))).toEqual(faults);
    await tab.page.close();
  });
});

describe("by keys alone", () => {
  test("comments are opened, answered and left behind: by letters, and by Tab", async () => {
    await open("comments");
    const [first, second, third] = await page.locator(".entry").evaluateAll((all) => all.map((one) => one.dataset.id));
    await pressToComment("j", first);
    await pressToComment("j", second);
    await pressToComment("k", first);
    await press("r", "Câu trả lời");
    await page.keyboard.type("Cảm ơn Ông/Bà.");
    await pressToComment("Control+Enter", second);
    await tabTo("Câu trả lời");
    await page.keyboard.type("Xin ghi nhận.");
    await tabTo("Gửi, duyệt, mở tiếp");
    await pressToComment("Enter", third);
    const { data } = await call<{ data: { replies: { words: string }[] }[] }>("GET /comments");
    const sent = data.flatMap(({ replies }) => replies.map((reply) => reply.words));
    expect(sent.sort()).toEqual(["Cảm ơn Ông/Bà.", "Xin ghi nhận."]);
  });

  test("a dialog gives the focus back on Escape; a unit is added, its parent chosen from the list", async () => {
    await open("units");
    const dialog = page.getByRole("dialog");
    await tabTo("Thêm đơn vị");
    await page.keyboard.press("Enter");
    await dialog.waitFor();
    await tabTo("Thôi");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(focused).toBe("Thêm đơn vị");
    await page.keyboard.press("Enter");
    await dialog.waitFor();
    await tabTo("Mã đơn vị");
    await page.keyboard.type("A9");
    await press("Tab", "Tên đơn vị");
    await page.keyboard.type("Xã Chín");
    await press("Tab", "Cấp trên");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("khu vuc");
    await page.getByRole("option", { name: "Khu vực Một" }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByLabel("Cấp trên").inputValue()).toBe("Khu vực Một (A)");
    await tabTo("Xem trước");
    await press("Enter", "Nếu lưu thì thế nào");
    await tabTo("Lưu");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    expect(await focused()).not.toBe("");
    const { data } = await call<{ data: { code: string; parent: string }[] }>("GET /units");
    expect(data.find(({ code }) => code === "A9")).toMatchObject({ parent: "A" });
  });

  test("a form gets a question and is saved", async () => {
    await open("forms");
    await tabTo("Sửa phiếu: short");
    await press("Enter", "Phiếu short");
    await tabTo("Thêm câu hỏi");
    await press("Enter", "Tiếng Việt");
    await page.keyboard.type("Thời gian chờ có phù hợp không?");
    await tabTo(/^Lưu thành bản 2/);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await tabTo("Lưu bản 2");
    await page.keyboard.press("Enter");
    await page.getByText("Đã lưu bản 2 của phiếu short.").first().waitFor();
  });
});
