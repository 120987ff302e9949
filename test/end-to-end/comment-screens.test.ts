import { randomUUID } from "node:crypto";
import type { Browser, BrowserContextOptions, Page as Tab } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import type { Page } from "../../shared/contract/list.ts";
import { spacedTicket, ticketCode } from "../../widget/visit/comment.ts";
import hostile from "../fixtures/hostile-texts.json" with { type: "json" };
import { callOffice } from "../server/office.ts";
import { hostSite, type HostSite } from "./host-site.ts";
import { accessibilityFaults, openBrowser, openTab } from "./open-browser.ts";
import { signInOffice } from "./sign-in-office.ts";

const baseUrl = inject("baseUrl");
const officeKey = inject("officeKey");
const office = { baseUrl, key: officeKey };
const touchpoint = "H20-h0st1vp1ac";
let browser: Browser;
let site: HostSite;
const tickets: string[] = [];

/** Hostile texts that the contract accepts, after one plain text, which is answered and approved and has ticket 0. */
const texts = ["Chờ lâu", ...hostile.filter(({ kind }) => kind !== "refused").map(({ text }) => text)];

/** Code of the widest letters there are. */
const widest = ticketCode("H20", new Uint8Array(12).fill(28));

async function send(comments: readonly string[], code?: string): Promise<void> {
  const now = new Date().toISOString();
  const feedback = comments.map((comment) => {
    const id = randomUUID().replace(/^(.{14})4/, "$17");
    const ticket = code ?? ticketCode("H20", crypto.getRandomValues(new Uint8Array(12)));
    tickets.push(ticket);
    return { id, revision: 1, amend_key: "A".repeat(22), touchpoint, answered_at: now, level: 2, comment, ticket };
  });
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ sent_at: now, feedback });
  const sent = await fetch(`${baseUrl}/v1/feedback`, { method: "POST", headers, body });
  expect(sent.status).toBe(200);
}

async function write(line: string, version: number, body: unknown): Promise<OfficeComment> {
  const [method = "", path = ""] = line.split(" ");
  const headers = {
    authorization: `Bearer ${officeKey}`,
    "content-type": "application/json",
    "if-match": `"${version}"`,
  };
  const answer = await fetch(`${baseUrl}/v1/agencies/H20/comments/${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${line}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as OfficeComment;
}

beforeAll(async () => {
  const place = { unit: "29869", channel: "portal", name: "Trang tin", from: "2025-07-01", comments: "published" };
  await callOffice(office, "PUT /touchpoints", { touchpoints: [{ ...place, id: touchpoint }] });
  for (let from = 0; from < texts.length; from += 50) await send(texts.slice(from, from + 50));
  await send(["Đông quá"], widest);
  const query = `GET /comments?limit=1000&touchpoint=${touchpoint}`;
  const { data } = await callOffice<Page<OfficeComment>>(office, query);
  for (const { id, version } of data) await write(`PATCH ${id}`, version, { state: "approved" });
  const plain = data.find(({ words }) => words === "Chờ lâu");
  await write(`POST ${plain?.id}/replies`, 2, { words: "Đã mở thêm quầy" });
  const at = `touchpoint="${touchpoint}"`;
  site = await hostSite({
    policy: `default-src 'none'; script-src ${baseUrl}; connect-src ${baseUrl}`,
    files: {
      "/": `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Tin</title><script type="module" src="${baseUrl}/widget/v1/citizen-comments.js"></script>
        <main><h1>Tin</h1><citizen-comments ${at}></citizen-comments></main>`,
    },
  });
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await site.close();
});

const looks: readonly BrowserContextOptions[] = [
  { viewport: { width: 320, height: 740 }, colorScheme: "light" },
  { viewport: { width: 768, height: 1024 }, colorScheme: "dark" },
  { viewport: { width: 1280, height: 900 }, forcedColors: "active" },
];

async function openDesk(tab: Tab, lang = "vi"): Promise<void> {
  await signInOffice(tab, { baseUrl, key: officeKey, path: `/office/H20/comments?state=all&lang=${lang}` });
  await tab.locator(".entry").first().waitFor();
}

const screens: Readonly<Record<string, (tab: Tab) => Promise<unknown>>> = {
  "the ticket's form": (tab) => tab.goto(`${baseUrl}/ticket/`),
  "a ticket that was answered": async (tab) => {
    await tab.goto(`${baseUrl}/ticket/#${tickets[0]}`);
    await tab.locator("svg.qr").waitFor();
    for (const folded of await tab.locator("summary").all()) await folded.click();
  },
  "a ticket whose code is as wide as can be": async (tab) => {
    await tab.goto(`${baseUrl}/ticket/#${widest}`);
    await tab.getByText("WWWW WWWW").waitFor();
  },
  "a ticket in English": async (tab) => {
    await tab.goto(`${baseUrl}/ticket/?lang=en#${tickets[0]}`);
    await tab.getByRole("heading", { name: "Answered", exact: true }).waitFor();
  },
  "published comments": async (tab) => {
    await tab.goto(site.origin);
    await tab.locator("li").first().waitFor();
  },
  "the desk's list": (tab) => openDesk(tab),
  "a comment on the desk, in English": async (tab) => {
    await openDesk(tab, "en");
    await tab.locator("office-comments summary").first().click();
    await tab.locator(".entry").last().click();
    await tab.locator("#words").fill("Thank you");
    await tab.locator("[data-preview]").waitFor();
  },
  "the desk's digest": async (tab) => {
    await openDesk(tab);
    await tab.getByRole("button", { name: "Tổng hợp tháng" }).click();
    await tab.getByRole("button", { name: "Xem", exact: true }).click();
    await tab.locator("section.card").first().waitFor();
  },
};

describe("the screens of comments", () => {
  test.each(Object.keys(screens))(
    "%s: accessible at 320, 768 and 1280 px, light, dark and in forced colours",
    async (name) => {
      for (const look of looks) {
        const { page, complaints, context } = await openTab(browser, look);
        await screens[name]?.(page);
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        expect(complaints).toEqual([]);
        await context.close();
      }
    },
  );
});

describe("a ticket code", () => {
  test("disappears from the address at once, and is in no address that the page calls", async () => {
    const { page, context } = await openTab(browser);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url().replace(/#.*/, "")));
    await page.goto(`${baseUrl}/ticket/#${tickets[0]}`);
    await page.getByRole("heading", { name: "Đã trả lời", exact: true }).waitFor();
    expect(page.url()).toBe(`${baseUrl}/ticket/`);
    const body = (tickets[0] ?? "").split("-")[1] ?? "?";
    expect(asked.filter((url) => url.includes(body))).toEqual([]);
    await context.close();
  });

  test("may have small letters and spaces; unknown, mistyped and malformed codes give the same text", async () => {
    const { page, context } = await openTab(browser);
    await page.goto(`${baseUrl}/ticket/`);
    const look = async (typed: string): Promise<void> => {
      await page.getByLabel("Nhập mã tra cứu").fill(typed);
      await page.keyboard.press("Enter");
    };
    const unknown = ticketCode("H20", new Uint8Array(12).fill(3));
    for (const typed of [unknown, unknown.replace(/.$/, "2"), unknown.replace("H20", "Z99"), "xin chào"]) {
      await page.goto(`${baseUrl}/ticket/`);
      await look(typed);
      await page.getByText("Không tìm thấy mã này.").waitFor();
    }
    await look(unknown.split("-")[1] ?? "");
    await page.getByText("Thiếu phần đầu của mã").waitFor();
    await look((tickets[0] ?? "").toLowerCase().replace(/(.{3})/g, "$1 "));
    await page.getByRole("heading", { name: "Đã trả lời", exact: true }).waitFor();
    await context.close();
  });

  test("cannot be guessed: rate limits apply per client address, as the proxy reports it", async () => {
    const lookUp = async (from: string, code: string | undefined): Promise<number> => {
      const headers = { "content-type": "application/json", "x-forwarded-for": `198.51.100.1, ${from}` };
      const body = JSON.stringify({ code });
      return (await fetch(`${baseUrl}/v1/tickets/lookup`, { method: "POST", headers, body })).status;
    };
    const guessed = ticketCode("H20", new Uint8Array(12).fill(5));
    const guesses = await Promise.all(Array.from({ length: 70 }, () => lookUp("203.0.113.7", guessed)));
    expect(guesses.filter((status) => status === 404)).toHaveLength(60);
    expect([await lookUp("203.0.113.7", tickets[0]), await lookUp("203.0.113.8", tickets[0])]).toEqual([429, 200]);
  });

  test("can be looked up, and its comment withdrawn, by keyboard", async () => {
    const { page, context } = await openTab(browser);
    await send(["Một góp ý khác"]);
    await page.goto(`${baseUrl}/ticket/`);
    await page.getByLabel("Nhập mã tra cứu").focus();
    await page.keyboard.type(tickets.at(-1) ?? "");
    await page.keyboard.press("Enter");
    await page.locator("#state:focus").waitFor();
    for (const key of ["Tab", "Enter", "Tab", "Enter"]) await page.keyboard.press(key);
    await page.getByRole("heading", { name: "Đã rút", exact: true }).waitFor();
    await context.close();
  });
});

test("the desk shows its open part in forced colours too", async () => {
  const { page, context } = await openTab(browser, { viewport: { width: 1280, height: 900 }, forcedColors: "active" });
  await openDesk(page);
  const backgroundOf = (name: string): Promise<string> =>
    page.getByRole("button", { name, exact: true }).evaluate((tab) => getComputedStyle(tab).backgroundColor);
  expect(await backgroundOf("Danh sách")).not.toBe(await backgroundOf("Tổng hợp tháng"));
  await context.close();
});

describe("hostile texts on the real server", () => {
  async function expectHarmless(tab: Tab, names: RegExp): Promise<void> {
    const found = await tab.evaluate(() => {
      const host = document.querySelector("citizen-comments, ticket-page, citizen-office")?.shadowRoot;
      const root = host?.querySelector("office-comments")?.shadowRoot ?? host;
      const elements = [...(root?.querySelectorAll("*") ?? [])];
      return {
        names: [...new Set(elements.map(({ localName }) => localName))],
        wide: document.documentElement.scrollWidth > innerWidth,
      };
    });
    expect(found.names.filter((name) => !names.test(name))).toEqual([]);
    expect(found.wide).toBe(false);
  }

  /** The page stays open from ticket to ticket; the code tells which one it shows. */
  async function openTicket(tab: Tab, code: string): Promise<void> {
    await tab.goto(`${baseUrl}/ticket/#${code}`);
    await tab.getByText(spacedTicket(code), { exact: true }).waitFor();
  }

  test("never run and never break the layout: published, on the desk, and on the ticket page", async () => {
    const look = { viewport: { width: 320, height: 740 } };
    const published = await openTab(browser, look);
    const desk = await openTab(browser, look);
    const holder = await openTab(browser, look);
    let dialogs = 0;
    for (const { context } of [published, desk, holder]) {
      context.on("dialog", (dialog) => {
        dialogs += 1;
        void dialog.dismiss();
      });
    }
    await published.page.goto(site.origin);
    const more = published.page.getByRole("button", { name: "Xem thêm" });
    await more.waitFor();
    while (await more.isVisible()) {
      await more.click();
      await published.page.locator("[role=status]", { hasText: /^Đang hiện/ }).waitFor();
    }
    await expectHarmless(published.page, /^(?:bdi|div|h2|li|ol|p|section)$/);
    await openDesk(desk.page);
    await expectHarmless(
      desk.page,
      /^(?:bdi|button|details|div|h1|h2|input|kbd|label|li|option|p|path|section|select|span|summary|svg|ul)$/,
    );
    for (const code of tickets.slice(1, 40)) {
      await openTicket(holder.page, code);
      await expectHarmless(holder.page, /^(?:bdi|button|details|div|h1|h2|h3|li|ol|p|path|section|summary|svg)$/);
    }
    expect(dialogs).toBe(0);
    for (const { complaints, context } of [published, desk, holder]) {
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test("of 2,000 short lines, joiners or piled marks scroll in a box of their own, on every screen", async () => {
    const lines = Array.from({ length: 1999 }, () => "a").join("\n");
    const marks = "e\u0301\u0302\u0303\u0308\u030a\u0316".repeat(600);
    const long = [lines, `X${"\u200d".repeat(1500)}Y ${"👩\u200d".repeat(700)}👩`, marks];
    const first = tickets.length;
    await send(long);
    const query = `GET /comments?limit=${long.length}&touchpoint=${touchpoint}`;
    const { data } = await callOffice<Page<OfficeComment>>(office, query);
    for (const { id, version } of data) await write(`PATCH ${id}`, version, { state: "approved" });
    const look = { viewport: { width: 320, height: 740 } };
    const boxes = (tab: Tab, selector: string): Promise<number[]> =>
      tab.locator(selector).evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));

    const { page: holder } = await openTab(browser, look);
    for (const code of tickets.slice(first)) {
      await openTicket(holder, code);
      await expectHarmless(holder, /^(?:bdi|button|details|div|h1|h2|h3|li|ol|p|path|section|summary|svg)$/);
      expect(Math.max(...(await boxes(holder, ".said")))).toBeLessThanOrEqual(445);
      expect(await accessibilityFaults(holder)).toEqual([]);
    }
    const { page: published } = await openTab(browser, look);
    await published.goto(site.origin);
    await published.getByRole("button", { name: "Xem thêm" }).click();
    expect(Math.max(...(await boxes(published, ".words")))).toBeLessThanOrEqual(445);
    await expectHarmless(published, /^(?:bdi|button|div|h2|li|ol|p|section)$/);

    const { page: desk } = await openTab(browser, look);
    for (const { id } of data) {
      await openDesk(desk);
      expect(Math.max(...(await boxes(desk, ".gist")))).toBeLessThanOrEqual(80);
      await desk.locator(`[data-id="${id}"]`).click();
      await desk.locator(".open > .said").waitFor();
      expect(Math.max(...(await boxes(desk, ".open > .said")))).toBeLessThanOrEqual(445);
      expect(await accessibilityFaults(desk)).toEqual([]);
    }
    for (const tab of [holder, published, desk]) await tab.context().close();
  });
});
