import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { counterConfig, kioskConfig } from "../../../fixtures/kiosk-config.ts";
import { clearPage } from "../rating-page.ts";
import type { KioskPage } from "./kiosk-page.ts";
import { openKiosk, pressAll } from "./kiosk-page.ts";

beforeEach(() => page.viewport(1080, 1920));
afterEach(clearPage);

/** The texts of the newest screen that was read, one by one as they would be looked up among the recordings. */
const newest = ({ spoken }: KioskPage): string[] => spoken[spoken.length - 1]?.replace(/^\w+: /, "").split(" | ") ?? [];

test("a screen is read from the question to its answers and the ways on, each text as the form has it", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Đọc to");
  expect(newest(kiosk)).toEqual([
    "Ông/Bà có hài lòng với việc phục vụ hôm nay không?",
    "Chạm một lần là xong · Không hỏi tên",
    ...["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"],
  ]);
  await pressAll(kiosk, "Không hài lòng");
  const reasons = kioskConfig.form.reasons.filter(({ levels, channels }) => {
    return levels.includes(2) && (!channels || channels.includes("kiosk"));
  });
  expect(newest(kiosk)).toEqual([
    ...["Điều gì làm Ông/Bà chưa hài lòng?", "(chọn được nhiều ý)"],
    ...reasons.map(({ text }) => text.vi),
    ...["Viết góp ý", "Góp ý bằng điện thoại", "Bỏ qua", "Gửi"],
  ]);
});

test("the question of pressure is read with its four answers", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.chance = 0;
  });
  await pressAll(kiosk, "Đọc to", "Rất hài lòng", "Bỏ qua");
  expect(newest(kiosk).slice(-4)).toEqual(["Không", "Có, người của cơ quan", "Có, người khác", "Không muốn trả lời"]);
});

test("the thank-you is read once it is known that the rating was kept", async () => {
  let keep = (_isKept: boolean): void => {};
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Đọc to", "Rất hài lòng", "Chỉ đi một lần");
  Object.assign(kiosk.deps, { keep: () => new Promise((done) => (keep = done)) });
  const before = kiosk.spoken.length;
  await pressAll(kiosk, "Gửi");
  expect(kiosk.spoken).toHaveLength(before);
  keep(true);
  await expect.poll(() => newest(kiosk)[0]).toBe("Cảm ơn Ông/Bà. Đánh giá đã được ghi nhận.");
  expect(kiosk.spoken).toHaveLength(before + 1);
});

test("keys are not read, nor a case code that was scanned, since others stand near", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Đọc to", "Rất hài lòng", "Viết góp ý");
  expect(newest(kiosk).filter((text) => text.length < 3)).toEqual([]);
  expect(newest(kiosk)).toEqual(expect.arrayContaining(["Quay lại", "Gửi"]));
  clearPage();
  const counter = await openKiosk((fake) => {
    fake.config = counterConfig;
    fake.scanned = async () => "https://dvc.example/?ma=H20.20.4-241124-0001&tt=2.000889";
  });
  await pressAll(counter, "Đọc to", /Chọn thủ tục/, "Quét mã trên giấy hẹn");
  await expect.element(page.getByRole("button", { name: /Mã hồ sơ/ })).toBeVisible();
  expect(counter.spoken.join()).not.toContain("241124");
});

test("nothing is read for somebody who has not asked for it", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Không hài lòng", "Bỏ qua");
  expect(kiosk.spoken).toEqual([]);
});

test("the countdown is read alone, not the screen below it", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Đọc to", "Không hài lòng");
  kiosk.pass(20_000);
  await expect.poll(() => newest(kiosk)[0]).toMatch(/^Ông\/Bà còn ở đây không\?/);
  expect(newest(kiosk).slice(1)).toEqual(["Xong", "Tôi còn đây"]);
});

test("the button is there for a language that can be read, also where its voice comes late", async () => {
  const readable = new Set<string>();
  const kiosk = await openKiosk((fake) => {
    Object.assign(fake.deps, { canRead: (language: string) => readable.has(language) });
  });
  const button = page.getByRole("button", { name: "Đọc to" });
  expect(button.elements()).toEqual([]);
  readable.add("vi");
  kiosk.changed();
  await expect.element(button).toBeVisible();
  await pressAll(kiosk, "English");
  expect(page.getByRole("button", { name: "Read aloud" }).elements()).toEqual([]);
});
