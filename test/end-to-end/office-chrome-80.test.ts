import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { hasChrome80 } from "../../scripts/chrome-80.mjs";
import { ticketCode } from "../../shared/encodings/check-character.ts";
import { allPages } from "../../widget/office/all-pages.ts";
import { pickOfficeMessages } from "../../widget/office/office-messages.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { type HttpsFront, httpsFront } from "./https-front.ts";
import { type OldPage, openOldPage } from "./old-browser.ts";

const baseUrl = inject("baseUrl");
const rootKey = inject("rootKey");
const agency = "CRM80";
const touchpoint = `${agency}-7k3m9q2x4t`;

let front: HttpsFront;
let page: OldPage;

async function call(line: string, body: unknown, path = `/v1/agencies/${agency}`): Promise<void> {
  const [method = "", rest = ""] = line.split(" ");
  const headers = { authorization: `Bearer ${rootKey}`, "content-type": "application/json" };
  const answer = await fetch(`${baseUrl}${path}${rest}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${line}: ${answer.status} ${await answer.text()}`);
}

/** An agency with published figures of two months, a comment, and four ratings of one browser, which are a sign. */
async function makeAgency(): Promise<void> {
  await call("POST ", { code: agency, name: "Tỉnh Ví Dụ" }, "/v1/agencies");
  const place = { id: touchpoint, unit: agency, channel: "portal", name: "Cổng của tỉnh", from: "2020-01-01" };
  await call("PUT /touchpoints", { touchpoints: [place] });
  const tallies = ["07", "08"].map((month) => ({
    ...{ id: `01900000-0000-7000-8000-0000000000${month}`, unit: agency, question: "overall", service: null },
    ...{ channel: "paper", source: "Sổ", from: `2025-${month}-01`, to: `2025-${month}-31` },
    counts: month === "07" ? [0, 0, 0, 0, 47] : [0, 0, 10, 0, 48],
  }));
  await call("POST /tallies", { tallies });
  await call("POST /publications", {});
  const now = Date.now();
  const feedback = [1, 1, 1, 1].map((level, ago) => {
    const { age_ms: _, ...item } = makeFeedback(touchpoint, level, now - ago * 1000);
    return { ...item, browser_key: "an-old-browser" };
  });
  const words = { comment: "Chờ lâu quá", ticket: ticketCode(agency, new Uint8Array(randomBytes(12))) };
  const sent_at = new Date(now).toISOString();
  await call(
    "POST /feedback",
    { sent_at, feedback: feedback.map((one, at) => (at === 0 ? { ...one, ...words } : one)) },
    "/v1",
  );
}

const goTo = (id: string): Promise<unknown> => page.goto(`${front.origin}/office/${agency}/${id}`);
/** Runs in the page: words of what has the focus, through shadow roots. */
const focusedWords = `(() => {
  let found = document.activeElement;
  while (found.shadowRoot && found.shadowRoot.activeElement) found = found.shadowRoot.activeElement;
  return found.innerText;
})()`;
/** Runs in the page: how far the middle of the frame's dialog is from the window's. */
const offMiddle = `(() => {
  const { top, bottom } = document.querySelector("citizen-office").shadowRoot.querySelector("dialog").getBoundingClientRect();
  return Math.abs(top + bottom - innerHeight) / 2;
})()`;

/** Unlike newer browsers it keeps no `Secure` cookie of `http://localhost`: the office is reached by https, as in a province. */
describe.runIf(hasChrome80)("the office in Chrome 80", () => {
  beforeAll(async () => {
    [front, page] = await Promise.all([httpsFront(baseUrl), openOldPage(), makeAgency()]);
    expect(page.version).toMatch(/\/80\./);
    await goTo("today");
    await page.tap("#key");
    await page.type(rootKey);
    await page.tap("button", "^Đăng nhập$");
    await page.shown("h1", "^Hôm nay");
  });
  afterAll(async () => {
    await page?.close();
    await front?.close();
  });

  test("every page shows its heading and what it loads, and complains of nothing", async () => {
    const say = pickOfficeMessages("vi");
    for (const name of allPages.map(({ id }) => say(`of.page.${id}`))) {
      await page.tap("nav a", `^${name}$`);
      await page.shown("h1", `^${name}`);
      await expect.poll(() => page.isShown("[role=status]", "^Đang tải")).toBe(false);
      expect([name, await page.isShown(".fault"), page.complaints]).toEqual([name, false, []]);
    }
  });

  test("a comment is answered", async () => {
    await goTo("comments");
    await page.tap("button, a", "Chờ lâu quá");
    await page.tap("textarea");
    await page.type("Xin lỗi Ông/Bà.");
    await page.tap("button", "^Gửi trả lời$");
    await page.shown("p, div", "^Đã gửi câu trả lời");
    expect(page.complaints).toEqual([]);
  });

  test("a dialog stays in the middle of the window while it grows, and gives the focus back", async () => {
    await goTo("settings");
    await page.tap("button", "^Các phiên của tôi$");
    await page.shown("dialog li");
    expect(await page.evaluate(offMiddle)).toBeLessThan(2);
    await page.evaluate("scrollBy(0, 200)");
    expect(await page.evaluate(offMiddle)).toBeLessThan(2);
    await page.tap("dialog button", "^Đóng$");
    await expect.poll(() => page.evaluate(focusedWords)).toBe("Các phiên của tôi");
    expect(page.complaints).toEqual([]);
  });

  test("a sign's evidence is drawn and counted", async () => {
    await goTo("signs");
    await page.tap("button", "^Xem bằng chứng");
    await page.shown("figure svg");
    await page.shown("caption", "^Tỷ lệ hài lòng khi tính");
    expect(page.complaints).toEqual([]);
  });

  test("the board shows published figures, and computes their change", async () => {
    await page.goto(`${front.origin}/board/${agency}?period=2025-08`);
    await page.shown("#satisfied .big", "^82,76%");
    await page.shown("#satisfied li", "^Thấp hơn tháng 07/2025: 17,24 điểm phần trăm");
    expect(page.complaints).toEqual([]);
  });
});
