import { randomUUID } from "node:crypto";
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import type { Page } from "../../shared/contract/list.ts";
import { callOffice } from "../server/office.ts";
import { type Looking, type Seen, type Surface, surfacesOf } from "./comment-surfaces.ts";
import { type HostSite, hostSite } from "./host-site.ts";
import { openBrowser, openTab } from "./open-browser.ts";
import { signInOffice } from "./sign-in-office.ts";

const baseUrl = inject("baseUrl");
const officeKey = inject("officeKey");
const touchpoint = "H20-c0mmentz1f";
// Its own unit, because a digest names only the largest groups of a unit.
const unit = "29884";
const page = "tin-7";
const secret = "0912 345 678";
const rest = "cho biết khi nào có người trực, vì tôi đã đến ba lần mà lần nào cũng phải ra về, rất mất thời gian";
const written = `Quầy số ba vắng người, xin gọi ${secret} ${rest}`;
const kept = `Quầy số ba vắng người, xin gọi [số điện thoại] ${rest}`;
const answer = "Từ ngày mai quầy số ba có hai người trực";

let browser: Browser;
let site: HostSite;
let look: Looking;
let ticket = "";

beforeAll(async () => {
  const office = { baseUrl, key: officeKey };
  const place = { unit, channel: "portal", name: "Trang tin", from: "2025-07-01", comments: "published" };
  await callOffice(office, "PUT /touchpoints", { touchpoints: [{ ...place, id: touchpoint }] });
  const reader = { name: "Chỉ đọc", scopes: ["comments:read"], unit };
  const { key: readerKey } = await callOffice<{ key: string }>(office, "POST /keys", reader);
  const script = (name: string): string => `<script type="module" src="${baseUrl}/widget/v1/${name}.js"></script>`;
  const at = `touchpoint="${touchpoint}" page="${page}"`;
  site = await hostSite({
    policy: `default-src 'none'; script-src ${baseUrl}; connect-src ${baseUrl}`,
    files: {
      "/": `<!doctype html><meta charset="utf-8"><title>Tin</title>${script("citizen-feedback")}${script("citizen-comments")}
        <citizen-feedback ${at}></citizen-feedback>`,
      "/comments": `<!doctype html><meta charset="utf-8"><title>Tin</title>${script("citizen-comments")}
        <citizen-comments ${at}></citizen-comments>`,
    },
  });
  browser = await openBrowser();
  look = {
    ...{ browser, baseUrl, hostPage: `${site.origin}/comments`, touchpoint, page, ticket: "", officeKey, readerKey },
    ...{ month: "", words: kept, answer, secret },
  };
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

const nobody = "-";
/** The columns of the table. */
const columns: readonly Surface[] = [
  "element",
  "public API",
  "ticket page",
  "office API",
  "reader's API",
  "office CSV",
  "reader's CSV",
  "office XLSX",
  "reader's XLSX",
  "office digest",
  "reader's digest",
];
const all: Seen = "words, answer";
const table: Readonly<Record<string, readonly Seen[]>> = {
  held: [nobody, nobody, "words", "words", nobody, "words", nobody, "words", nobody, "words", nobody],
  approved: ["words", "words", "words", "words", "words", "words", "words", "words", "words", "words", "words"],
  assigned: ["words", "words", "words", "words", "words", "words", "words", "words", "words", "words", "words"],
  answered: [all, all, all, all, all, "words", "words", "words", "words", "words", "words"],
  rated: [all, all, all, all, all, "words", "words", "words", "words", "words", "words"],
  reopened: [all, all, all, all, all, "words", "words", "words", "words", "words", "words"],
  hidden: [nobody, nobody, all, all, all, "words", "words", "words", "words", "words", "words"],
  withdrawn: columns.map(() => nobody),
};

async function expectSurfaces(step: keyof typeof table): Promise<void> {
  const expected = Object.fromEntries(columns.map((surface, place) => [surface, table[step]?.[place]]));
  expect({ step, ...(await surfacesOf(look)) }).toEqual({ step, ...expected });
}

async function ownRow(): Promise<OfficeComment> {
  const { data } = await callOffice<Page<OfficeComment>>({ baseUrl, key: officeKey }, "GET /comments?limit=1000");
  const own = data.find((row) => row.page === page);
  if (!own) throw new Error("the comment is not there");
  return own;
}

/** Sends a similar comment from another page, which nobody decides on. Digests group the two. */
async function sendTwin(): Promise<void> {
  const id = randomUUID().replace(/^(.{14})4/, "$17");
  const now = new Date().toISOString();
  const item = { id, revision: 1, amend_key: "A".repeat(22), touchpoint, answered_at: now, level: 2, page: "tin-8" };
  const body = JSON.stringify({
    sent_at: now,
    feedback: [{ ...item, comment: `Thưa, ${written.replace("Quầy", "quầy")}`, ticket: "H20-7K3M9Q2XHW4TP" }],
  });
  const sent = await fetch(`${baseUrl}/v1/feedback`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json" },
  });
  expect(((await sent.json()) as { receipts: unknown[] }).receipts).toMatchObject([{ outcome: "accepted" }]);
}

async function openDesk(): Promise<Tab> {
  const { page: desk, complaints } = await openTab(browser, { viewport: { width: 1280, height: 900 } });
  desk.on("close", () => expect(complaints).toEqual([]));
  // The list begins with what is due first; other comments of the agency may fill its first page.
  await signInOffice(desk, { baseUrl, key: officeKey, path: `/office/H20/comments?unit=${unit}` });
  await desk.locator(`[data-id="${(await ownRow()).id}"]`).click();
  await desk.locator(".open > .said").getByText(kept).waitFor();
  return desk;
}

async function press(desk: Tab, name: string, said = "Đã ghi nhận."): Promise<void> {
  await desk.getByRole("button", { name, exact: true }).click();
  await desk.getByText(said, { exact: true }).waitFor();
}

async function openTicket(): Promise<Tab> {
  const { page: tab } = await openTab(browser, { viewport: { width: 360, height: 740 } });
  await tab.goto(`${baseUrl}/ticket/#${ticket}`);
  await tab.locator("#state").waitFor();
  expect(tab.url()).toBe(`${baseUrl}/ticket/`);
  return tab;
}

test("a comment's life: at each step every surface shows what the table says, and nobody reads what was masked", async () => {
  const portal = await openTab(browser, { viewport: { width: 360, height: 740 } });
  await portal.page.goto(site.origin);
  await portal.page.getByRole("radio", { name: /^Không hài lòng/ }).check();
  await portal.page.getByRole("textbox").fill(written);
  await portal.page.getByRole("button", { name: "Gửi", exact: true }).click();
  await portal.page.getByText("Góp ý có số điện thoại").waitFor();
  await portal.page.getByRole("button", { name: "Vẫn gửi" }).click();
  await portal.page.getByText(/Đơn vị sẽ trả lời chậm nhất ngày \d\d\/\d\d\/\d{4}\./).waitFor();
  await portal.page.getByText("Đã che trước khi lưu: số điện thoại.").waitFor();
  ticket = ((await portal.page.locator(".code").textContent()) ?? "").replaceAll(" ", "");
  expect(portal.complaints).toEqual([]);
  await portal.context.close();
  await sendTwin();
  const { received_on, state, held_for } = await ownRow();
  expect({ state, held_for }).toEqual({ state: "held", held_for: ["masked"] });
  look = { ...look, ticket, month: received_on.slice(0, 7) };
  await expectSurfaces("held");

  const desk = await openDesk();
  await press(desk, "Cho công khai");
  await expectSurfaces("approved");

  await desk.locator("#unit").fill(unit);
  await desk.locator("#unit").press("Enter");
  await press(desk, "Chuyển đơn vị");
  await expectSurfaces("assigned");

  await desk.getByLabel("Câu trả lời", { exact: true }).fill(answer);
  await desk.locator("[data-preview]").getByText(answer).waitFor();
  await press(desk, "Gửi trả lời", "Đã gửi câu trả lời.");
  await expectSurfaces("answered");

  const holder = await openTicket();
  await holder.getByRole("radio", { name: "Có ích", exact: true }).check();
  await holder.getByRole("button", { name: "Gửi", exact: true }).click();
  await holder.getByText("Ông/Bà đã đánh giá câu trả lời: Có ích.").waitFor();
  expect((await ownRow()).rating).toBe(4);
  await expectSurfaces("rated");

  await holder.getByText("Gửi lại cho đơn vị (một lần)").click();
  await holder.getByLabel("Điều gì còn chưa được giải quyết?").fill("Hôm nay quầy vẫn vắng");
  await holder.getByRole("button", { name: "Gửi lại cho đơn vị", exact: true }).click();
  await holder.getByRole("heading", { name: "Đã chuyển đơn vị trả lời" }).waitFor();
  expect(await ownRow()).toMatchObject({ state: "assigned", reopened: true, reopen_why: "Hôm nay quầy vẫn vắng" });
  await expectSurfaces("reopened");

  // The desk still shows the old state. Someone who decides on it is told so, and keeps what they wrote.
  await desk.getByLabel(/^Lý do \(/).fill("Có tên người khác trong lời góp ý");
  await desk.getByRole("button", { name: "Không công khai", exact: true }).click();
  await desk.getByText("Người khác vừa thay đổi góp ý này.").waitFor();
  expect(await desk.getByLabel(/^Lý do \(/).inputValue()).toBe("Có tên người khác trong lời góp ý");
  await desk.getByText("Hôm nay quầy vẫn vắng").waitFor();
  await press(desk, "Không công khai");
  await desk.context().close();
  await expectSurfaces("hidden");
  await holder.reload();
  await holder.goto(`${baseUrl}/ticket/#${ticket.toLowerCase()}`);
  await holder.getByText("Không công khai vì: có thông tin cá nhân.").waitFor();

  await holder.getByText("Rút góp ý", { exact: true }).click();
  await holder.getByText("Nội dung sẽ bị xóa và không lấy lại được").waitFor();
  await holder.getByRole("button", { name: "Rút, xóa nội dung" }).click();
  await holder.getByRole("heading", { name: "Đã rút", exact: true }).waitFor();
  await holder.context().close();
  await expectSurfaces("withdrawn");
});
