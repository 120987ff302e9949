import { randomUUID } from "node:crypto";
import type { Browser, BrowserContextOptions, Page as Tab } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import type { Page } from "../../shared/contract/list.ts";
import { ticketCode } from "../../widget/visit/comment.ts";
import { callOffice } from "../server/office.ts";
import { accessibilityFaults, openBrowser, openTab, smallTargets } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const officeKey = inject("officeKey");
const office = { baseUrl, key: officeKey };
const touchpoint = "H20-t1cketst3p";
const words = "Quầy số ba vắng người";
const answer = "Từ ngày mai quầy có hai người trực";
const why = "Hôm nay quầy vẫn vắng";
const ticket = ticketCode("H20", crypto.getRandomValues(new Uint8Array(12)));

let browser: Browser;

async function write(line: string, body: unknown): Promise<void> {
  const { data } = await callOffice<Page<OfficeComment>>(office, `GET /comments?limit=1&touchpoint=${touchpoint}`);
  const [method = "", path = ""] = line.split(" ");
  const { id, version } = data[0] ?? { id: "", version: 0 };
  const headers = {
    authorization: `Bearer ${officeKey}`,
    "content-type": "application/json",
    "if-match": `"${version}"`,
  };
  const url = `${baseUrl}/v1/agencies/H20/comments/${id}${path}`;
  const done = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!done.ok) throw new Error(`${line}: ${done.status} ${await done.text()}`);
}

beforeAll(async () => {
  browser = await openBrowser();
  const place = { unit: "29884", channel: "portal", name: "Trang tin", from: "2025-07-01" };
  await callOffice(office, "PUT /touchpoints", { touchpoints: [{ ...place, id: touchpoint }] });
  const id = randomUUID().replace(/^(.{14})4/, "$17");
  const now = new Date().toISOString();
  const item = { id, revision: 1, amend_key: "A".repeat(22), touchpoint, answered_at: now, level: 2 };
  const body = JSON.stringify({ sent_at: now, feedback: [{ ...item, comment: words, ticket }] });
  const headers = { "content-type": "application/json" };
  expect((await fetch(`${baseUrl}/v1/feedback`, { method: "POST", headers, body })).status).toBe(200);
});

afterAll(() => browser.close());

async function openTicket(options: BrowserContextOptions = {}, query = ""): Promise<Tab> {
  const { page } = await openTab(browser, { viewport: { width: 390, height: 844 }, ...options });
  await page.goto(`${baseUrl}/ticket/${query}#${ticket}`);
  await page.locator("#state:focus").waitFor();
  return page;
}

async function checkLooks(): Promise<void> {
  const looks: readonly BrowserContextOptions[] = [
    { viewport: { width: 320, height: 640 }, colorScheme: "light" },
    { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
    { viewport: { width: 1280, height: 900 }, forcedColors: "active" },
  ];
  for (const look of looks) {
    const page = await openTicket(look, "?lang=en");
    expect([await accessibilityFaults(page), await smallTargets(page)]).toEqual([[], []]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.context().close();
  }
}

const steps = (page: Tab): Promise<string[]> => page.getByRole("listitem").allInnerTexts();
const current = (page: Tab): Promise<string> => page.locator('li[aria-current="step"]').innerText();
const date = /^\d\d\/\d\d\/\d{4}/;

describe("a ticket", () => {
  test("begins with the unit and the agency that one rated", async () => {
    const page = await openTicket();
    const unit = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
    expect(unit).not.toBe("");
    expect(await page.locator(".whom").allInnerTexts()).toEqual(["Tỉnh Đồng Tháp"]);
    await page.context().close();
  });

  test("is an ordered list of steps with their dates; the current one says who answers, and by when", async () => {
    const page = await openTicket();
    const [received, awaited, ...more] = await steps(page);
    expect(more).toEqual([]);
    expect(received).toMatch(date);
    expect(received).toContain("đã nhận góp ý của Ông/Bà");
    expect(received).toContain(words);
    expect(await current(page)).toBe(awaited);
    expect(awaited).toMatch(/Đang chờ .+ trả lời\n+Hạn trả lời: ngày \d\d\/\d\d\/\d{4}, còn \d+ ngày\./);
    await page.context().close();
    await checkLooks();
  });

  test("has the answer at its step, once it came, and what the person wrote when they sent it again, by keyboard alone", async () => {
    await write("PATCH ", { state: "assigned", unit: "29869" });
    await write("POST /replies", { words: answer });
    const page = await openTicket();
    expect((await steps(page)).map((step) => /chuyển|nhận|trả lời/.exec(step)?.[0])).toEqual([
      "nhận",
      "chuyển",
      "trả lời",
    ]);
    expect(await current(page)).toContain(answer);
    await checkLooks();

    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    // Rates the answer: the arrow chooses the second level.
    await press("Tab", "ArrowDown", "Tab", "Enter");
    await page.getByText("Ông/Bà đã đánh giá câu trả lời: Có ích.").waitFor();
    await page.locator("summary").first().focus();
    await press("Enter", "Tab");
    await page.keyboard.type(why);
    await press("Tab", "Enter");
    await page.getByRole("heading", { name: "Đã chuyển đơn vị trả lời" }).waitFor();
    const [, , , reopened, awaited] = await steps(page);
    expect(reopened).toContain(why);
    expect(await current(page)).toBe(awaited);
    await page.context().close();
    await checkLooks();
  });

  test("shows days in English as 9 Dec 2026", async () => {
    const page = await openTicket({}, "?lang=en");
    const [received = "", ...more] = await steps(page);
    expect(received).toMatch(/^\d{1,2} [A-Z][a-z]{2} \d{4}/);
    expect(more.at(-1)).toMatch(/To be answered by \d{1,2} [A-Z][a-z]{2} \d{4}; days left: \d+\./);
    await page.context().close();
  });

  test("prints its slip: whom it is about, code and QR code, and nothing that was written", async () => {
    const page = await openTicket();
    await page.locator("svg.qr").waitFor();
    await page.emulateMedia({ media: "print" });
    const slip = (await page.locator("h1:visible, h2:visible, p:visible, button:visible").allInnerTexts()).join("\n");
    expect(slip).toContain("Mã tra cứu của Ông/Bà");
    expect(slip.replaceAll(" ", "")).toContain(ticket);
    for (const text of [words, answer, why, "Rút góp ý"]) expect(slip).not.toContain(text);
    await page.context().close();
  });
});
