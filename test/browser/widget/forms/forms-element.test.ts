import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Locator, page, userEvent } from "vitest/browser";
import type { GivenForm } from "../../../../shared/contract/form.ts";
import type { Session } from "../../../../shared/contract/session.ts";
import { memoryStorage } from "../../../fixtures/memory-storage.ts";
import { refusal } from "../fake-office.ts";
import { faultsOf } from "../office/office-stage.ts";
import { clearPage } from "../rating-page.ts";
import { type FormsServer, formsServer, hall, openForms } from "./forms-stage.ts";

let server: FormsServer;
beforeEach(async () => {
  server = formsServer();
  await page.viewport(1280, 900);
});
afterEach(clearPage);

const button = (name: string | RegExp) => page.getByRole("button", { name });
const textOf = (card: string) => page.getByRole("region", { name: card }).getByLabelText("Tiếng Việt");
const saveAs = (n: number) => button(`Lưu thành bản ${n}…`);
const dialog = page.getByRole("dialog");

/** Waits until something says words among others. */
const says = (place: Locator, words: string) =>
  expect.poll(() => place.query()?.textContent?.replace(/\s+/g, " ")).toContain(words);
/** Waits until something has the focus, within the shadow root. */
const hasFocus = (place: Locator) =>
  expect
    .poll(() => {
      const focused = document.activeElement?.shadowRoot?.activeElement;
      return focused !== undefined && focused === place.query();
    })
    .toBe(true);

/** Opens the form of the hall. */
async function openHall(may: Parameters<typeof openForms>[1] = {}) {
  const opened = openForms(server, may);
  await button("Sửa phiếu: hall").click();
  await hasFocus(page.getByRole("heading", { level: 1, name: "Phiếu hall" }));
  return opened;
}

/** Saves what is written, and returns what was sent. */
async function save(n: number, { calls }: ReturnType<typeof openForms>): Promise<GivenForm> {
  await saveAs(n).click();
  await button(`Lưu bản ${n}`).click();
  await expect.element(dialog).not.toBeInTheDocument();
  const sent = calls.filter(({ line }) => line === "PUT /forms").at(-1)?.body as { forms: [GivenForm] };
  return sent.forms[0];
}

describe("the list of forms", () => {
  test("tells of each its version and day, what it asks and where, and a reader may only look", async () => {
    const session = { agency: "H20", unit: "H20", scopes: ["indices:read"] } as unknown as Session;
    const { root } = openForms(server, { session });
    const card = page.getByRole("region", { name: "Phiếu hall" });
    await says(card, "Bản 1, 22/11/2026 · 2 câu hỏi, 2 lý do, có ô góp ý");
    // Both forms begin with the overall question; this one has another.
    await expect.element(card.getByText("“Thái độ thế nào?”")).toBeVisible();
    await expect.element(card.getByRole("button", { name: "Kiosk tầng 2" })).toBeVisible();
    await expect.element(button("Lập phiếu")).not.toBeInTheDocument();
    expect(await faultsOf(root())).toEqual([]);
    await button("Xem phiếu: hall").click();
    await expect.element(button("Hiện xem thử")).toBeVisible();
    await expect.element(page.getByLabelText("Tiếng Việt")).not.toBeInTheDocument();
    await expect.element(saveAs(2)).not.toBeInTheDocument();
  });

  test("shows the preview where the eye is, also on a phone, where it stands at the end of the page", async () => {
    await page.viewport(320, 640);
    openForms(server);
    await button("Sửa phiếu: hall").click();
    await button("Hiện xem thử").click();
    await expect.element(button("Ẩn xem thử")).toBeInViewport();
  });

  test("makes a form from a ready one; it is a draft until it is saved", async () => {
    const opened = openForms(server);
    await page.getByLabelText("Tên ngắn của phiếu").fill("Một cửa Cao Lãnh");
    await expect.element(page.getByText(/mot-cua-cao-lanh/)).toBeVisible();
    await page.getByLabelText("Bắt đầu từ").selectOptions("Tại quầy: thời gian chờ, thái độ, hướng dẫn");
    await button("Lập phiếu").click();
    await expect.element(page.getByText("Chưa lưu lần nào")).toBeVisible();
    expect(server.versions.some(({ id }) => id === "mot-cua-cao-lanh")).toBe(false);
    const sent = await save(1, opened);
    expect(sent).toMatchObject({ id: "mot-cua-cao-lanh", version: 0 });
    expect(sent.questions.map(({ id }) => id)).toEqual(["overall", "thoi-gian-cho", "thai-do", "huong-dan"]);
  });

  test("lists a new form that was never saved, until its draft is dropped", async () => {
    openForms(server);
    await page.getByLabelText("Tên ngắn của phiếu").fill("Thử");
    await button("Lập phiếu").click();
    await button("‹ Danh sách phiếu").click();
    await says(page.getByRole("region", { name: "Phiếu thu" }), "Chưa lưu lần nào");
    await button("Sửa phiếu: thu").click();
    await button("Bỏ bản nháp").click();
    await dialog.getByRole("button", { name: "Bỏ bản nháp" }).click();
    await hasFocus(page.getByLabelText("Tên ngắn của phiếu"));
    await expect.element(page.getByRole("region", { name: "Phiếu thu" })).not.toBeInTheDocument();
  });

  test("makes an id of its own for a name that another form has, and wants a name", async () => {
    openForms(server);
    await button("Lập phiếu").click();
    await says(page.getByRole("alert"), "Cần có chữ tiếng Việt.");
    await page.getByLabelText("Tên ngắn của phiếu").fill("Hall");
    await expect.element(page.getByText(/không đổi được: hall-2$/)).toBeVisible();
    await button("Lập phiếu").click();
    await hasFocus(page.getByRole("heading", { level: 1, name: "Phiếu hall-2" }));
  });
});

describe("an open form", () => {
  test("is a step of the browser's history: Back shows the list, and Forward the form with its draft and its chosen reasons", async () => {
    const { step } = await openHall();
    await textOf("Câu hỏi chung").fill("Ông/Bà thấy thế nào?");
    await page.getByLabelText("Hiện lý do").selectOptions("Sau mức 2 (1)");
    step(-1);
    await says(page.getByRole("region", { name: "Phiếu hall" }), "Có bản nháp chưa lưu trên máy này");
    await hasFocus(page.getByRole("heading", { level: 1, name: "Phiếu hỏi" }));
    step(1);
    await expect.element(textOf("Câu hỏi chung")).toHaveValue("Ông/Bà thấy thế nào?");
    await expect.element(page.getByLabelText("Hiện lý do")).toHaveValue("2");
    await hasFocus(page.getByRole("heading", { level: 1, name: "Phiếu hall" }));
  });

  test("that is new is a step of the history too, and comes back where the browser keeps no drafts", async () => {
    const { step } = openForms(server, { drafts: null });
    await page.getByLabelText("Tên ngắn của phiếu").fill("Thử");
    await button("Lập phiếu").click();
    await expect.element(page.getByText("Chưa lưu lần nào")).toBeVisible();
    step(-1);
    await expect.element(button("Lập phiếu")).toBeVisible();
    step(1);
    await expect.element(page.getByText("Chưa lưu lần nào")).toBeVisible();
  });

  test("leads back to its card by its own button", async () => {
    const { deps } = await openHall();
    await button("‹ Danh sách phiếu").click();
    await hasFocus(button("Sửa phiếu: hall"));
    expect(deps.query.read()).toEqual({});
  });
});

describe("writing a form", () => {
  test("adds a question whose id follows its text, and tells what the new version changes before it saves", async () => {
    const opened = await openHall();
    await button("Thêm câu hỏi").click();
    await userEvent.keyboard("Thời gian chờ có hợp lý không?");
    await expect.element(page.getByRole("textbox", { name: "Mã" })).toHaveValue("thoi-gian-cho-co-hop-ly-khong");
    await saveAs(2).click();
    await says(dialog, "Thêm câu hỏi “Thời gian chờ có hợp lý không?” (chấm 5 mức)");
    await says(dialog, "2 điểm lấy ý kiến đang dùng phiếu này");
    await says(dialog, "Câu trả lời cũ giữ nguyên");
    expect(await faultsOf(opened.root())).toEqual([]);
    await button("Thôi").click();
    expect((await save(2, opened)).questions.at(-1)).toMatchObject({ scale: 5, id: "thoi-gian-cho-co-hop-ly-khong" });
    await hasFocus(page.getByRole("heading", { level: 1 }));
  });

  test("loses nothing that it does not draw, and keeps ids when a text changes", async () => {
    const opened = await openHall();
    await textOf("Câu chấm mức 2").fill("Thái độ của cán bộ thế nào?");
    const { version, ...sent } = await save(2, opened);
    expect(version).toBe(1);
    const text = { vi: "Thái độ của cán bộ thế nào?", en: "How was the manner?" };
    expect(sent).toEqual({ ...hall, questions: [hall.questions[0], { id: "manner", scale: 5, text }] });
  });

  test("says why a scale is fixed, and puts a new question in its place instead", async () => {
    const opened = await openHall();
    const card = page.getByRole("region", { name: "Câu chấm mức 2" });
    await expect.element(card.getByLabelText("Thang")).not.toBeInTheDocument();
    await card.getByText("Vì sao không đổi được thang?").click();
    await card.getByRole("button", { name: "Thay bằng câu hỏi mới" }).click();
    await hasFocus(card.getByLabelText("Thang"));
    await card.getByLabelText("Thang").selectOptions("11");
    const { questions } = await save(2, opened);
    expect(questions[1]).toMatchObject({ id: "thai-do-the-nao", scale: 11, text: { vi: "Thái độ thế nào?" } });
  });

  test("refuses the id of a saved question with another scale, at its place and before anything is sent", async () => {
    const { calls } = await openHall();
    await button("Bỏ: Thái độ thế nào?").click();
    await page.getByLabelText("Loại câu hỏi mới").selectOptions("Chấm 3 mức");
    await button("Thêm câu hỏi").click();
    await userEvent.keyboard("Thái độ?");
    await page.getByRole("textbox", { name: "Mã" }).fill("manner");
    await expect.element(page.getByText(/Thang không đổi được, vì câu trả lời cũ/)).toBeVisible();
    await saveAs(2).click();
    await expect.element(page.getByText("Chưa lưu được: còn 1 chỗ cần sửa.")).toBeVisible();
    expect(calls.some(({ line }) => line === "PUT /forms")).toBe(false);
  });

  test("goes to the first empty text instead of saving", async () => {
    await openHall();
    await page.getByLabelText("Hiện lý do").selectOptions("Sau mức 2 (1)");
    await button("Thêm lý do").click();
    await hasFocus(page.getByLabelText("Tiếng Việt").last());
    await expect.element(page.getByLabelText("Mức 2: Không hài lòng").last()).toBeChecked();
    await saveAs(2).click();
    await expect.element(page.getByText("Cần có chữ tiếng Việt.")).toBeVisible();
    await hasFocus(page.getByLabelText("Tiếng Việt").last());
  });

  test("moves a question by its buttons, which keep the focus", async () => {
    const opened = await openHall();
    await button("Thêm câu hỏi").click();
    await userEvent.keyboard("Câu ba");
    await button("Lên: Câu ba").click();
    // It is first after the overall question, which stays first: the button that still works has the focus.
    await hasFocus(button("Xuống: Câu ba"));
    await expect.element(button("Lên: Câu ba")).toHaveAttribute("aria-disabled", "true");
    expect((await save(2, opened)).questions.map(({ id }) => id)).toEqual(["overall", "cau-ba", "manner"]);
  });

  test("brings back what was removed, at its place and with what was written since", async () => {
    const opened = await openHall();
    await button("Bỏ: Thái độ thế nào?").click();
    await hasFocus(button("Hoàn tác"));
    await textOf("Câu hỏi chung").fill("Ông/Bà hài lòng không?");
    await button("Hoàn tác").click();
    const { questions } = await save(2, opened);
    expect(questions.map(({ text }) => text.vi)).toEqual(["Ông/Bà hài lòng không?", "Thái độ thế nào?"]);
  });

  test("shows a refusal of the server at its place, and keeps what is written", async () => {
    await openHall();
    await page.getByText("Thủ tục hiện ở quầy (1)").click();
    await page.getByRole("textbox", { name: "Thủ tục hiện ở quầy" }).fill("1.004227\n9.9");
    await textOf("Câu hỏi chung").click();
    const errors = [{ pointer: "/forms/0/kiosk/services/1", detail: "must be a known service" }];
    server.refusal = refusal("unknown-service", { status: 404, errors });
    await saveAs(2).click();
    await button("Lưu bản 2").click();
    await expect.element(page.getByText(/Máy chủ chưa nhận mục này/)).toBeVisible();
    await expect.element(page.getByRole("textbox", { name: "Thủ tục hiện ở quầy" })).toHaveValue("1.004227\n9.9");
  });
});

describe("recordings", () => {
  const field = () => page.getByLabelText("Thái độ thế nào?", { exact: true });

  test("are sent for exactly one text in one language, can be heard, removed and brought back", async () => {
    const opened = await openHall();
    await page.getByText("Bản ghi âm để đọc to: 1").click();
    await field().upload(new File(["sound"], "a.m4a", { type: "audio/x-m4a" }));
    const heard = (): string[] =>
      [...opened.root().querySelectorAll("audio")].map((one) => `${one.ariaLabel} ${new URL(one.src).pathname}`);
    const own = `Thái độ thế nào? /v1/agencies/H20/audio/${"a".repeat(64)}`;
    await expect.poll(heard).toContain(own);
    expect(await faultsOf(opened.root())).toEqual([]);
    await button("Bỏ bản ghi").first().click();
    await hasFocus(button("Hoàn tác"));
    expect(heard()).not.toContain(own);
    await button("Hoàn tác").click();
    const { audio } = await save(2, opened);
    expect(audio).toContainEqual({ language: "vi", text: "Thái độ thế nào?", id: "a".repeat(64) });
    // The recording that was there before is of another text.
    expect(audio).toHaveLength(2);
  });

  test("that are too large or of another type are told before they are sent", async () => {
    const { calls } = await openHall();
    await page.getByText("Bản ghi âm để đọc to: 1").click();
    await field().upload(new File([new Uint8Array(200_001)], "a.mp3", { type: "audio/mpeg" }));
    await expect.element(page.getByText(/Tệp lớn hơn 200.000 byte/)).toBeVisible();
    await field().upload(new File(["words"], "a.txt", { type: "text/plain" }));
    await expect.element(page.getByText("Cần tệp MP3, M4A, WAV, OGG hoặc WebM.")).toBeVisible();
    expect(calls.some(({ line }) => line === "POST /audio")).toBe(false);
  });

  test("may be of a text of the kiosk's own", async () => {
    const opened = await openHall();
    await page.getByText("Bản ghi âm để đọc to: 1").click();
    await page.getByLabelText("Chép đúng từng chữ, ví dụ: Rất hài lòng").fill("Rất hài lòng");
    await page
      .getByLabelText("Rất hài lòng", { exact: true })
      .upload(new File(["sound"], "a.mp3", { type: "audio/mpeg" }));
    await expect.element(button("Bỏ bản ghi").nth(1)).toBeVisible();
    const { audio } = await save(2, opened);
    expect(audio).toContainEqual({ language: "vi", text: "Rất hài lòng", id: "a".repeat(64) });
  });
});

describe("a draft", () => {
  test("is there again after the page is opened anew, and is not after it is dropped", async () => {
    const drafts = memoryStorage();
    const first = await openHall({ drafts });
    await textOf("Câu hỏi chung").fill("Ông/Bà thấy thế nào?");
    first.remove();
    await openHall({ drafts });
    await expect.element(textOf("Câu hỏi chung")).toHaveValue("Ông/Bà thấy thế nào?");
    await button("Bỏ bản nháp").click();
    await dialog.getByRole("button", { name: "Bỏ bản nháp" }).click();
    await expect.element(textOf("Câu hỏi chung")).toHaveValue("Ông/Bà có hài lòng với việc phục vụ hôm nay không?");
    expect(drafts.length).toBe(0);
  });

  test("never overwrites the version of somebody else: both are shown, and a person decides", async () => {
    const opened = await openHall();
    await textOf("Câu hỏi chung").fill("Ông/Bà thấy thế nào?");
    server.write({ ...hall, comment: false });
    await saveAs(2).click();
    await button("Lưu bản 2").click();
    const clash = page.getByRole("alert").filter({ hasText: "Người khác đã lưu bản 2" });
    await hasFocus(page.getByRole("heading", { name: "Người khác đã lưu bản 2" }));
    await says(clash, "Bỏ ô góp ý");
    await says(clash, "Thêm ô góp ý");
    expect(server.versions.filter(({ id }) => id === "hall")).toHaveLength(2);
    expect(await faultsOf(opened.root())).toEqual([]);
    await button("Giữ bản nháp, lưu sau bản 2").click();
    expect(await save(3, opened)).toMatchObject({ version: 2, comment: true });
  });

  test("that began before another version tells so as soon as it is opened", async () => {
    const drafts = memoryStorage();
    const first = await openHall({ drafts });
    await textOf("Câu hỏi chung").fill("Ông/Bà thấy thế nào?");
    first.remove();
    server.write({ ...hall, comment: false });
    await openHall({ drafts });
    await expect.element(page.getByRole("heading", { name: "Người khác đã lưu bản 2" })).toBeVisible();
    await expect.element(button(/Lưu thành bản/)).toHaveAttribute("aria-disabled", "true");
    await button("Bỏ bản nháp, dùng bản 2").click();
    await dialog.getByRole("button", { name: "Bỏ bản nháp" }).click();
    await expect.element(page.getByLabelText("Có ô góp ý bằng chữ")).not.toBeChecked();
  });
});

test("two versions are compared in sentences, and an earlier one can be put into the draft", async () => {
  server.write({ ...hall, comment: false });
  const { deps } = await openHall();
  await page.getByText("Các bản đã lưu và khác biệt").click();
  await expect.element(page.getByText("Bỏ ô góp ý", { exact: true })).toBeVisible();
  // 17:30 in UTC is the next day in Viet Nam.
  await says(page.getByLabelText("So bản"), "Bản 1, 22/11/2026");
  await page.getByLabelText("So bản").selectOptions("Bản 2, 23/11/2026");
  await expect.element(page.getByText("Hai bản hỏi như nhau.")).toBeVisible();
  expect(deps.query.read()).toEqual({ form: "hall", versions: "2-2" });
  await page.getByLabelText("So bản").selectOptions("Bản 1, 22/11/2026");
  await button("Đưa nội dung bản 1 vào bản nháp").click();
  await expect.element(page.getByLabelText("Có ô góp ý bằng chữ")).toBeChecked();
});
