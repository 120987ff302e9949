import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { cdp, page } from "vitest/browser";
import { kioskConfig } from "../../../fixtures/kiosk-config.ts";
import { clearPage } from "../rating-page.ts";
import type { KioskPage } from "./kiosk-page.ts";
import { openKiosk, screens, standings } from "./kiosk-page.ts";

afterEach(clearPage);

async function faults(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

async function emulate(features: Readonly<Record<string, string>>): Promise<void> {
  const session = cdp() as unknown as { send: (method: string, given: unknown) => Promise<unknown> };
  const media = Object.entries(features).map(([name, value]) => ({ name, value }));
  await session.send("Emulation.setEmulatedMedia", { features: media });
}

/** How a screen may be seen, and what makes it so. */
const looks: Readonly<Record<string, (kiosk: KioskPage) => void>> = {
  light: () => {},
  dark: () => {},
  contrast: (kiosk) =>
    kiosk.root.querySelector<HTMLElement>(".tools .button:nth-child(2)")?.dispatchEvent(new CustomEvent("press")),
  large: (kiosk) => kiosk.root.querySelector<HTMLElement>(".tools .button")?.dispatchEvent(new CustomEvent("press")),
  english: (kiosk) => kiosk.root.querySelector<HTMLElement>(".tools [lang]")?.dispatchEvent(new CustomEvent("press")),
  "forced colours": () => {},
};

test.each(Object.keys(looks))("axe finds nothing on any screen, seen %s", async (look) => {
  await page.viewport(1080, 1920);
  await emulate({
    "forced-colors": look === "forced colours" ? "active" : "none",
    "prefers-color-scheme": look === "dark" ? "dark" : "light",
  });
  const found: string[] = [];
  for (const [name, come] of Object.entries(screens)) {
    const kiosk = await openKiosk((fake) => {
      fake.config = { ...kioskConfig, theme: "auto" };
    });
    await come(kiosk);
    looks[look]?.(kiosk);
    await kiosk.drawn();
    found.push(...(await faults(kiosk.element)).map((fault) => `${name}: ${fault}`));
    await kiosk.passAndDraw(21_000);
    if (kiosk.root.querySelector(".cover")) {
      found.push(...(await faults(kiosk.element)).map((fault) => `${name}, counting: ${fault}`));
    }
    clearPage();
  }
  for (const standing of standings) {
    const kiosk = await openKiosk((fake) => {
      fake.standing = standing;
      fake.config = { ...kioskConfig, theme: "auto" };
    });
    looks[look]?.(kiosk);
    await kiosk.drawn();
    found.push(...(await faults(kiosk.element)).map((fault) => `${standing}: ${fault}`));
    clearPage();
  }
  await emulate({ "forced-colors": "none", "prefers-color-scheme": "light" });
  expect(found).toEqual([]);
});

test("in forced colours a level or reason that a finger or mouse was left on looks like the others", async () => {
  await page.viewport(1080, 1920);
  await emulate({ "forced-colors": "active" });
  const kiosk = await openKiosk();
  const edges = async (selector: string): Promise<string[]> => {
    const all = [...kiosk.root.querySelectorAll(selector)];
    await page.elementLocator(all[1] as Element).hover();
    expect(all.map((one) => one.matches(":hover"))[1]).toBe(true);
    return all
      .map((one) => getComputedStyle(one))
      .map(({ border, outline, backgroundColor }) => [border, outline, backgroundColor].join());
  };
  const faces = await edges(".face");
  await screens["more"]?.(kiosk);
  const reasons = await edges('.reason[aria-pressed="false"]');
  await emulate({ "forced-colors": "none" });
  expect([new Set(faces).size, new Set(reasons).size]).toEqual([1, 1]);
});

/** How large the words on a screen are, in pixels. */
function writtenSizes(kiosk: KioskPage): number[] {
  const words = [...kiosk.root.querySelectorAll<HTMLElement>("*")].filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
  );
  return words.map((one) => Number.parseFloat(getComputedStyle(one).fontSize));
}

test("at 320×568 nothing is written smaller than 12.5 px", async () => {
  await page.viewport(320, 568);
  for (const [screen, come] of Object.entries(screens)) {
    const kiosk = await openKiosk();
    await come(kiosk);
    expect([screen, Math.min(...writtenSizes(kiosk)) >= 12.5]).toEqual([screen, true]);
    clearPage();
  }
});

test("at 1080×1920 nothing is written smaller than 24 px, the question and the levels large", async () => {
  await page.viewport(1080, 1920);
  for (const [screen, come] of Object.entries(screens)) {
    const kiosk = await openKiosk();
    await come(kiosk);
    expect([screen, Math.min(...writtenSizes(kiosk)) >= 24]).toEqual([screen, true]);
    clearPage();
  }
  const kiosk = await openKiosk();
  const px = (selector: string) =>
    Number.parseFloat(getComputedStyle(kiosk.root.querySelector(selector) as Element).fontSize);
  expect(px("h1")).toBeGreaterThanOrEqual(56);
  expect(px(".face")).toBeGreaterThanOrEqual(46);
});

test("a screen reader hears the question, then the levels, then the person's tools", async () => {
  await page.viewport(1080, 1920);
  const kiosk = await openKiosk();
  await expect.element(page.elementLocator(kiosk.element)).toMatchAriaInlineSnapshot(`
    - banner:
      - paragraph: Phường Cao Lãnh · Bộ phận Một cửa
      - paragraph
    - main:
      - heading "Ông/Bà có hài lòng với việc phục vụ hôm nay không?" [level=1]
      - paragraph: Chạm một lần là xong · Không hỏi tên
      - group "Mức độ hài lòng, chọn một trong 5 mức":
        - button "Rất hài lòng"
        - button "Hài lòng"
        - button "Bình thường"
        - button "Không hài lòng"
        - button "Rất không hài lòng"
    - contentinfo:
      - paragraph: Không hỏi tên. Không quay, không ghi âm. Cán bộ tại quầy không xem được Ông/Bà chọn mức nào.
      - group "Cách hiển thị":
        - button "Chữ lớn hơn"
        - button "Tương phản"
        - button "Đọc to"
        - button "English"
  `);
});

test("a screen reader hears what has become of the tap, then reasons, then the ways on", async () => {
  await page.viewport(1080, 1920);
  const kiosk = await openKiosk();
  await screens["more"]?.(kiosk);
  await expect.element(page.elementLocator(kiosk.element)).toMatchAriaInlineSnapshot(`
    - banner:
      - paragraph: Phường Cao Lãnh · Bộ phận Một cửa
      - paragraph
    - main:
      - status: Cảm ơn Ông/Bà. Đánh giá đã được ghi nhận.
      - button "Chạm nhầm? Chọn lại"
      - heading "Điều gì làm Ông/Bà chưa hài lòng? (chọn được nhiều ý)" [level=1]
      - group "Điều gì làm Ông/Bà chưa hài lòng? (chọn được nhiều ý)":
        - button "Chờ lâu mới đến lượt"
        - button "Thái độ chưa lịch sự" [pressed]
        - button "Hướng dẫn không rõ hoặc không đủ"
        - button "Phải bổ sung giấy tờ nhiều lần"
        - button "Phải đi lại nhiều lần"
        - button "Trả kết quả trễ hẹn"
        - button "Khó tiếp cận với người già, người khuyết tật"
        - button "Lý do khác"
      - button "Viết góp ý"
      - button "Góp ý bằng điện thoại"
      - button "Báo riêng: bị gợi ý đưa tiền, bị gây khó dễ"
      - button "Bỏ qua"
      - button "Gửi"
    - contentinfo:
      - group "Cách hiển thị":
        - button "Chữ lớn hơn"
        - button "Tương phản"
        - button "Đọc to"
        - button "English"
  `);
});
