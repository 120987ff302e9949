import { afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { hasChrome80 } from "../../scripts/chrome-80.mjs";
import type { Device, EnrolmentTicket } from "../../shared/contract/device.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { callOffice } from "../server/office.ts";
import { hostSite } from "./host-site.ts";
import type { OldPage } from "./old-browser.ts";
import { openOldPage } from "./old-browser.ts";
import { readIndex, withMore } from "./read-index.ts";

const baseUrl = inject("baseUrl");
const office = { baseUrl, key: inject("officeKey") };
const index = () => readIndex(baseUrl, inject("officeKey"));
const touchpoint = "H20-7k3m9q2x4t";
const host = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng của xã</title><link rel="icon" href="data:,"></head><body><main><script type="module" src="${baseUrl}/widget/v1/citizen-feedback.js"></script><citizen-feedback touchpoint="${touchpoint}"><a href="${baseUrl}/rate/${touchpoint}">Đánh giá</a></citizen-feedback></main></body></html>`;
const policy = `default-src 'none'; script-src 'self' ${baseUrl}; style-src 'self'; connect-src ${baseUrl}; img-src data:`;

let page: OldPage;

/** Chrome 80 is the oldest browser that docs/embedding.md promises; its only binary is for Linux on x64. */
describe.runIf(hasChrome80)("in Chrome 80", () => {
  beforeEach(async () => {
    page = await openOldPage();
    expect(page.version).toMatch(/\/80\./);
  });
  afterEach(() => page.close());

  /** A face, a reason, a comment, the warning that it has a telephone number in it, and the code. */
  async function rateOnline(): Promise<void> {
    const before = await index();
    const since = new Date().toISOString();
    await page.tap("label", "^Hài lòng");
    await page.tap("label", "Hướng dẫn rõ ràng");
    await expect.poll(index).toEqual(withMore(before, 4));
    await page.tap("button, label", "góp ý|Góp ý");
    await page.tap("textarea");
    await page.type("Rất nhanh, gọi 0912345678");
    const field = "document.querySelector('citizen-feedback').shadowRoot.querySelector('textarea').value";
    expect(await page.evaluate(field)).toContain("Rất nhanh");
    await page.tap("button", "^Gửi$");
    await page.tap("button", "^Vẫn gửi");
    await page.shown(".code", "^H20-");
    const { data } = await callOffice<{ data: { level: number; answered_at: string; comment?: string }[] }>(
      office,
      `GET /feedback?updated_since=${encodeURIComponent(since)}`,
    );
    // A sign that this rating completes also changes older ratings of the same browser.
    const mine = data.filter(({ answered_at }) => answered_at >= since);
    expect(mine).toMatchObject([{ level: 4, comment: "Rất nhanh, gọi [số điện thoại]" }]);
    expect(page.complaints).toEqual([]);
  }

  test("the element on an office's page takes a rating, a reason and a comment", async () => {
    const site = await hostSite({ policy, files: { "/": host } });
    await page.goto(site.origin);
    await rateOnline();
    await site.close();
  });

  test("the check of an office's page says that all is well, and after a change of the policy what refuses", async () => {
    const site = await hostSite({ policy, files: { "/": host } });
    await page.goto(`${site.origin}/?citizen-check`);
    await page.shown(".sum", "^Mọi thứ đều đạt");
    await site.close();
    const strict = await hostSite({
      policy: policy.replace(/connect-src [^;]*/, "connect-src 'self'"),
      files: { "/": host },
    });
    await page.goto(`${strict.origin}/?citizen-check`);
    await page.shown("li.bad", "Dòng chặn: connect-src 'self'");
    await strict.close();
  });

  test("the badge says on an office's page what is published of a unit", async () => {
    const badge = `<script type="module" src="${baseUrl}/widget/v1/citizen-badge.js"></script><citizen-badge touchpoint="${touchpoint}">Số liệu</citizen-badge>`;
    const site = await hostSite({ policy, files: { "/": `<!doctype html><link rel="icon" href="data:,">${badge}` } });
    await page.goto(site.origin);
    await page.shown(".name", "^Phường Cao Lãnh");
    await page.shown("p", "^Chưa có số liệu nào được công bố");
    expect(page.complaints.filter((one) => !one.includes("404"))).toEqual([]);
    await site.close();
  });

  test("the board shows live figures to the office, and draws them", async () => {
    const body = JSON.stringify({
      sent_at: new Date().toISOString(),
      feedback: [makeFeedback(touchpoint, 4, Date.now())],
    });
    await fetch(`${baseUrl}/v1/feedback`, { method: "POST", headers: { "content-type": "application/json" }, body });
    await page.goto(`${baseUrl}/board/H20`);
    await page.tap("summary", "^Dành cho cơ quan");
    await page.tap("input[type=password]");
    await page.type(inject("officeKey"));
    await page.tap("button", "^Xem số liệu trực tiếp");
    await page.shown("#satisfied .big", "%");
    await page.shown("#satisfied svg");
    await page.shown("#know h2");
    // Nothing is published yet, which the server says by a 404.
    expect(page.complaints.filter((one) => !one.includes("404"))).toEqual([]);
  });

  test("the rating page takes a rating, a reason and a comment", async () => {
    await page.goto(`${baseUrl}/rate/${touchpoint}`);
    await rateOnline();
  });

  test("a rating without a network is kept, and sent once the network is back", async () => {
    const before = await index();
    await page.goto(`${baseUrl}/rate/${touchpoint}`);
    await page.shown("label", "Không hài lòng");
    await page.setOffline(true);
    await page.tap("label", "^Không hài lòng");
    await page.shown("[role=status]", "^Đã lưu trên máy, chưa gửi");
    await page.setOffline(false);
    await page.shown("[role=status]", "^Cảm ơn");
    expect(await index()).toEqual(withMore(before, 2));
  });

  test("a kiosk enrols, thanks, sends, and offers reasons and a comment", async () => {
    const kiosk = "H20-kmayd9nhg1";
    const touchpoints = [{ id: kiosk, unit: "29869", channel: "kiosk", name: "Sảnh", from: "2025-07-01" }];
    await callOffice(office, "PUT /touchpoints", { touchpoints });
    const { device, link } = await callOffice<EnrolmentTicket>(office, "POST /devices", {
      touchpoint: kiosk,
      name: "Cũ",
    });
    await page.goto(`${baseUrl}/kiosk/${new URL(link).hash}`);
    await page.tapUntil(["button", "^Ghi danh"], ["button", "^Đã hiểu"]);
    await page.tapUntil(["button", "^Đã hiểu"], ["button.face"]);
    await page.tapUntil(["button.face", "^Rất không hài lòng"], ["button", "góp ý|Góp ý"]);
    await page.shown("button", "chờ|Chờ");
    await vi.waitFor(async () => {
      const { sequence } = await callOffice<Device>(office, `GET /devices/${device}`);
      expect(sequence).toMatchObject({ highest: 1, received: 1, lost: 0 });
    }, 15_000);
    await page.tapUntil(["button", "góp ý|Góp ý"], ["button", "^[aA]$"]);
    expect(page.complaints).toEqual([]);
  });

  test.each([
    "/",
    "/?lang=en",
    "/demo/",
    "/ticket/",
    "/sealed/H20",
    "/office/comments/",
    "/office/sealed/",
    "/methods/",
  ])("the page %s shows its heading, and complains of nothing", async (path) => {
    await page.goto(baseUrl + path);
    await page.shown("h1");
    // The first page asks for the sample province, which is not on this server.
    expect(page.complaints.filter((one) => !one.includes("404"))).toEqual([]);
  });
});
