import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Form, PastForm } from "../../shared/contract/form.ts";
import { accessibilityFaults, openBrowser, openTab, smallTargets, type Tab } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const agency = "BM13";
const touchpoint = `${agency}-7k3m9q2x4t`;
let browser: Browser;
let tab: Tab;
let page: Page;

async function call<T>(line: string, body?: unknown): Promise<T> {
  const [method = "GET", path = ""] = line.split(" ");
  const answer = await fetch(`${baseUrl}/v1/agencies${path}`, {
    method,
    headers: { authorization: `Bearer ${inject("rootKey")}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${line}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

const versions = async (form: string): Promise<PastForm[]> =>
  (await call<{ data: PastForm[] }>(`GET /${agency}/forms/${form}/versions`)).data;

beforeAll(async () => {
  await call("POST ", { code: agency, name: "Tỉnh Biểu Mẫu" });
  await call(`PUT /${agency}/touchpoints`, {
    touchpoints: [
      { id: touchpoint, unit: agency, channel: "portal", name: "Cổng của tỉnh", from: "2025-07-01" },
      { id: `${agency}-8k3m9q2x4t`, unit: agency, channel: "kiosk", name: "Kiosk ở sảnh", from: "2025-07-01" },
    ],
  });
  browser = await openBrowser();
  tab = await openTab(browser, { viewport: { width: 1280, height: 900 } });
  page = tab.page;
  await page.goto(`${baseUrl}/office/${agency}/forms`);
  await page.getByLabel("Khóa", { exact: true }).fill(inject("rootKey"));
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await page.getByRole("heading", { name: "Phiếu hỏi", level: 1 }).waitFor();
});

afterAll(() => browser.close());

const button = (name: string | RegExp) => page.getByRole("button", { name });
const vietnamese = (card: string) => page.getByRole("region", { name: card }).getByLabel("Tiếng Việt").first();

const hasFocus = (place: Locator) =>
  expect.poll(() => place.evaluate((element) => element.matches(":focus"))).toBe(true);

async function addQuestion(kind: string, words: string): Promise<void> {
  await page.getByLabel("Loại câu hỏi mới").selectOption(kind);
  await button("Thêm câu hỏi").click();
  await page.keyboard.type(words);
}

/** A tenth of a second of silence, as a WAV file. */
function sound(): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(836, 4);
  head.write("WAVEfmt ", 8);
  // Length of what follows, plain samples, one channel, 8,000 a second, one byte each.
  for (const [value, at] of [
    [16, 16],
    [8000, 24],
    [8000, 28],
    [800, 40],
  ] as const)
    head.writeUInt32LE(value, at);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [1, 32],
    [8, 34],
  ] as const)
    head.writeUInt16LE(value, at);
  head.write("data", 36);
  return Buffer.concat([head, Buffer.alloc(800, 128)]);
}

async function save(version: number): Promise<void> {
  await button(`Lưu thành bản ${version}…`).click();
  await button(`Lưu bản ${version}`).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

describe("the page of forms", () => {
  test("makes a form of four questions; the draft stays over a reload; what it asks is rated and counted", async () => {
    await page.getByLabel("Tên ngắn của phiếu").fill("Một cửa");
    await button("Lập phiếu").click();
    await addQuestion("5", "Thái độ của cán bộ thế nào?");
    await addQuestion("11", "Ông/Bà có giới thiệu nơi này không?");
    await addQuestion("choice", "Ông/Bà biết dịch vụ này qua đâu?");
    const reason = page.locator("details.reason").first();
    await reason.locator("summary").click();
    await reason.getByLabel("Tiếng Việt").focus();
    const place = await page.evaluate(() => scrollY);
    expect(place).toBeGreaterThan(0);
    await page.goBack();
    await page.getByText("Có bản nháp chưa lưu trên máy này").waitFor();
    // Its card stands where the button was that made it.
    await hasFocus(button("Sửa phiếu: mot-cua"));
    await page.goForward();
    await hasFocus(reason.getByLabel("Tiếng Việt"));
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);
    await page.reload();
    const options = page.getByRole("group", { name: /^Ý \d/ }).getByLabel("Tiếng Việt");
    await options.nth(0).fill("Loa xã");
    await options.nth(1).fill("Người quen");
    await page.getByText("Bản ghi âm để đọc to: 0").click();
    await page
      .getByLabel("Loa xã", { exact: true })
      .setInputFiles({ name: "loa-xa.wav", mimeType: "audio/wav", buffer: sound() });
    const seconds = await page.locator("audio").evaluate(async (audio: HTMLAudioElement) => {
      audio.preload = "metadata";
      await new Promise((done) => audio.addEventListener("loadedmetadata", done, { once: true }));
      return audio.duration;
    });
    expect(seconds).toBe(0.1);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await save(1);
    await page.getByText("Đã lưu bản 1 của phiếu mot-cua.").waitFor();
    const [saved] = await versions("mot-cua");
    expect(saved?.audio).toMatchObject([{ language: "vi", text: "Loa xã" }]);
    expect(saved?.questions.map(({ id, type = "rating" }) => `${type} ${id}`)).toEqual([
      "rating overall",
      "rating thai-do-cua-can-bo-the-nao",
      "rating ong-ba-co-gioi-thieu-noi-nay-khong",
      "choice ong-ba-biet-dich-vu-nay-qua-dau",
    ]);

    const bound = { id: touchpoint, unit: agency, channel: "portal", name: "Cổng của tỉnh", form: "mot-cua" };
    await call(`PUT /${agency}/touchpoints`, { touchpoints: [{ ...bound, from: "2025-07-01" }] });
    const visitor = await openTab(browser);
    await visitor.page.goto(`${baseUrl}/rate/${touchpoint}`);
    await visitor.page.getByRole("radio", { name: /^Hài lòng/ }).check();
    await visitor.page
      .getByRole("group", { name: /Thái độ của cán bộ/ })
      .getByRole("radio", { name: "Rất hài lòng" })
      .check();
    await visitor.page
      .getByRole("group", { name: /giới thiệu nơi này/ })
      .locator('input[value="10"]')
      .check();
    await visitor.page
      .getByRole("group", { name: /qua đâu/ })
      .getByRole("radio", { name: "Người quen" })
      .check();
    await visitor.page.getByRole("button", { name: "Gửi", exact: true }).click();
    await visitor.page.getByText("Đánh giá đã được gửi").waitFor();
    await visitor.context.close();
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const counts = async (): Promise<string[]> => {
      const path = `/${agency}/indices?period=${today}&by=question`;
      const { data } = await call<{ data: { question: string; tally: number[] }[] }>(`GET ${path}`);
      return data.map(({ question, tally }) => `${question} ${tally}`);
    };
    await expect
      .poll(counts, { timeout: 10_000 })
      .toEqual(
        expect.arrayContaining([
          "overall 0,0,0,1,0",
          "thai-do-cua-can-bo-the-nao 0,0,0,0,1",
          "ong-ba-co-gioi-thieu-noi-nay-khong 0,0,0,0,0,0,0,0,0,1,0",
          "ong-ba-biet-dich-vu-nay-qua-dau 0,1",
        ]),
      );
  });

  test("shows the screens of portal and kiosk with the draft, in both languages, and sends nothing", async () => {
    const sent: string[] = [];
    page.on("request", (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await button("Hiện xem thử").click();
    const portal = page.frameLocator('iframe[title="Cổng"]');
    const kiosk = page.frameLocator('iframe[title="Kiosk"]');
    const both = [portal, kiosk];
    const seen = (frames: readonly FrameLocator[], words: string): Promise<unknown> =>
      Promise.all(frames.map((frame) => frame.getByText(words).first().waitFor()));
    await vietnamese("Câu hỏi chung").fill("Ông/Bà thấy phục vụ thế nào?");
    await seen(both, "Ông/Bà thấy phục vụ thế nào?");
    await portal.getByRole("link").first().click();
    await seen(both, "Ông/Bà thấy phục vụ thế nào?");
    await page.getByLabel("Sau khi chọn").selectOption("Không hài lòng");
    await seen(both, "Điều gì làm Ông/Bà chưa hài lòng?");
    await seen([portal], "Thái độ của cán bộ thế nào?");
    await page.getByLabel("Ngôn ngữ").selectOption("Tiếng Anh");
    await seen(both, "What were you not satisfied with?");
    await kiosk.getByRole("button", { name: "Send" }).click();
    await seen([kiosk], "Thái độ của cán bộ thế nào?");
    await portal.getByRole("button", { name: "Send" }).click();
    await seen([portal], "Thank you");
    expect(await accessibilityFaults(page)).toEqual([]);
    const calls = sent.filter((line) => !line.startsWith("GET /assets/") && !line.startsWith("GET /office/preview/"));
    expect(calls.filter((line) => !/^GET \/v1\/touchpoints\/|^GET \/icon/.test(line))).toEqual([]);
    expect(tab.complaints).toEqual([]);
    expect(tab.context.pages()).toHaveLength(1);
    await button("Ẩn xem thử").click();
  });

  test("frames the preview alone, and the preview can be framed by its own server alone and may connect to nobody", async () => {
    const policy = async (path: string): Promise<string> =>
      (await fetch(`${baseUrl}${path}`)).headers.get("content-security-policy") ?? "";
    expect(await policy(`/office/${agency}/forms`)).toContain("frame-src 'self'");
    expect(await policy("/office/preview/")).toContain("frame-ancestors 'self'");
    expect(await (await fetch(`${baseUrl}/office/preview/`)).text()).toContain("connect-src 'none'");
    const stranger = await openTab(browser);
    await stranger.page.goto(`${baseUrl}/office/preview/?web`);
    // Nothing is around it, so that nobody may say what it draws.
    await stranger.page.evaluate(() => postMessage({ preview: {}, language: "vi", level: null }, "*"));
    expect(await stranger.page.evaluate(() => document.body.childElementCount)).toBe(0);
    await stranger.context.close();
  });

  test("saves a changed text under the same id, and never over the version of somebody else", async () => {
    await save(2);
    const [second, first] = await versions("mot-cua");
    expect(second?.questions.map(({ id }) => id)).toEqual(first?.questions.map(({ id }) => id));

    await vietnamese("Câu chấm mức 2").fill("Cán bộ có lịch sự không?");
    const { created_at: _, ...theirs } = second as PastForm;
    await call(`PUT /${agency}/forms`, { forms: [{ ...theirs, comment: false } satisfies Form & { version: number }] });
    await button("Lưu thành bản 3…").click();
    await button("Lưu bản 3").click();
    await page.getByRole("heading", { name: "Người khác đã lưu bản 3" }).waitFor();
    expect(await versions("mot-cua")).toHaveLength(3);
    expect(await accessibilityFaults(page)).toEqual([]);
    await button("Giữ bản nháp, lưu sau bản 3").click();
    await save(4);
    const [newest] = await versions("mot-cua");
    expect(newest).toMatchObject({ version: 4, comment: true });
    expect(newest?.questions[1]).toMatchObject({ text: { vi: "Cán bộ có lịch sự không?" } });
  });

  test("can be written by keyboard alone, at 320 px and in the dark, without scrolling sideways", async () => {
    const small = await openTab(browser, tab.context);
    await small.page.setViewportSize({ width: 320, height: 640 });
    await small.page.emulateMedia({ colorScheme: "dark" });
    await small.page.goto(`${baseUrl}/office/${agency}/forms?form=mot-cua`);
    const add = small.page.getByRole("button", { name: "Thêm câu hỏi" });
    await add.focus();
    await small.page.keyboard.press("Enter");
    await small.page.keyboard.type("Phòng chờ có đủ ghế không?");
    const up = small.page.getByRole("button", { name: "Lên: Phòng chờ có đủ ghế không?" });
    while (!(await up.evaluate((element) => element.matches(":focus")))) await small.page.keyboard.press("Tab");
    await small.page.keyboard.press("Enter");
    const cards = small.page.getByRole("heading", { level: 3 });
    await expect.poll(() => cards.allTextContents()).toContain("Câu chấm mức 4");
    expect(await up.evaluate((element) => element.matches(":focus"))).toBe(true);
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await accessibilityFaults(small.page)).toEqual([]);
    await small.page.close();
  });
});
