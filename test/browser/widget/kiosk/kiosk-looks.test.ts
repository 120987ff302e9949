import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { cdp, page } from "vitest/browser";
import { choiceQuestion } from "../../../fixtures/choice-question.ts";
import { kioskConfig } from "../../../fixtures/kiosk-config.ts";
import { clearPage } from "../rating-page.ts";
import type { KioskPage } from "./kiosk-page.ts";
import { openKiosk, pressAll, screens, standings } from "./kiosk-page.ts";

afterEach(clearPage);

const sizes = { portrait: [1080, 1920], landscape: [1920, 1080], tablet: [800, 1280], phone: [320, 568] } as const;

async function faults(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

async function emulate(features: Readonly<Record<string, string>>): Promise<void> {
  const session = cdp() as unknown as { send: (method: string, given: unknown) => Promise<unknown> };
  const media = Object.entries(features).map(([name, value]) => ({ name, value }));
  await session.send("Emulation.setEmulatedMedia", { features: media });
}

/** Whether boxes differ by what an eye could see; browsers share out heights by fractions of a pixel. */
function haveManySizes(boxes: readonly DOMRect[]): boolean {
  const spread = (lengths: readonly number[]): number => Math.max(...lengths) - Math.min(...lengths);
  return spread(boxes.map(({ width }) => width)) > 0.5 || spread(boxes.map(({ height }) => height)) > 0.5;
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

test.each(Object.entries(sizes))(
  "%s: targets are large enough, all levels and both ways on alike, and nothing is cut off",
  async (name, size) => {
    await page.viewport(size[0], size[1]);
    const least = name === "phone" ? 44 : 90;
    const found: string[] = [];
    for (const [screen, come] of Object.entries(screens)) {
      const kiosk = await openKiosk();
      await come(kiosk);
      for (const button of kiosk.root.querySelectorAll<HTMLElement>("button:not([data-key])")) {
        const { width, height } = button.getBoundingClientRect();
        if (width < least || height < least)
          found.push(`${screen}: “${button.textContent?.trim()}” is ${width}×${height}`);
        if (button.scrollWidth > button.clientWidth + 1 || button.scrollHeight > button.clientHeight + 1) {
          found.push(`${screen}: words run out of “${button.textContent?.trim()}”`);
        }
      }
      for (const key of kiosk.root.querySelectorAll<HTMLElement>("[data-key]")) {
        const { width, height } = key.getBoundingClientRect();
        const [leastWidth, leastHeight] = name === "phone" ? [16, 32] : [44, 56];
        if (width < leastWidth || height < leastHeight)
          found.push(`${screen}: key “${key.textContent?.trim()}” is ${width}×${height}`);
      }
      const faces = [...kiosk.root.querySelectorAll(".face")].map((face) => face.getBoundingClientRect());
      if (haveManySizes(faces)) found.push(`${screen}: faces differ in size`);
      for (const { bottom } of faces) if (bottom > size[1]) found.push(`${screen}: a face is below the screen's edge`);
      const ways = [...kiosk.root.querySelectorAll(".row:last-child .button")].map((way) =>
        way.getBoundingClientRect(),
      );
      if (haveManySizes(ways)) found.push(`${screen}: “skip” and “send” differ in size`);
      for (const { bottom } of ways) if (bottom > size[1]) found.push(`${screen}: a way on is below the screen's edge`);
      const main = kiosk.root.querySelector("main") as HTMLElement;
      const mayScroll = name === "phone" && screen === "more";
      if (!mayScroll && main.scrollHeight > main.clientHeight + 1) {
        found.push(`${screen}: scrolls (${main.scrollHeight} in ${main.clientHeight})`);
      }
      const head = kiosk.root.querySelector(".faces > .head");
      if (head && head.scrollHeight > head.clientHeight) found.push(`${screen}: the question scrolls`);
      if (main.scrollWidth > main.clientWidth + 1) found.push(`${screen}: is too wide`);
      clearPage();
    }
    expect(found).toEqual([]);
  },
);

test.each([
  [1080, 1920],
  [800, 1280],
  [1280, 800],
  [1920, 1080],
])("at %d×%d twenty options of a choice are in sight, none of them cut", async (width, height) => {
  await page.viewport(width, height);
  const kiosk = await openKiosk((fake) => {
    fake.config = { ...kioskConfig, form: { ...kioskConfig.form, typed_questions: [choiceQuestion(20)] } };
  });
  await pressAll(kiosk, /mức 3 trên 5/, "Bỏ qua");
  const buttons = [...kiosk.root.querySelectorAll<HTMLElement>(".answers .button, .row .button")];
  expect(buttons).toHaveLength(21);
  const cut = buttons.filter((button) => {
    const box = button.getBoundingClientRect();
    const isWhole = box.top >= 0 && box.bottom <= height && box.left >= 0 && box.right <= width && box.height >= 44;
    return !isWhole || button.scrollWidth > button.clientWidth + 1 || button.scrollHeight > button.clientHeight + 1;
  });
  expect(cut.map(({ textContent }) => textContent?.trim())).toEqual([]);
  const main = kiosk.root.querySelector("main") as HTMLElement;
  expect(main.scrollHeight).toBeLessThanOrEqual(main.clientHeight + 1);
  expect(haveManySizes(buttons.slice(0, 20).map((button) => button.getBoundingClientRect()))).toBe(false);
  expect(await faults(kiosk.element)).toEqual([]);
});

test.each([
  ["pad", "light"],
  ["pad", "english"],
  ["pad", "large"],
  ["pad", "large english"],
  ["pad", "large contrast"],
  ["tablet", "large"],
  ["tablet", "large english"],
  ["landscape", "english"],
  ["landscape", "large english"],
  ["phone", "large"],
  ["phone", "large english"],
  ["phone", "large contrast"],
] as const)(
  "%s, seen %s: no words leave their button, all levels are alike and in sight, and so is a way on",
  async (name, look) => {
    const [width, height] = name === "pad" ? [768, 1024] : sizes[name];
    await page.viewport(width, height);
    const found: string[] = [];
    for (const [screen, come] of Object.entries(screens)) {
      const kiosk = await openKiosk();
      await come(kiosk);
      for (const one of look.split(" ")) looks[one]?.(kiosk);
      await kiosk.drawn();
      for (const button of kiosk.root.querySelectorAll<HTMLElement>("button:not([data-key])")) {
        const { top, bottom, left, right } = button.getBoundingClientRect();
        const range = document.createRange();
        // A service's long name ends in dots.
        range.selectNodeContents(button);
        const words = (
          button.closest(".beside") ? (button.firstElementChild as Element) : range
        ).getBoundingClientRect();
        const isInside =
          words.top >= top - 1 && words.bottom <= bottom + 1 && words.left >= left && words.right <= right;
        if (!isInside) found.push(`${screen}: words run out of “${button.textContent?.trim()}”`);
      }
      const faces = [...kiosk.root.querySelectorAll(".face")].map((face) => face.getBoundingClientRect());
      if (haveManySizes(faces)) found.push(`${screen}: faces differ in size`);
      const main = (kiosk.root.querySelector("main") as HTMLElement).getBoundingClientRect();
      const least = name === "phone" ? 48 : 90;
      for (const { bottom, height } of faces)
        if (bottom > main.bottom || height < least)
          found.push(`${screen}: a face is ${height} high and ends at ${bottom}`);
      const drawings = [...kiosk.root.querySelectorAll(".face svg")].map((face) => face.getBoundingClientRect());
      const edges = drawings.map(({ left, top }) => Math.round(width > height ? top : left));
      if (new Set(edges).size > 1) found.push(`${screen}: faces are not in one line`);
      for (const part of kiosk.root.querySelectorAll("main.faces, .faces > .head, main.comment"))
        if (part.scrollHeight > part.clientHeight) found.push(`${screen}: “${part.className}” scrolls`);
      for (const one of kiosk.root.querySelectorAll(".keepsake *")) {
        const { left, right } = one.getBoundingClientRect();
        if (left < 0 || right > width) found.push(`${screen}: “${one.textContent?.trim()}” is off the screen`);
      }
      for (const way of kiosk.root.querySelectorAll("main > .row:last-child .button")) {
        const { bottom } = way.getBoundingClientRect();
        if (bottom > main.bottom + 1) found.push(`${screen}: “${way.textContent?.trim()}” is cut off`);
        for (const one of kiosk.root.querySelectorAll(
          name === "phone" ? ".keepsake .qr" : ".keepsake .qr, .answers .button",
        )) {
          const isCovered = one.getBoundingClientRect().bottom > way.getBoundingClientRect().top;
          if (isCovered) found.push(`${screen}: “${one.textContent?.trim()}” is covered`);
        }
      }
      clearPage();
    }
    expect(found).toEqual([]);
  },
);

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
        - button "Rất hài lòng, mức 5 trên 5": Rất hài lòng
        - button "Hài lòng, mức 4 trên 5": Hài lòng
        - button "Bình thường, mức 3 trên 5": Bình thường
        - button "Không hài lòng, mức 2 trên 5": Không hài lòng
        - button "Rất không hài lòng, mức 1 trên 5": Rất không hài lòng
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
