import { randomUUID } from "node:crypto";
import type { Browser, Locator, Page as Tab } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import type { Page } from "../../shared/contract/list.ts";
import { ticketCode } from "../../widget/visit/comment.ts";
import afternoon from "../fixtures/afternoon-comments.json" with { type: "json" };
import { callOffice } from "../server/office.ts";
import { openBrowser, openTab } from "./open-browser.ts";
import { signInOffice } from "./sign-in-office.ts";

const baseUrl = inject("baseUrl");
const office = { baseUrl, key: inject("officeKey") };
const touchpoint = "H20-afternaan0";
// Its own unit, so that the list holds this afternoon alone.
const unit = "28504";
let browser: Browser;
let officerKey = "";

beforeAll(async () => {
  const place = { id: touchpoint, unit, channel: "portal", name: "Trang tin", from: "2025-07-01" };
  await callOffice(office, "PUT /touchpoints", { touchpoints: [{ ...place, comments: "published" }] });
  const scopes = ["comments:read", "comments:write"];
  ({ key: officerKey } = await callOffice<{ key: string }>(office, "POST /keys", { name: "Lan", scopes, unit }));
  const thanks = { id: "thanks", unit, title: "Cảm ơn lời khen", words: "Cảm ơn Ông/Bà đã góp ý." };
  await callOffice({ baseUrl, key: officerKey }, "PUT /answer-templates", { templates: [thanks] });
  await sendAll();
  browser = await openBrowser();
}, 60_000);

afterAll(() => browser.close());

async function sendAll(): Promise<void> {
  const now = new Date().toISOString();
  const feedback = afternoon.map(({ level, reasons, words }) => ({
    ...{ id: randomUUID().replace(/^(.{14})4/, "$17"), revision: 1, amend_key: "A".repeat(22), touchpoint, level },
    ...{ answered_at: now, reasons, comment: words, ticket: ticketCode("H20", randomBytes()) },
  }));
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ sent_at: now, feedback });
  const sent = await fetch(`${baseUrl}/v1/feedback`, { method: "POST", headers, body });
  const { receipts } = (await sent.json()) as { receipts: { outcome: string }[] };
  expect(new Set(receipts.map(({ outcome }) => outcome))).toEqual(new Set(["accepted"]));
}

function randomBytes(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(12));
}

/** The officer's hands: every click, key and filled field counts. */
class Officer {
  actions = 0;
  readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  async click(target: Locator): Promise<void> {
    this.actions += 1;
    await target.click();
  }

  async press(key: string): Promise<void> {
    this.actions += 1;
    await this.tab.keyboard.press(key);
  }

  async fill(words: string): Promise<void> {
    this.actions += 1;
    await this.answer.fill(words);
  }

  get answer(): Locator {
    return this.tab.locator("#words");
  }

  get go(): Locator {
    return this.tab.getByRole("button", { name: "Gửi, duyệt, mở tiếp" });
  }

  /** The words of the open comment. */
  words(): Promise<string> {
    return this.tab.locator(".open > .said").innerText();
  }
}

/** What goes wrong at some of the comments, after the answer was written and before it is sent. */
const mishaps: Readonly<Record<number, (officer: Officer) => Promise<void>>> = {
  async 6({ tab, answer }) {
    await tab.reload();
    await answer.waitFor();
  },
  async 12(officer) {
    await officer.tab.context().setOffline(true);
    await officer.click(officer.go);
    await officer.tab.getByText("Không kết nối được máy chủ.").waitFor();
    await officer.tab.context().setOffline(false);
  },
  async 18(officer) {
    const { tab } = officer;
    await tab.evaluate(() => fetch("/v1/session", { method: "DELETE", headers: { "office-session": "1" } }));
    await officer.click(officer.go);
    const dialog = tab.getByRole("dialog");
    await dialog.locator("#key").fill(officerKey);
    await dialog.getByRole("button", { name: "Đăng nhập", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  },
  async 24(officer) {
    const own = await officer.tab.locator(".entry[aria-current=true]").getAttribute("data-id");
    await officer.click(officer.tab.locator(".entry[aria-current=false]").last());
    await officer.tab.locator(`.entry[data-id="${own}"] .draft`).waitFor();
    await officer.click(officer.tab.locator(`.entry[data-id="${own}"]`));
  },
  async 27({ tab }) {
    // The tab was closed, or the browser fell over; the session goes on.
    await tab.goto("about:blank");
    await tab.goBack();
    await tab.locator("#words").waitFor();
  },
};

/** Writes the answer as officers do: a template for thanks, the mouse, or keys alone. Returns by what it is sent. */
async function write(officer: Officer, answer: string, place: number): Promise<"click" | "keys"> {
  if (answer === "Cảm ơn Ông/Bà đã góp ý.") {
    await officer.click(officer.tab.getByRole("button", { name: "Cảm ơn lời khen" }));
    return "click";
  }
  if (place % 3 === 0) {
    await officer.press("r");
    await officer.fill(answer);
    return "keys";
  }
  await officer.fill(answer);
  return "click";
}

async function answerOne(officer: Officer, place: number): Promise<void> {
  const words = await officer.words();
  const row = afternoon.find((one) => one.words === words);
  if (!row) throw new Error(`an unknown comment: ${words}`);
  const by = await write(officer, row.answer, place);
  await mishaps[place]?.(officer);
  expect([place, await officer.answer.inputValue()]).toEqual([place, row.answer]);
  await (by === "keys" && !mishaps[place] ? officer.press("Control+Enter") : officer.click(officer.go));
  const isLast = place === afternoon.length;
  if (isLast) await officer.tab.getByText("Không còn góp ý nào chưa trả lời").waitFor();
  else await officer.tab.waitForFunction(otherWords, words);
}

function otherWords(words: string): boolean {
  const roots = [...document.querySelectorAll("citizen-office")].map(({ shadowRoot }) => shadowRoot);
  const page = roots[0]?.querySelector("office-comments")?.shadowRoot;
  const said = page?.querySelector(".open > .said")?.textContent;
  return said !== undefined && said !== words && page?.querySelector<HTMLTextAreaElement>("#words")?.value === "";
}

test("an afternoon with 30 comments: three actions or fewer for each, and no draft is lost", async () => {
  const { page: tab, complaints } = await openTab(browser, { viewport: { width: 1280, height: 900 } });
  await signInOffice(tab, { baseUrl, key: officerKey, path: "/office/comments/" });
  await tab.locator(".entry").first().waitFor();
  expect(tab.url()).toBe(`${baseUrl}/office/H20/comments`);
  const officer = new Officer(tab);
  const counts: number[] = [];
  await officer.press("j");
  await officer.answer.waitFor();
  for (const [index] of afternoon.entries()) {
    await answerOne(officer, index + 1);
    counts.push(officer.actions);
    officer.actions = 0;
  }
  const sorted = counts.toSorted((a, b) => a - b);
  expect(sorted[15]).toBeLessThanOrEqual(3);
  // Two for a simple answer: write it, or take a template, and press once.
  expect(sorted[0]).toBe(2);
  expect(Math.max(...counts)).toBeLessThanOrEqual(5);
  const { data } = await callOffice<Page<OfficeComment>>(office, `GET /comments?unit=${unit}&limit=100`);
  const told = data.map(({ words, decision, state, replies }) => [
    words,
    decision,
    state,
    replies.map((it) => it.words),
  ]);
  const expected = afternoon.map(({ words, answer }) => [words, "approved", "answered", [answer]]);
  expect(told.toSorted()).toEqual(expected.toSorted());
  expect(await tab.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("desk-draft")))).toEqual(
    [],
  );
  expect(complaints).toEqual([]);
  await tab.context().close();
}, 120_000);
