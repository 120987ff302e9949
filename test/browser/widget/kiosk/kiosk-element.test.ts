import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { fail } from "../../../../shared/result.ts";
import { feedbackItem } from "../../../../shared/contract/feedback.ts";
import { isTicketCode } from "../../../../widget/visit/comment.ts";
import { counterConfig, kioskConfig } from "../../../fixtures/kiosk-config.ts";
import { clearPage } from "../rating-page.ts";
import type { ChoiceQuestion } from "../../../../shared/contract/form.ts";
import { choiceQuestion } from "../../../fixtures/choice-question.ts";
import type { KioskPage } from "./kiosk-page.ts";
import { faceWords, holdCorner, openKiosk, openStatus, press, pressAll, screens } from "./kiosk-page.ts";

beforeEach(() => page.viewport(1080, 1920));
afterEach(clearPage);

const newest = (kiosk: KioskPage) => kiosk.kept[kiosk.kept.length - 1]?.draft.item;

test("the question with its five faces is the first screen, best first, nothing chosen and nothing to start", async () => {
  await openKiosk();
  await expect.element(page.getByRole("heading", { level: 1, name: /phục vụ hôm nay không/ })).toBeVisible();
  const faces = page.getByRole("group", { name: /chọn một trong 5 mức/ }).getByRole("button");
  expect(faces.elements().map((face) => face.textContent?.trim())).toEqual([
    "Rất hài lòng",
    "Hài lòng",
    "Bình thường",
    "Không hài lòng",
    "Rất không hài lòng",
  ]);
});

test("one touch is a rating that the contract takes, and the level is not shown again", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Không hài lòng");
  expect(kiosk.kept).toHaveLength(1);
  expect(newest(kiosk)).toMatchObject({
    revision: 1,
    level: 2,
    touchpoint: kioskConfig.id,
    locale: "vi",
    form_version: 3,
  });
  expect(feedbackItem.safeParse(newest(kiosk)).success).toBe(true);
  await expect.element(page.getByText("Cảm ơn Ông/Bà. Đánh giá đã được ghi nhận.")).toBeVisible();
  expect(kiosk.root.textContent).not.toContain("Không hài lòng");
});

test("reasons fit the level, at most eight, and go with the rating when they are sent", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Rất hài lòng");
  expect(kiosk.root.querySelectorAll(".reason")).toHaveLength(8);
  await pressAll(kiosk, "Giải quyết nhanh, đúng hẹn", "Chỉ đi một lần", "Chỉ đi một lần", "Gửi");
  expect(newest(kiosk)).toMatchObject({ revision: 2, level: 5, reasons: ["quick"] });
});

test("who skips is thanked alike, and reasons that were not sent are not kept", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Rất không hài lòng", "Thái độ chưa lịch sự", "Bỏ qua");
  await expect.element(page.getByRole("heading", { name: "Cảm ơn Ông/Bà. Đánh giá đã được ghi nhận." })).toBeVisible();
  expect(kiosk.kept).toHaveLength(1);
});

test("the thank-you is the same for every level, word for word and mark for mark", async () => {
  const seen = new Set<string>();
  for (const level of faceWords) {
    const kiosk = await openKiosk((fake) => {
      fake.config = { ...kioskConfig, form: { ...kioskConfig.form, kiosk: { comment: "keyboard" } } };
    });
    await pressAll(kiosk, level, "Bỏ qua");
    seen.add((kiosk.root.querySelector("main") as Element).outerHTML.replaceAll(/<!--.*?-->/g, ""));
    clearPage();
  }
  expect(seen.size).toBe(1);
});

test("the first screen is back four seconds after the thank-you, but not before a wrong tap could be mended", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Hài lòng");
  await kiosk.passAndDraw(6000);
  await pressAll(kiosk, "Bỏ qua");
  await kiosk.passAndDraw(3300);
  await expect.element(page.getByRole("heading", { name: /Cảm ơn/ })).toBeVisible();
  await kiosk.passAndDraw(200);
  await expect.element(press("Rất hài lòng")).toBeVisible();
});

test("a wrong tap is mended for six seconds, under the same id", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Rất hài lòng", "Chạm nhầm? Chọn lại");
  expect(kiosk.root.querySelector('[aria-pressed="true"]')).toBeNull();
  await pressAll(kiosk, "Rất không hài lòng");
  expect(newest(kiosk)).toMatchObject({ id: kiosk.kept[0]?.draft.item.id, revision: 2, level: 1 });
  await kiosk.passAndDraw(6000);
  await expect.element(press("Chạm nhầm? Chọn lại")).not.toBeInTheDocument();
});

test("a comment is written on the screen's own keyboard, by Telex or by its letters and tones, and gets a ticket", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Không hài lòng", "Viết góp ý");
  const field = page.getByRole("textbox");
  expect(field.element().getAttribute("inputmode")).toBe("none");
  // A comment begins with a capital by itself.
  for (const key of ["C", "h", "ơ", "Dấu huyền", "Dấu cách", "l", "a", "a", "u", "1", "Xóa một ký tự"]) {
    await press(key).click();
  }
  await expect.element(field).toHaveValue("Chờ lâu");
  await kiosk.passAndDraw(600);
  await pressAll(kiosk, "Gửi");
  const item = newest(kiosk);
  expect(item).toMatchObject({ revision: 2, comment: "Chờ lâu" });
  expect(isTicketCode(item?.ticket ?? "")).toBe(true);
  await expect.element(page.getByText(/Mã tra cứu của Ông\/Bà/)).toBeVisible();
  await expect.element(page.getByRole("img", { name: "Mã QR mở trang tra cứu góp ý" })).toBeVisible();
  // Time to copy the code: this screen waits for the person.
  await kiosk.passAndDraw(15_000);
  await expect.element(page.getByText(/Mã tra cứu của Ông\/Bà/)).toBeVisible();
});

test("a plugged-in keyboard writes by the same rules; in English it writes letters", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Không hài lòng", "Viết góp ý");
  await userEvent.keyboard("Khoong ghi rox: ddieemr 3");
  await expect.element(page.getByRole("textbox")).toHaveValue("Không ghi rõ: điểm 3");
  await kiosk.passAndDraw(600);
  await pressAll(kiosk, "Quay lại", "English", "Write a comment");
  await page.getByRole("textbox").clear();
  await userEvent.keyboard("class");
  await expect.element(page.getByRole("textbox")).toHaveValue("class");
});

test("a phone takes the comment over by a link that follows the rating", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Không hài lòng", "Góp ý bằng điện thoại");
  await expect.element(page.getByRole("img", { name: "Mã QR mở trang góp ý" })).toBeVisible();
  await pressAll(kiosk, "Xong");
  await expect.element(page.getByRole("heading", { name: /Cảm ơn/ })).toBeVisible();
  expect(kiosk.kept).toHaveLength(1);
});

test("the pressure question has four equal answers, and none of them is shown again", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.chance = 0.19;
  });
  await pressAll(kiosk, "Rất hài lòng", "Bỏ qua");
  const answers = page
    .getByRole("group", { name: /Có ai đề nghị/ })
    .getByRole("button")
    .elements();
  const sizes = answers.map((answer) => answer.getBoundingClientRect());
  expect(new Set(sizes.map(({ width, height }) => `${Math.round(width)}x${Math.round(height)}`)).size).toBe(1);
  expect(new Set(answers.map((answer) => answer.className)).size).toBe(1);
  await pressAll(kiosk, "Có, người của cơ quan");
  expect(newest(kiosk)).toMatchObject({ revision: 2, pressure: "office" });
  expect(kiosk.root.textContent).not.toContain("người của cơ quan");
});

test("further questions of the form take one touch each, and may be skipped", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.config = counterConfig;
  });
  await pressAll(kiosk, "Bình thường", "Bỏ qua", "Hài lòng");
  expect(newest(kiosk)?.answers).toEqual({ attitude: 3 });
  await pressAll(kiosk, "Bỏ qua");
  expect(kiosk.kept).toHaveLength(2);
});

test("a single choice takes one touch on an option, a question of an unknown type is left out", async () => {
  const kiosk = await openKiosk((fake) => {
    const newer = { id: "map", type: "place", text: { vi: "Ở đâu?" } } as unknown as ChoiceQuestion;
    fake.config = { ...kioskConfig, form: { ...kioskConfig.form, typed_questions: [newer, choiceQuestion(3)] } };
  });
  await pressAll(kiosk, "Bình thường", "Bỏ qua");
  await expect.element(page.getByRole("heading", { name: "Ông/Bà biết dịch vụ này qua đâu?" })).toBeVisible();
  await pressAll(kiosk, "Người thân, bạn bè, hàng xóm giới thiệu");
  expect(newest(kiosk)).toMatchObject({ revision: 2, answers: { source: "friend" } });
  expect(feedbackItem.safeParse(newest(kiosk)).success).toBe(true);
});

test("beside a counter a service may be chosen before the tap, and it says who sees what", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.config = counterConfig;
  });
  await expect.element(page.getByText(/Cán bộ tại quầy không xem được từng phiếu/)).toBeVisible();
  await pressAll(kiosk, "Chọn thủ tục (không bắt buộc)", "Đăng ký khai sinh", "Hài lòng");
  expect(newest(kiosk)).toMatchObject({ level: 4, service: "2.000889" });
});

test("a receipt's code tells service and dossier; one that cannot be read says so", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.config = counterConfig;
    fake.scanned = async () => "nothing of ours";
  });
  await pressAll(kiosk, "Chọn thủ tục (không bắt buộc)", "Quét mã trên giấy hẹn");
  await expect.element(page.getByText(/Chưa đọc được mã này/)).toBeVisible();
  kiosk.scanned = async () => "https://dvc.example/?ma=H20.20.4-241124-0001&tt=2.000889";
  await pressAll(kiosk, "Quét mã trên giấy hẹn");
  await expect.element(press("Thủ tục: Đăng ký khai sinh · Mã hồ sơ: H20.20.4-241124-0001")).toBeVisible();
  await pressAll(kiosk, "Hài lòng");
  expect(newest(kiosk)).toMatchObject({ service: "2.000889", dossier: "H20.20.4-241124-0001" });
});

test("the unit's name stands once, also where the touchpoint is named with it", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.config = { ...kioskConfig, name: "Máy đánh giá tại Bộ phận Một cửa, Phường Cao Lãnh" };
  });
  const place = kiosk.root.querySelector(".place")?.textContent?.replace(/\s+/g, " ").trim();
  expect(place).toBe("Phường Cao Lãnh Máy đánh giá tại Bộ phận Một cửa");
});

test("without a network the screens are the same, with a small note", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.isOnline = false;
  });
  await expect.element(page.getByText("Đã lưu trên máy, sẽ tự gửi khi có mạng.")).toBeVisible();
  await pressAll(kiosk, "Hài lòng");
  await expect.element(page.getByText(/Đánh giá đã được ghi nhận/)).toBeVisible();
});

test("nothing is thanked for that the device would not keep", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.isKeeping = false;
  });
  await pressAll(kiosk, "Hài lòng", "Bỏ qua");
  await expect.element(page.getByRole("heading", { name: /Máy này không lưu được/ })).toBeVisible();
  expect(kiosk.root.textContent).not.toContain("ghi nhận");
  expect(kiosk.root.querySelector(".qr")).toBeNull();
});

test("a config that changes while somebody is there waits until they have gone", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Hài lòng");
  kiosk.config = { ...kioskConfig, unit: { code: "1", name: "Phường khác" } };
  kiosk.changed();
  await kiosk.drawn();
  expect(kiosk.root.textContent).toContain("Phường Cao Lãnh");
  await kiosk.passAndDraw(31_000);
  expect(kiosk.root.textContent).toContain("Phường khác");
  expect(kiosk.occupied).toEqual([true, false]);
});

test("a second touch within 400 ms is no second act", async () => {
  const kiosk = await openKiosk();
  await press("Hài lòng").click();
  await kiosk.drawn();
  await press("Bỏ qua").click();
  await kiosk.drawn();
  await expect.element(press("Bỏ qua")).toBeVisible();
  await kiosk.passAndDraw(400);
  await press("Bỏ qua").click();
  await expect.element(page.getByRole("heading", { name: /Cảm ơn/ })).toBeVisible();
});

test("a child's drumming counts once: the screen is paused, and nothing is lost of what follows", async () => {
  const kiosk = await openKiosk();
  const face = press("Hài lòng").element();
  const at = face.getBoundingClientRect();
  const point = { bubbles: true, composed: true, clientX: at.x + 20, clientY: at.y + 20 };
  for (let touch = 0; touch < 12; touch += 1) {
    const target = kiosk.root.elementFromPoint(point.clientX, point.clientY) ?? face;
    target.dispatchEvent(new PointerEvent("pointerdown", { ...point, pointerId: touch }));
    target.dispatchEvent(new PointerEvent("pointerup", { ...point, pointerId: touch }));
    await kiosk.passAndDraw(90);
  }
  expect(kiosk.kept).toHaveLength(1);
  await expect.element(page.getByText("Chạm quá nhanh. Xin đợi vài giây.")).toBeVisible();
  await kiosk.passAndDraw(3000);
  await expect.element(page.getByText("Chạm quá nhanh. Xin đợi vài giây.")).not.toBeInTheDocument();
  await pressAll(kiosk, "Bỏ qua", "Xong", "Rất không hài lòng");
  expect(kiosk.kept.map(({ draft }) => draft.item.signs)).toEqual([undefined, ["drumming"]]);
});

test("a finger that goes up outside presses nothing; a slow one that trembles inside does", async () => {
  const kiosk = await openKiosk();
  const face = press("Hài lòng").element();
  const { x, y, bottom } = face.getBoundingClientRect();
  const move = (type: string, clientX: number, clientY: number) =>
    face.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, pointerId: 1, clientX, clientY }));
  move("pointerdown", x + 30, y + 30);
  move("pointerup", x + 30, bottom + 5);
  await kiosk.passAndDraw(600);
  expect(kiosk.kept).toHaveLength(0);
  move("pointerdown", x + 30, y + 30);
  await kiosk.passAndDraw(2500);
  move("pointerup", x + 200, y + 60);
  await kiosk.passAndDraw(600);
  expect(kiosk.kept).toHaveLength(1);
});

test("by keyboard alone a person rates, gives a reason, writes and finishes", async () => {
  const kiosk = await openKiosk();
  const press = async (keys: string) => {
    await userEvent.keyboard(keys);
    await kiosk.passAndDraw(600);
  };
  await userEvent.tab();
  await userEvent.tab();
  expect(kiosk.root.activeElement?.textContent?.trim()).toBe("Hài lòng");
  await press("{Enter}");
  expect(newest(kiosk)?.level).toBe(4);
  // The focus is at the heading of the new screen.
  expect(kiosk.root.activeElement?.id).toBe("head");
  await userEvent.tab();
  await press(" ");
  for (let tab = 0; tab < 8; tab += 1) await userEvent.tab();
  expect(kiosk.root.activeElement?.textContent?.trim()).toBe("Viết góp ý");
  await press("{Enter}");
  expect(kiosk.root.activeElement?.id).toBe("comment");
  await press("Toots");
  await userEvent.tab();
  await userEvent.tab();
  await press("{Enter}");
  expect(newest(kiosk)).toMatchObject({ level: 4, comment: "Tốt", reasons: ["quick"] });
  expect(kiosk.root.activeElement?.id).toBe("head");
});

test("read aloud speaks each screen in its language, and never the level that was chosen", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Đọc to");
  expect(kiosk.spoken).toHaveLength(1);
  expect(kiosk.spoken[0]).toMatch(/^vi: Ông\/Bà có hài lòng .*Rất không hài lòng/);
  await pressAll(kiosk, "English", "Satisfied");
  expect(kiosk.spoken[1]).toMatch(/^en: How satisfied/);
  expect(kiosk.spoken[2]).toMatch(/^en: What did you like\?/);
  expect(kiosk.spoken[2]).not.toMatch(/atisfied/);
});

test("looks are the person's own: language, size and contrast go with them", async () => {
  const kiosk = await openKiosk();
  const before = kiosk.root.innerHTML;
  await pressAll(kiosk, "Chữ lớn hơn", "Tương phản", "English");
  await expect.element(page.getByRole("heading", { level: 1, name: /How satisfied/ })).toBeVisible();
  expect(kiosk.occupied).toEqual([true]);
  await kiosk.passAndDraw(30_000);
  expect(kiosk.root.innerHTML).toBe(before);
});

test.each([
  ["starting", /đang khởi động/],
  ["insecure", /cần địa chỉ https/],
  ["second-tab", /cửa sổ khác/],
  ["revoked", /đã bị thu hồi/],
] as const)("a kiosk that is %s says so instead of asking", async (standing, told) => {
  const kiosk = await openKiosk((fake) => {
    fake.standing = standing;
  });
  await expect.element(page.getByText(told)).toBeVisible();
  expect(kiosk.root.querySelector(".face")).toBeNull();
});

test("a kiosk of a closed touchpoint says so and names the official channel; a visit under way goes on to its end", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Không hài lòng");
  const official_channel = { name: "Cổng dịch vụ công", url: "https://dichvucong.example/" };
  kiosk.config = { ...kioskConfig, closed: true, official_channel };
  kiosk.changed();
  await pressAll(kiosk, "Thái độ chưa lịch sự", "Gửi");
  expect(newest(kiosk)).toMatchObject({ revision: 2, level: 2 });
  await kiosk.passAndDraw(60_000);
  await expect.element(page.getByRole("heading", { level: 1, name: "Điểm lấy ý kiến này đã đóng." })).toBeVisible();
  await expect.element(page.getByText("Cổng dịch vụ công: https://dichvucong.example/")).toBeVisible();
  expect(kiosk.root.querySelector(".face")).toBeNull();
  expect(kiosk.root.querySelector("footer p")).toBeNull();
  kiosk.config = kioskConfig;
  kiosk.changed();
  await expect.element(press("Không hài lòng")).toBeVisible();
});

test("a kiosk whose key was taken away leads nobody to a page that refuses them, and can be enrolled anew", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.standing = "revoked";
  });
  await expect.element(page.getByText("Máy đánh giá tạm nghỉ.")).toBeVisible();
  expect(page.getByRole("img").elements()).toEqual([]);
  await pressAll(kiosk, "Ghi danh máy đánh giá");
  await expect.element(page.getByRole("textbox", { name: "Mã ghi danh" })).toBeVisible();
});

test("enrols by code on the screen's own keyboard; a code from a link is filled in and taken off the page", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.standing = "unenrolled";
    fake.config = undefined;
  });
  for (const key of "H20") await press(key).click();
  await page.getByRole("textbox", { name: "Mã ghi danh" }).click();
  for (const key of "7K3M9Q2X") await press(key).click();
  kiosk.enrolled = fail("code");
  await kiosk.passAndDraw(600);
  await pressAll(kiosk, "Ghi danh");
  await expect.element(page.getByText("Mã không đúng, đã dùng hoặc đã hết hạn.")).toBeVisible();
  expect(kiosk.codes).toEqual(["H20.7K3M9Q2X"]);
  kiosk.enrolled = null;
  kiosk.config = kioskConfig;
  kiosk.element.remove();
  kiosk.element.setAttribute("enrol", "H20.abcd efgh");
  document.body.append(kiosk.element);
  await kiosk.drawn();
  expect(kiosk.element.hasAttribute("enrol")).toBe(false);
  await pressAll(kiosk, "Ghi danh");
  expect(kiosk.codes[1]).toBe("H20.ABCDEFGH");
  await expect.element(press("Rất hài lòng")).toBeVisible();
});

test("storage that the browser does not promise to keep is a clear warning after enrolment", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.standing = "unenrolled";
    fake.persisted = false;
  });
  await page.getByRole("textbox", { name: "Mã cơ quan" }).fill("h20");
  await page.getByRole("textbox", { name: "Mã ghi danh" }).fill("7k3m 9q2x");
  await pressAll(kiosk, "Ghi danh");
  await expect.element(page.getByRole("alert").getByText(/không cam kết giữ dữ liệu/)).toBeVisible();
  await pressAll(kiosk, "Đã hiểu");
  await expect.element(press("Rất hài lòng")).toBeVisible();
});

test("the technician comes in by the held corner and the PIN only, and never while a person is there", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Hài lòng");
  await holdCorner(kiosk);
  expect(kiosk.root.textContent).not.toContain("PIN");
  await kiosk.passAndDraw(31_000);
  await holdCorner(kiosk);
  await pressAll(kiosk, "1", "2", "3", "4");
  expect(kiosk.root.querySelector("main")?.textContent).not.toMatch(/1234/);
  await pressAll(kiosk, "Mở");
  await expect.element(page.getByText("Mã PIN không đúng.")).toBeVisible();
  await pressAll(kiosk, "0", "0", "0", "0", "Mở");
  await expect.element(page.getByText("Sai quá nhiều lần. Thử lại sau 5 phút.")).toBeVisible();
  await pressAll(kiosk, "2", "4", "6", "8", "Mở");
  await expect.element(page.getByText("12 (bị từ chối: 1)")).toBeVisible();
  await expect.element(page.getByText("chậm 1 phút")).toBeVisible();
  await pressAll(kiosk, "Gửi ngay", "Xuất hàng chờ ra tệp");
  expect(kiosk.sent).toBe(1);
  await expect.element(page.getByText("Không có gì đang chờ.")).toBeVisible();
});

test("the technician is told that a file was handed to the browser, and no longer that nothing waits", async () => {
  const kiosk = await openKiosk();
  await openStatus(kiosk);
  await pressAll(kiosk, "Xuất hàng chờ ra tệp");
  await expect.element(page.getByText("Không có gì đang chờ.")).toBeVisible();
  kiosk.queue = { name: "queue.json", json: "{}" };
  await pressAll(kiosk, "Xuất hàng chờ ra tệp");
  await expect.element(page.getByText("Trình duyệt đang lưu tệp.")).toBeVisible();
  expect(kiosk.root.textContent).not.toContain("Không có gì đang chờ.");
});

test("Ctrl+Alt+K opens the technician's screen wherever the focus is, never while a person is there; keys give the PIN", async () => {
  const kiosk = await openKiosk();
  const knock = async (): Promise<void> => {
    (document.activeElement as HTMLElement | null)?.blur();
    await userEvent.keyboard("{Control>}{Alt>}k{/Alt}{/Control}");
    await kiosk.drawn();
  };
  await pressAll(kiosk, "Không hài lòng");
  await knock();
  expect(kiosk.root.textContent).not.toContain("PIN");
  await kiosk.passAndDraw(40_000);
  await knock();
  expect(kiosk.root.textContent).toContain("Mã PIN của kỹ thuật");
  await userEvent.keyboard("249{Backspace}68{Enter}");
  await expect.element(page.getByText("Tình trạng máy")).toBeVisible();
});

test("a kiosk that keeps nothing does not say that something was kept", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.standing = "unenrolled";
    fake.isOnline = false;
  });
  await expect.element(page.getByRole("textbox", { name: "Mã ghi danh" })).toBeVisible();
  expect(kiosk.root.textContent).not.toContain("Đã lưu trên máy");
});

test("axe finds nothing on the device's state where it is longer than a small screen", async () => {
  await page.viewport(320, 568);
  const kiosk = await openKiosk();
  await openStatus(kiosk);
  const { violations } = await axe.run(kiosk.element, { resultTypes: ["violations"] });
  await page.viewport(1080, 1920);
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test("a forgotten technician's screen closes by itself", async () => {
  const kiosk = await openKiosk();
  await openStatus(kiosk);
  await kiosk.passAndDraw(130_000);
  await expect.element(press("Rất hài lòng")).toBeVisible();
});

test("ratings made in test mode are marked as trials; the mode is plain to see and ends by itself", async () => {
  const kiosk = await openKiosk();
  await openStatus(kiosk);
  await pressAll(kiosk, "Bật chế độ thử", "Đóng", "Hài lòng");
  await expect.element(page.getByText("Chế độ thử: đánh giá không được tính.")).toBeVisible();
  expect(kiosk.kept[0]).toMatchObject({ isTest: true, draft: { item: { test: true } } });
  await kiosk.passAndDraw(15 * 60_000);
  await expect.element(page.getByText("Chế độ thử: đánh giá không được tính.")).not.toBeInTheDocument();
});

test("the touch test marks what a finger was over", async () => {
  const kiosk = await openKiosk();
  await (screens["touch"] as (kiosk: KioskPage) => Promise<void>)(kiosk);
  const cells = kiosk.root.querySelectorAll(".cells i");
  const { x, y, width, height } = (cells[9] as Element).getBoundingClientRect();
  const over = { bubbles: true, clientX: x + width / 2, clientY: y + height / 2 };
  (cells[0] as Element).dispatchEvent(new PointerEvent("pointermove", over));
  await kiosk.drawn();
  expect([...cells].findIndex((cell) => cell.className === "on")).toBe(9);
  await expect.element(page.getByText(/Còn 95 ô/)).toBeVisible();
});
