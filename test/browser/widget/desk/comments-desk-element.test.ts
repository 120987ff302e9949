import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { CommentsDeskElement } from "../../../../widget/desk/comments-desk-element.ts";
import { list, refusal } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";
import { deskComment, type FakeDesk, fakeDesk, showDesk } from "./fake-desk.ts";

afterEach(clearPage);
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 900);
});

async function openDesk(office: FakeDesk = fakeDesk(), more: Parameters<typeof showDesk>[1] = {}): Promise<ShadowRoot> {
  const { root } = showDesk(office, more);
  await expect.poll(() => root.querySelectorAll(".entry").length).toBeGreaterThan(0);
  return root;
}

const answer = page.getByLabelText("Câu trả lời", { exact: true });
const button = (name: string) => page.getByRole("button", { name, exact: true });
const inFocus = (root: ShadowRoot): string => root.activeElement?.textContent?.trim() ?? "nothing";
const openWords = (root: ShadowRoot): string => root.querySelector(".open > .said")?.textContent ?? "";

const rowOf = (place: number, note = "") =>
  page.getByRole("button", { name: new RegExp(`${note}\\s*Góp ý số ${place}(?!\\d)`) });

async function read(place: number): Promise<void> {
  await rowOf(place).click();
}

describe("a half-written answer", () => {
  test("survives another comment and a reload, and is gone once it is sent", async () => {
    const office = fakeDesk();
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
    await button("Gửi trả lời").click();
    await expect.element(answer).toHaveValue("");
    expect(office.writes[0]).toMatchObject({ line: "POST /comments/c3/replies", body: { words: "Đơn vị đã mở thêm" } });
    expect(localStorage).toHaveLength(0);
  });

  test("stays where the network or the session fails, with the reason at the button", async () => {
    const office = fakeDesk();
    const root = await openDesk(office);
    const fault = (): string => root.querySelector(".open .fault")?.textContent ?? "";
    await read(3);
    await answer.fill("Đơn vị đã");
    office.refused = { problem: null };
    await button("Gửi trả lời").click();
    await expect.poll(fault).toContain("Không kết nối được máy chủ.");
    await expect.element(answer).toHaveValue("Đơn vị đã");
    office.refused = { problem: refusal("session-ended", { status: 401 }) };
    await button("Gửi trả lời").click();
    await expect.poll(fault).toContain("Phiên làm việc đã hết.");
    await expect.element(answer).toHaveValue("Đơn vị đã");
  });

  test("is discarded by a button and brought back by the next; all are discarded only after a question", async () => {
    const root = await openDesk();
    await read(3);
    await answer.fill("Đơn vị đã");
    await button("Bỏ bản viết dở").click();
    await expect.element(answer).toHaveValue("");
    await button("Lấy lại").click();
    await expect.element(answer).toHaveValue("Đơn vị đã");
    await button("Bỏ mọi bản viết dở").click();
    await expect.poll(() => root.querySelector("dialog")?.textContent).toContain("Bỏ 1 bản viết dở?");
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => inFocus(root)).toBe("Bỏ mọi bản viết dở");
    await button("Bỏ mọi bản viết dở").click();
    await page.getByRole("dialog").getByRole("button", { name: "Bỏ mọi bản viết dở" }).click();
    await expect.element(answer).toHaveValue("");
    expect(localStorage).toHaveLength(0);
  });

  test("of somebody else is not shown", async () => {
    const office = fakeDesk();
    await openDesk(office);
    await read(3);
    await answer.fill("Đơn vị đã");
    clearPage();
    office.session = { id: "m2" };
    const root = await openDesk(office);
    await read(3);
    await expect.element(answer).toHaveValue("");
    expect(root.querySelector(".unsent")).toBeNull();
  });
});

describe("a template of answers", () => {
  test("is put before what is written, with its first place selected; the same one may be chosen for the next comment", async () => {
    const root = await openDesk();
    for (const place of [3, 4]) {
      await read(place);
      await answer.fill("Mời Ông/Bà ghé lại.");
      await button("Cảm ơn").click();
      await expect
        .element(answer)
        .toHaveValue("Cảm ơn Ông/Bà đã góp ý. Đơn vị đã xem và [việc đã làm]. Mời Ông/Bà ghé lại.");
      const field = root.activeElement as HTMLTextAreaElement;
      expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("[việc đã làm]");
    }
  });

  test("is not sent while one of its places is left", async () => {
    const office = fakeDesk();
    const root = await openDesk(office);
    await read(3);
    await button("Cảm ơn").click();
    await button("Gửi, duyệt, mở tiếp").click();
    await expect.poll(() => root.querySelector(".open .fault")?.textContent).toContain("[việc đã làm]");
    expect(office.writes).toEqual([]);
    await expect.poll(() => root.activeElement?.id).toBe("words");
    await userEvent.keyboard("mở thêm quầy");
    await expect.element(answer).toHaveValue("Cảm ơn Ông/Bà đã góp ý. Đơn vị đã xem và mở thêm quầy.");
  });

  test("of the agency is written on the page, comes first, and is removed after a question", async () => {
    const office = fakeDesk();
    const root = await openDesk(office);
    await button("Mẫu trả lời").click();
    await button("Thêm mẫu").click();
    await expect.poll(() => root.activeElement?.id).toBe("template-title");
    await page.getByLabelText("Tên mẫu").fill("Giờ làm việc");
    await page.getByLabelText("Nội dung mẫu").fill("Trung tâm mở cửa từ 7 giờ 30 [đến].");
    await button("Lưu mẫu").click();
    await expect.poll(() => inFocus(root)).toBe("Đã lưu mẫu.");
    expect((await axe.run(root.host)).violations).toEqual([]);
    const saved = { unit: "H20", title: "Giờ làm việc", words: "Trung tâm mở cửa từ 7 giờ 30 [đến]." };
    expect(office.writes[0]).toMatchObject({ line: "PUT /answer-templates", body: { templates: [saved] } });
    await button("Danh sách").click();
    await read(3);
    await button("Giờ làm việc").click();
    await expect.element(answer).toHaveValue(saved.words);
    await button("Mẫu trả lời").click();
    await button("Bỏ mẫu “Giờ làm việc”").click();
    await page.getByRole("dialog").getByRole("button", { name: "Bỏ mẫu “Giờ làm việc”" }).click();
    await expect.poll(() => office.writes[1]?.body).toMatchObject({ templates: [{ words: null }] });
  });
});

describe("send, approve, open the next", () => {
  test("is one press; the next comment has the focus, and says above its words what came of the one before", async () => {
    const office = fakeDesk();
    const root = await openDesk(office);
    await read(3);
    await answer.fill("Đơn vị đã mở thêm quầy");
    await button("Gửi, duyệt, mở tiếp").click();
    await expect.poll(() => openWords(root)).toBe("Góp ý số 4");
    expect(office.writes.map(({ line, match }) => [line, match])).toEqual([
      ["POST /comments/c3/replies", '"1"'],
      ["PATCH /comments/c3", '"2"'],
    ]);
    const told = root.querySelector("[data-sent]") as HTMLElement;
    await expect.poll(() => told.textContent).toContain("Đã gửi câu trả lời và cho công khai góp ý.");
    expect(told.getBoundingClientRect().top).toBeGreaterThan(0);
    expect(inFocus(root)).toBe("Góp ý ngày 24/11/2026");
    await button("Xem lại góp ý vừa trả lời").click();
    await expect.poll(() => openWords(root)).toBe("Góp ý số 3");
  });

  test("is Ctrl and Enter in the answer, too", async () => {
    const office = fakeDesk();
    const root = await openDesk(office);
    await read(3);
    await answer.fill("Đơn vị đã mở thêm quầy");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.poll(() => openWords(root)).toBe("Góp ý số 4");
  });
});

test("says what came of an act at its button, and the button keeps the focus", async () => {
  const root = await openDesk();
  await read(3);
  const gapOf = async (name: string, said: string): Promise<number> => {
    await button(name).click();
    const told = page.getByText(said, { exact: true });
    await expect.element(told).toBeInViewport();
    expect(inFocus(root)).toBe(name);
    return told.element().getBoundingClientRect().top - button(name).element().getBoundingClientRect().bottom;
  };
  await answer.fill("Đơn vị đã mở thêm");
  const acts = ["Cho công khai", "Không công khai", "Chuyển đơn vị", "Kết thúc"];
  for (const [name, said] of [["Gửi trả lời", "Đã gửi câu trả lời."], ...acts.map((act) => [act, "Đã ghi nhận."])]) {
    const gap = await gapOf(name ?? "", said ?? "");
    expect([name, gap > 0 && gap < 60]).toEqual([name, true]);
  }
});

test("shows at the button what somebody else did meanwhile; the draft stays and goes with the next press", async () => {
  const office = fakeDesk();
  const root = await openDesk(office);
  await read(3);
  await answer.fill("Đơn vị đã mở thêm");
  const reply = { id: "r9", on: "2026-11-29", unit: { code: "So", name: "Sở" }, words: "Đã báo Sở", is_public: true };
  const theirs = deskComment(3, { version: 5, state: "answered", replies: [reply] });
  office.comments[3] = theirs;
  office.refused = { problem: refusal("stale-version", { status: 412, comment: theirs }) };
  await button("Gửi, duyệt, mở tiếp").click();
  const news = (): string => root.querySelector("#news")?.textContent?.replaceAll(/\s+/g, " ") ?? "";
  await expect.poll(news).toContain("Trạng thái: trước là “Đã nhận”, nay là “Đã trả lời”");
  expect(news()).toContain("Câu trả lời mới của Sở: Đã báo Sở");
  await expect.element(answer).toHaveValue("Đơn vị đã mở thêm");
  office.refused = null;
  await button("Gửi, duyệt, mở tiếp").click();
  await expect.poll(() => openWords(root)).toBe("Góp ý số 4");
  expect(office.writes.at(-2)).toMatchObject({ line: "POST /comments/c3/replies", match: '"5"' });
});

describe("many at once", () => {
  test("are approved after a question, with a count, and what fails says why and stays selected", async () => {
    const office = fakeDesk();
    const root = await openDesk(office);
    for (const place of [1, 2, 3])
      await page.getByRole("checkbox", { name: `Chọn: Góp ý số ${place}`, exact: true }).click();
    await expect.element(page.getByText("Đã chọn 3 góp ý")).toBeVisible();
    await button("Cho công khai 3 góp ý").click();
    const sure = page.getByRole("dialog").getByRole("button", { name: "Cho công khai 3 góp ý" });
    office.refused = { problem: refusal("state-unfit"), of: "c2" };
    await sure.click();
    await expect.element(page.getByText("Đã làm 2/3 góp ý.")).toBeVisible();
    await expect.element(page.getByText("Góp ý số 2: Ở bước hiện tại không làm được việc này.")).toBeVisible();
    await expect.element(page.getByText("Đã chọn 1 góp ý")).toBeVisible();
    expect((await axe.run(root.host)).violations).toEqual([]);
  });

  test("are done: the focus is where it is said", async () => {
    const root = await openDesk();
    await page.getByRole("checkbox", { name: "Chọn: Góp ý số 1", exact: true }).click();
    await button("Cho công khai 1 góp ý").click();
    await page.getByRole("dialog").getByRole("button", { name: "Cho công khai 1 góp ý" }).click();
    await expect.poll(() => inFocus(root)).toBe("Đã làm 1/1 góp ý.");
  });

  test("are assigned to one unit", async () => {
    const office = fakeDesk();
    await openDesk(office);
    await page.getByRole("checkbox", { name: "Chọn mọi góp ý đang hiện" }).click();
    await button("Chuyển 40 góp ý").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox").fill("xay dung");
    await userEvent.keyboard("{Enter}");
    await dialog.getByRole("button", { name: "Chuyển 40 góp ý" }).click();
    await expect.element(page.getByText("Đang làm", { exact: false })).toBeVisible();
    await button("Dừng").click();
    await expect.element(page.getByText("Đã dừng.", { exact: false })).toBeVisible();
    expect(office.writes[0]).toMatchObject({ line: "PATCH /comments/c0", body: { state: "assigned", unit: "So" } });
    expect(office.writes.length).toBeLessThan(40);
  });
});

test("says before it is assigned that a comment for somebody else's unit goes to the one above, and asks for a reason", async () => {
  const office = fakeDesk();
  office.session = { unit: "29869" };
  await openDesk(office);
  const outside = page.getByText(/^Ngoài phạm vi của Ông\/Bà/);
  await page.getByRole("checkbox", { name: "Chọn: Góp ý số 1", exact: true }).click();
  await button("Chuyển 1 góp ý").click();
  const dialog = page.getByRole("dialog");
  const send = dialog.getByRole("button", { name: "Chuyển 1 góp ý" });
  await dialog.getByRole("combobox").fill("xay dung");
  await userEvent.keyboard("{Enter}");
  await expect.element(outside).toBeVisible();
  await expect.element(send).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabelText(/^Lý do/).fill("Việc của Sở");
  await send.click();
  await expect
    .poll(() => office.writes.map(({ body }) => body))
    .toEqual([{ state: "assigned", unit: "So", why: "Việc của Sở" }]);
  await expect.element(page.getByText("Đã làm 1/1 góp ý.")).toBeVisible();
  await expect.element(outside).not.toBeInTheDocument();
});

describe("keys", () => {
  test("j and k open the next and the one before, r writes, a approves, h goes to the reason for hiding, Escape leaves a field", async () => {
    const office = fakeDesk();
    const root = await openDesk(office);
    const press = (keys: string) => userEvent.keyboard(keys);
    await press("j");
    await expect.poll(() => openWords(root)).toBe("Góp ý số 0");
    await press("jj");
    await expect.poll(() => openWords(root)).toBe("Góp ý số 2");
    await press("k");
    await expect.poll(() => openWords(root)).toBe("Góp ý số 1");
    await press("a");
    await expect.poll(() => office.writes).toMatchObject([{ line: "PATCH /comments/c1", body: { state: "approved" } }]);
    await press("h");
    await expect.poll(() => root.activeElement?.id).toBe("hide-reason");
    (root.activeElement as HTMLElement).blur();
    await press("r");
    await expect.poll(() => root.activeElement?.id).toBe("words");
    await press("jkrah");
    await expect.element(answer).toHaveValue("jkrah");
    expect([openWords(root), office.writes.length]).toEqual(["Góp ý số 1", 1]);
    await press("{Escape}j");
    await expect.poll(() => openWords(root)).toBe("Góp ý số 2");
    await expect.element(rowOf(1, "đang viết dở")).toBeVisible();
  });

  test("are listed on the page, and can be switched off for good", async () => {
    const office = fakeDesk();
    const root = await openDesk(office);
    expect([...root.querySelectorAll(".keys li kbd")].map((key) => key.textContent)).toEqual(["j", "k", "r", "a", "h"]);
    await page.getByRole("checkbox", { name: "Dùng phím tắt một chữ" }).click();
    clearPage();
    const again = await openDesk(office);
    await read(3);
    await userEvent.keyboard("j");
    expect(openWords(again)).toBe("Góp ý số 3");
  });
});

describe("the list", () => {
  test("has overdue comments first, marked by words, colour and a shape; level, reason, channel and unit in words", async () => {
    const office = fakeDesk({ late: 2 });
    Object.assign(office.comments[0] ?? {}, { reasons: ["waiting-time", "gone-since"] });
    const root = await openDesk(office);
    const first = root.querySelector(".entry") as HTMLElement;
    await expect
      .poll(() => first.innerText.replaceAll(/\s+/g, " "))
      .toBe(
        "Quá hạn: hạn 20/11/2026 Đã nhận Góp ý số 0 Không hài lòng · Chờ lâu mới đến lượt · gone-since Phường Cao Lãnh · mã QR · nhận 24/11/2026",
      );
    const late = first.querySelector(".late") as HTMLElement;
    expect(late.querySelector("svg path")).not.toBeNull();
    const colour = getComputedStyle(late).color;
    expect(colour).not.toBe(getComputedStyle(first.querySelector(".state") as HTMLElement).color);
    await read(0);
    await expect.element(page.getByText("Chờ lâu mới đến lượt, gone-since")).toBeVisible();
  });

  test("keeps its place beside an open comment, and each scrolls by itself", async () => {
    const root = await openDesk();
    const list = root.querySelector(".list") as HTMLElement;
    rowOf(30).element().scrollIntoView({ block: "center" });
    const before = list.scrollTop;
    expect(before).toBeGreaterThan(1000);
    await read(30);
    await expect.element(answer).toBeVisible();
    expect(Math.abs(list.scrollTop - before)).toBeLessThanOrEqual(1);
    const open = root.querySelector(".open") as HTMLElement;
    open.scrollTop = 200;
    expect([open.scrollTop > 100, Math.abs(list.scrollTop - before) <= 1]).toEqual([true, true]);
  });

  test("on a phone stands where it was after a comment is closed, and its row has the focus", async () => {
    await page.viewport(360, 740);
    const root = await openDesk();
    const row = rowOf(30);
    row.element().scrollIntoView({ block: "start" });
    const before = scrollY;
    expect(before).toBeGreaterThan(1000);
    await row.click();
    await expect.poll(() => inFocus(root)).toBe("Góp ý ngày 24/11/2026");
    await button("Về danh sách").click();
    await expect.poll(() => inFocus(root)).toContain("Góp ý số 30");
    expect(Math.abs(scrollY - before)).toBeLessThanOrEqual(1);
  });

  test("keeps the open comment, the filter and the part in the address, and takes them from there", async () => {
    const office = fakeDesk();
    const { root, state } = showDesk(office, { query: { id: "c5", state: "all" } });
    await (root.host as CommentsDeskElement).updateComplete;
    // Also while it is loaded: somebody may reload meanwhile.
    expect(state()).toEqual({ id: "c5", state: "all" });
    await expect.poll(() => openWords(root)).toBe("Góp ý số 5");
    await read(6);
    await expect.poll(state).toEqual({ id: "c6", state: "all" });
    await button("Mẫu trả lời").click();
    await expect.poll(state).toEqual({ view: "templates", state: "all" });
    clearPage();
    showDesk(office, { query: state() as Record<string, string> });
    await expect.element(button("Thêm mẫu")).toBeVisible();
  });

  test("is what Back leads to from a comment, however many were opened since, and from another part", async () => {
    const { root, steps } = showDesk(fakeDesk());
    await expect.element(rowOf(3)).toBeVisible();
    await read(3);
    await read(4);
    await expect.poll(() => openWords(root)).toBe("Góp ý số 4");
    expect(steps).toEqual([{}]);
    await button("Mẫu trả lời").click();
    await expect.element(button("Thêm mẫu")).toBeVisible();
    expect(steps).toEqual([{}, { id: "c4" }]);
  });
});

test("tells a comment's history in words, by names where there are any", async () => {
  const office = fakeDesk();
  const entry = { id: 1, at: "2026-11-24T17:30:00.000Z", on: "c3", before: null, after: null, why: null };
  office.answers["GET /audit"] = list([
    { ...entry, what: "comment.held", by: "server", by_name: null, why: "masked, link" },
    { ...entry, what: "comment.approved", by: "m2", by_name: "Trần Thị Bình" },
    { ...entry, what: "comment.assigned", by: "m1", by_name: "Lan", why: "nhầm đơn vị" },
  ]);
  const root = await openDesk(office);
  await read(3);
  await page.getByText("Quá trình xử lý").click();
  const lines = (): string[] =>
    [...root.querySelectorAll<HTMLElement>(".history li")].map((one) => one.innerText.replaceAll(/\s+/g, " "));
  await expect
    .poll(lines)
    .toEqual([
      "25/11/2026: Đang giữ lại để xem (hệ thống) có thông tin đã che, có liên kết",
      "25/11/2026: Đã duyệt (Trần Thị Bình)",
      "25/11/2026: Đã chuyển đơn vị (Ông/Bà) nhầm đơn vị",
    ]);
});

test("says who sees which comments and when, and draws no button that somebody may not press", async () => {
  const office = fakeDesk();
  office.session = { unit: "29869", scopes: ["comments:read"] };
  const root = await openDesk(office);
  expect(root.querySelector(".seen")?.textContent).toContain("Góp ý viết tại kiosk và quầy hiện từ ngày hôm sau");
  await read(3);
  await expect.poll(() => openWords(root)).toBe("Góp ý số 3");
  expect(root.querySelector("textarea, .pick, #hide-reason, #unit, details.history")).toBeNull();
  clearPage();
  office.session = { unit: "So", scopes: ["comments:read", "comments:write"] };
  const unit = await openDesk(office);
  await read(3);
  // It was sent to them from another unit: they answer, and do not decide what the public sees.
  await expect.element(button("Gửi, mở tiếp")).toBeVisible();
  expect(unit.querySelector("#hide-reason, #not-a-comment")).toBeNull();
});

test("is usable by keyboard alone: load more, read, answer; and is accessible", async () => {
  const office = fakeDesk();
  const root = await openDesk(office);
  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 250 && !inFocus(root).includes(name); presses += 1)
      await userEvent.keyboard("{Tab}");
    expect(inFocus(root)).toContain(name);
  };
  await tabTo("Xem thêm");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => root.querySelectorAll(".entry").length).toBe(80);
  await tabTo("Xem thêm");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => inFocus(root)).toContain("Góp ý số 80");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => inFocus(root)).toBe("Góp ý ngày 24/11/2026");
  for (let presses = 0; presses < 9 && root.activeElement?.id !== "words"; presses += 1)
    await userEvent.keyboard("{Tab}");
  await userEvent.keyboard("Da mo them quay");
  await tabTo("Gửi trả lời");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("Đã gửi câu trả lời.", { exact: true })).toBeVisible();
  expect(office.writes.map(({ line }) => line)).toEqual(["POST /comments/c80/replies"]);
  expect(inFocus(root)).toBe("Gửi trả lời");
  expect((await axe.run(root.host)).violations).toEqual([]);
});

test("unbreakable words, 2,000 lines, joiners and right-to-left text neither widen the page nor bury the answer", async () => {
  const office = fakeDesk();
  const texts = [
    "x".repeat(4000),
    Array.from({ length: 1999 }, () => "a").join("\n"),
    `X${"\u200d".repeat(1500)}Y ${"👩\u200d".repeat(700)}👩`,
    `${"\u05d0\u05d1\u05d2 ".repeat(500)}(abc) ${"\u202e".repeat(3)}evil`,
  ];
  for (const [place, words] of texts.entries()) Object.assign(office.comments[place] ?? {}, { words });
  for (const width of [360, 1280]) {
    await page.viewport(width, 800);
    const root = await openDesk(office);
    for (const [place] of texts.entries()) {
      root.querySelector<HTMLElement>(`[data-id="c${place}"]`)?.click();
      await expect.poll(() => openWords(root)).toBe(texts[place]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
      const open = root.querySelector(".open") as HTMLElement;
      expect(open.scrollWidth).toBeLessThanOrEqual(open.clientWidth);
      expect((root.querySelector(".open > .said") as HTMLElement).clientHeight).toBeLessThanOrEqual(800 * 0.6 + 1);
      if (width === 360) await button("Về danh sách").click();
    }
    for (const gist of root.querySelectorAll(".gist")) expect(gist.clientHeight).toBeLessThanOrEqual(80);
    clearPage();
  }
});
