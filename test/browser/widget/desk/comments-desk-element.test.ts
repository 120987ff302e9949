import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { OfficeComment } from "../../../../shared/contract/comment.ts";
import { fail, ok } from "../../../../shared/result.ts";
import type { AskOffice, OfficeCall } from "../../../../widget/desk/ask-office.ts";
import { CommentsDeskElement } from "../../../../widget/desk/comments-desk-element.ts";
import { clearPage, freshName } from "../rating-page.ts";

afterEach(clearPage);
beforeEach(() => sessionStorage.clear());

const unit = { code: "29869", name: "Phường Cao Lãnh" };
const perPage = 50;

function comment(place: number): OfficeComment {
  return {
    ...{
      id: `c${place}`,
      version: 1,
      feedback: null,
      received_on: "2026-11-24",
      touchpoint: null,
      unit,
      service: null,
    },
    ...{ channel: "portal", level: 2, reasons: [], category: "other", words: `Góp ý số ${place}`, dossier: null },
    ...{ masked: [], like: null, flagged: [], state: "received", decision: null, hide_reason: null, held_for: [] },
    ...{ assigned_to: null, deadline: null, replies: [], rating: null, reopened: false, reopen_why: null },
    ...{ not_a_comment: null, page: null },
  } as unknown as OfficeComment;
}

/** What the office calls its reasons and services. */
const named: Readonly<Record<string, readonly unknown[]>> = {
  forms: [{ reasons: [{ id: "waiting-time", text: { vi: "Chờ lâu mới đến lượt" } }] }],
  services: [{ id: "1.004227", name: "Đăng ký biến động đất đai" }],
};

type Refused = { kind?: string };

/** An office with 120 comments. `refused.kind` is why it refuses each write. */
function anOffice() {
  const comments = Array.from({ length: 120 }, (_, place) => comment(place));
  Object.assign(comments[7] ?? {}, { reasons: ["waiting-time", "gone-since"], service: "1.004227" });
  const writes: OfficeCall[] = [];
  const refused: Refused = {};
  const ask = (async (_holder, call) => {
    const { pathname, searchParams } = new URL(call.line.replace(/^\w+ /, ""), "https://s");
    const [, room, id] = pathname.split("/");
    if (!call.line.startsWith("GET")) {
      writes.push(call);
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (refused.kind) return fail({ kind: refused.kind, pointers: [] });
    }
    if (room === "comments" && id) {
      const found = comments.find((one) => one.id === id) as OfficeComment;
      return ok({ ...found, version: found.version + writes.length });
    }
    const names = room && named[room];
    if (names) return ok({ data: names, meta: { next_cursor: null } });
    if (room !== "comments" || searchParams.get("overdue") === "true")
      return ok({ data: [], meta: { next_cursor: null } });
    const from = Number(searchParams.get("cursor") ?? 0);
    const next_cursor = from + perPage < comments.length ? String(from + perPage) : null;
    return ok({ data: comments.slice(from, from + perPage), meta: { next_cursor } });
  }) as AskOffice;
  return { ask, writes, refused };
}

/** Puts the desk on the page; types the key, and opens it. */
async function openDesk(office: ReturnType<typeof anOffice>): Promise<ShadowRoot> {
  const deps = { ...office, month: "2026-11", storage: sessionStorage, language: "vi", speaks: () => {} } as const;
  const tag = freshName("desk");
  customElements.define(
    tag,
    class extends CommentsDeskElement {
      constructor() {
        super(deps);
      }
    },
  );
  const element = document.body.appendChild(document.createElement(tag));
  await page.getByLabelText("Mã cơ quan").fill("h20");
  await page.getByLabelText("Khóa truy cập").fill("cfk_1");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("Góp ý số 0")).toBeVisible();
  return element.shadowRoot as ShadowRoot;
}

const answer = page.getByLabelText("Câu trả lời", { exact: true });
const inFocus = (root: ShadowRoot): string => root.activeElement?.textContent?.trim() ?? "nothing";

const rowOf = (place: number, note = "") =>
  page.getByRole("button", { name: new RegExp(`${note}\\s*Góp ý số ${place}(?!\\d)`) });

async function read(place: number): Promise<void> {
  await rowOf(place).click();
}

test("a half-written answer survives another comment and a reload, and is gone once it is sent", async () => {
  await page.viewport(1280, 900);
  const office = anOffice();
  await openDesk(office);
  await read(3);
  await answer.fill("Đơn vị đã mở thêm");
  await read(4);
  await expect.element(answer).toHaveValue("");
  await expect.element(rowOf(3, "đang viết dở")).toBeVisible();
  clearPage();
  await openDesk(office);
  await read(3);
  await expect.element(answer).toHaveValue("Đơn vị đã mở thêm");
  await page.getByRole("button", { name: "Gửi trả lời" }).click();
  await expect.element(answer).toHaveValue("");
  expect(office.writes[0]).toMatchObject({ line: "POST /comments/c3/replies", body: { words: "Đơn vị đã mở thêm" } });
  expect(sessionStorage).toHaveLength(0);
});

test("a refused answer stays; a key that has expired gives way to the next one, and the answer is still there", async () => {
  const office = anOffice();
  const root = await openDesk(office);
  const fault = (): string | null | undefined => root.querySelector(".fault")?.textContent;
  await read(3);
  await answer.fill("Đơn vị đã");
  office.refused.kind = "unreachable";
  await page.getByRole("button", { name: "Gửi trả lời" }).click();
  await expect.poll(fault).toBe("Chưa kết nối được. Nội dung đang viết vẫn còn.");
  await expect.element(answer).toHaveValue("Đơn vị đã");
  office.refused.kind = "key-expired";
  await page.getByRole("button", { name: "Gửi trả lời" }).click();
  await expect.poll(fault).toContain("Khóa này đã hết hạn.");
  clearPage();
  await openDesk(office);
  await read(3);
  await expect.element(answer).toHaveValue("Đơn vị đã");
});

test("asks before half-written answers are deleted; nothing of them stays in the tab after that", async () => {
  const root = await openDesk(anOffice());
  await read(3);
  await answer.fill("Đơn vị đã");
  const leave = page.getByRole("button", { name: "Thoát", exact: true });
  await leave.click();
  await expect.poll(() => inFocus(root)).toContain("Còn 1 góp ý có nội dung viết dở.");
  await page.getByRole("button", { name: "Ở lại" }).click();
  await expect.element(answer).toHaveValue("Đơn vị đã");
  await expect.poll(() => inFocus(root)).toBe("Thoát");
  await leave.click();
  await page.getByRole("button", { name: "Xóa và thoát" }).click();
  await expect.element(page.getByLabelText("Khóa truy cập")).toHaveValue("");
  expect(sessionStorage).toHaveLength(0);
});

test("a suggested beginning is put before what is written; the same one may be chosen for the next comment", async () => {
  await page.viewport(1280, 900);
  await openDesk(anOffice());
  const beginning = page.getByLabelText("Câu mở đầu gợi ý");
  for (const place of [3, 4]) {
    await read(place);
    await answer.fill("mở thêm quầy.");
    await beginning.selectOptions("1");
    await expect.element(answer).toHaveValue("Cảm ơn Ông/Bà đã góp ý. Đơn vị đã xem và mở thêm quầy.");
    await expect.element(beginning).toHaveValue("");
  }
});

test("says what came of an act at its button, and the button keeps the focus", async () => {
  await page.viewport(1280, 900);
  const office = anOffice();
  const root = await openDesk(office);
  await read(3);
  const gapOf = async (name: string): Promise<number> => {
    const button = page.getByRole("button", { name, exact: true });
    await button.click();
    const said = page.getByText("Đã ghi nhận.");
    await expect.element(said).toBeInViewport();
    expect(inFocus(root)).toBe(name);
    return said.element().getBoundingClientRect().top - button.element().getBoundingClientRect().bottom;
  };
  await answer.fill("Đơn vị đã mở thêm");
  for (const name of ["Gửi trả lời", "Cho công khai", "Không công khai", "Chuyển đơn vị"]) {
    const gap = await gapOf(name);
    expect([name, gap > 0 && gap < 60]).toEqual([name, true]);
  }
});

test("on a phone the list stands where it was after a comment is closed, and its row has the focus", async () => {
  await page.viewport(390, 800);
  const root = await openDesk(anOffice());
  const row = rowOf(40);
  row.element().scrollIntoView({ block: "start" });
  const before = scrollY;
  expect(before).toBeGreaterThan(1000);
  await row.click();
  await expect.poll(() => inFocus(root)).toBe("Góp ý ngày 24/11/2026");
  await page.getByRole("button", { name: "Về danh sách" }).click();
  await expect.poll(() => inFocus(root)).toContain("Góp ý số 40");
  expect(Math.abs(scrollY - before)).toBeLessThanOrEqual(1);
});

test("beside an open comment the list keeps its place", async () => {
  await page.viewport(1280, 900);
  const root = await openDesk(anOffice());
  const list = root.querySelector(".list") as HTMLElement;
  rowOf(40).element().scrollIntoView({ block: "center" });
  const before = list.scrollTop;
  expect(before).toBeGreaterThan(1000);
  await read(40);
  await expect.element(answer).toBeVisible();
  expect(list.scrollTop).toBe(before);
});

test("is usable by keyboard alone: open, load more, read, answer, leave; and is accessible", async () => {
  await page.viewport(1280, 900);
  const office = anOffice();
  const root = await openDesk(office);
  expect(inFocus(root)).toBe("Trả lời góp ý");
  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 150 && !inFocus(root).includes(name); presses += 1)
      await userEvent.keyboard("{Tab}");
    expect(inFocus(root)).toContain(name);
  };
  await tabTo("Xem thêm");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => root.querySelectorAll(".entry").length).toBe(100);
  await tabTo("Xem thêm");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => inFocus(root)).toContain("Góp ý số 100");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => inFocus(root)).toBe("Góp ý ngày 24/11/2026");
  for (let presses = 0; presses < 9 && root.activeElement?.id !== "words"; presses += 1)
    await userEvent.keyboard("{Tab}");
  await userEvent.keyboard("Da mo them quay");
  await tabTo("Gửi trả lời");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("Đã ghi nhận.")).toBeVisible();
  expect(office.writes.map(({ line }) => line)).toEqual(["POST /comments/c100/replies"]);
  expect(inFocus(root)).toBe("Gửi trả lời");
  expect((await axe.run(root.host)).violations).toEqual([]);
});

test("says level, reasons and service in words, not in the ids of the form; an id that has no name stays", async () => {
  await page.viewport(1280, 900);
  const root = await openDesk(anOffice());
  await read(7);
  await expect.element(page.getByText("Chờ lâu mới đến lượt, gone-since")).toBeVisible();
  const facts = root.querySelector("dl")?.textContent ?? "";
  expect([facts.includes("Đăng ký biến động đất đai"), facts.includes("Không hài lòng")]).toEqual([true, true]);
});
