import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { kioskConfig } from "../../../fixtures/kiosk-config.ts";
import { clearPage } from "../rating-page.ts";
import { faceWords, openKiosk, press, pressAll, screens } from "./kiosk-page.ts";

beforeEach(() => page.viewport(1080, 1920));
afterEach(clearPage);

const entry = /^Báo riêng/;

test("the first screen does not show who goes to the sealed report: nothing there leads to it", async () => {
  await openKiosk();
  await expect.element(press(entry)).not.toBeInTheDocument();
});

test("an agency that takes no sealed reports has no entry on any screen", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.config = { ...kioskConfig, sealed: null };
  });
  await pressAll(kiosk, "Rất không hài lòng");
  await expect.element(press(entry)).not.toBeInTheDocument();
  await pressAll(kiosk, "Bỏ qua");
  await expect.element(press(entry)).not.toBeInTheDocument();
});

test("after every level the entry is the same, in the same place", async () => {
  const seen = new Set<string>();
  for (const level of faceWords) {
    const kiosk = await openKiosk();
    await pressAll(kiosk, level);
    const one = press(entry).element() as HTMLElement;
    const { left, top, width, height } = one.getBoundingClientRect();
    seen.add([one.className, one.textContent?.trim(), left, top, width, height].join());
    clearPage();
  }
  expect(seen.size).toBe(1);
});

test("it says who reads, that the own phone is for it, and where; nothing is typed here", async () => {
  const kiosk = await openKiosk();
  await screens["sealed"]?.(kiosk);
  const main = kiosk.root.querySelector("main") as HTMLElement;
  expect(main.textContent).toContain("Chỉ Thanh tra tỉnh Đồng Tháp đọc được.");
  expect(main.textContent).toContain("Xin gửi bằng điện thoại riêng, khi đã rời khỏi trụ sở.");
  expect(main.textContent).toContain("https://gopy.example/sealed/H20");
  expect(main.querySelectorAll("input, textarea, a, [contenteditable]")).toHaveLength(0);
});

test("nothing of it is read aloud, though the screens around it are", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Đọc to", "Không hài lòng", entry, "Quay lại");
  expect(kiosk.spoken.filter((told) => told.includes("chưa hài lòng"))).toHaveLength(2);
  expect(kiosk.spoken.join()).not.toMatch(/Báo riêng|rời khỏi trụ sở|Thanh tra/);
});

test("whoever was there is told of by nothing that is kept or sent", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Không hài lòng", "Thái độ chưa lịch sự", entry, "Xong");
  await expect.element(page.getByRole("heading", { name: /Cảm ơn/ })).toBeVisible();
  expect(kiosk.kept.map(({ draft }) => draft.item.revision)).toEqual([1, 2]);
  expect(kiosk.kept[1]?.draft.item.reasons).toEqual(["attitude"]);
  expect(JSON.stringify(kiosk.kept)).not.toMatch(/sealed|báo riêng/i);
});

test("after the thanks it waits for the person, and being done with it brings the first screen back", async () => {
  const kiosk = await openKiosk();
  await screens["sealed after the thanks"]?.(kiosk);
  await kiosk.passAndDraw(15_000);
  await expect.element(page.getByRole("heading", { name: entry })).toBeVisible();
  await pressAll(kiosk, "Xong");
  await expect.element(press("Rất hài lòng")).toBeVisible();
  expect(kiosk.kept).toHaveLength(1);
});

test("a comment that names somebody is asked about before it is sent; both ways are alike", async () => {
  const kiosk = await openKiosk();
  await screens["check"]?.(kiosk);
  await expect.element(page.getByRole("heading", { name: /có vẻ chứa số điện thoại/ })).toBeVisible();
  expect(kiosk.kept).toHaveLength(1);
  const field = page.getByRole("textbox").element() as HTMLTextAreaElement;
  expect([field.readOnly, field.value.includes("0912")]).toEqual([true, false]);
  const ways = ["Sửa lại", "Vẫn gửi"].map((word) => press(word).element());
  expect(new Set(ways.map(({ className }) => className)).size).toBe(1);
  await pressAll(kiosk, "Sửa lại");
  expect((page.getByRole("textbox").element() as HTMLTextAreaElement).value).toContain("0912 345 678");
  await pressAll(kiosk, "Gửi", "Vẫn gửi");
  await expect.element(page.getByText(/Mã tra cứu của Ông\/Bà/)).toBeVisible();
  expect(kiosk.kept[1]?.draft.item.comment).toContain("0912 345 678");
});

test("a comment that names nobody costs no further touch", async () => {
  const kiosk = await openKiosk();
  await pressAll(kiosk, "Không hài lòng", "Viết góp ý");
  await page.getByRole("textbox").fill("Chờ hai tiếng mới đến lượt.");
  await kiosk.drawn();
  await pressAll(kiosk, "Gửi");
  await expect.element(page.getByText(/Mã tra cứu của Ông\/Bà/)).toBeVisible();
});
