import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { TouchpointConfig } from "../../../../shared/contract/touchpoint.ts";
import { choiceQuestion } from "../../../fixtures/choice-question.ts";
import { counterConfig, kioskConfig } from "../../../fixtures/kiosk-config.ts";
import { clearPage } from "../rating-page.ts";
import type { KioskPage } from "./kiosk-page.ts";
import { openKiosk, pressAll, screens, standings } from "./kiosk-page.ts";

afterEach(clearPage);

const sizes = [
  [768, 1024],
  [800, 1280],
  [1280, 800],
  [1080, 1920],
  [600, 960],
  [1920, 1080],
  [1024, 768],
  [320, 568],
] as const;
type Size = (typeof sizes)[number];

type Looks = {
  readonly language: "vi" | "en";
  readonly isLarge: boolean;
  readonly isContrast: boolean;
};
const allLooks: readonly Looks[] = (["vi", "en"] as const).flatMap((language) =>
  [false, true].flatMap((isLarge) => [false, true].map((isContrast) => ({ language, isLarge, isContrast }))),
);

type Come = (kiosk: KioskPage) => Promise<void>;
const withConfig =
  (config: TouchpointConfig, then: Come = async () => {}): Come =>
  async (kiosk) => {
    kiosk.config = config;
    kiosk.changed();
    await kiosk.drawn();
    await then(kiosk);
  };
const standing =
  (name: (typeof standings)[number]): Come =>
  async (kiosk) => {
    kiosk.standing = name;
    kiosk.changed();
    await kiosk.drawn();
  };

const { form } = kioskConfig;
const manyReasons = Array.from({ length: 20 }, (_, at) => ({
  ...(form.reasons[at % 8] as (typeof form.reasons)[number]),
  id: `reason-${at}`,
}));
const crowded: TouchpointConfig = {
  ...kioskConfig,
  unit: { code: "1", name: "Chi nhánh Văn phòng Đăng ký đất đai khu vực Cao Lãnh, tỉnh Đồng Tháp" },
  form: {
    ...form,
    reasons: manyReasons,
    questions: [
      {
        id: "overall",
        scale: 5,
        text: {
          vi: "Ông/Bà có hài lòng với việc hướng dẫn, tiếp nhận hồ sơ và trả kết quả thủ tục đất đai của cán bộ tại Bộ phận Một cửa hôm nay, kể cả thời gian chờ đợi, không?",
          en: "How satisfied are you with how the staff of the one-stop shop guided you, took your papers and returned the result today, the time that you waited included?",
        },
      },
    ],
    typed_questions: [choiceQuestion(20)],
  },
};
const services = Array.from({ length: 30 }, (_, at) => ({
  id: `1.00${1000 + at}`,
  name: `${counterConfig.services?.[at % 3]?.name} (${at})`,
}));
const crowdedCounter = { ...counterConfig, services };

const skipTo =
  (...names: readonly (string | RegExp)[]): Come =>
  (kiosk) =>
    pressAll(kiosk, /mức 2 trên 5/, ...names);

/** Every screen, and how to come to it. */
const everyScreen: Readonly<Record<string, Come>> = {
  ...screens,
  "11 levels": withConfig(counterConfig, skipTo("Bỏ qua", "Bỏ qua")),
  choice: withConfig({ ...kioskConfig, form: { ...form, typed_questions: [choiceQuestion(20)] } }, skipTo("Bỏ qua")),
  "choice, second page": async (kiosk) => {
    await everyScreen["choice"]?.(kiosk);
    await pressAll(kiosk, "Xem thêm");
  },
  "crowded faces": withConfig(crowded),
  "crowded reasons": withConfig(crowded, skipTo()),
  "crowded reasons, second page": withConfig(crowded, skipTo("Thêm lý do")),
  "many services": withConfig(crowdedCounter, (kiosk) => pressAll(kiosk, "Chọn thủ tục (không bắt buộc)")),
  countdown: async (kiosk) => {
    await screens["more"]?.(kiosk);
    await kiosk.passAndDraw(21_000);
  },
  offline: async (kiosk) => {
    kiosk.isOnline = false;
    await screens["more"]?.(kiosk);
  },
  ...Object.fromEntries(standings.map((name) => [name, standing(name)])),
  unsafe: async (kiosk) => {
    kiosk.persisted = false;
    await standing("unenrolled")(kiosk);
    for (const field of kiosk.root.querySelectorAll("input")) {
      field.value = "ABCDEFGH";
      field.dispatchEvent(new Event("input"));
    }
    await pressAll(kiosk, "Ghi danh");
  },
};

/** Gives the page a size and the kiosk looks, and draws. Setting the frame's own size spares a way to the browser and back. */
async function see(kiosk: KioskPage, [width, height]: Size, looks: Looks): Promise<void> {
  const frame = window.frameElement as HTMLElement;
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  (kiosk.element as unknown as { look: (looks: Looks) => void }).look(looks);
  await new Promise((done) => setTimeout(done));
}

/** What somebody may touch on this screen. */
function controls(kiosk: KioskPage): HTMLElement[] {
  const cover = kiosk.root.querySelector(".cover");
  const all = [...(cover ?? kiosk.root).querySelectorAll<HTMLElement>("button, textarea, input")];
  return all.filter((one) => one.offsetParent !== null || one.closest(".cover"));
}

const named = (control: HTMLElement): string =>
  control.textContent?.trim() || control.getAttribute("aria-label") || control.tagName;

/** Whether a finger on its middle or near one of its corners touches it and nothing else. */
function isCovered(control: HTMLElement, root: ShadowRoot): boolean {
  const { left, right, top, bottom } = control.getBoundingClientRect();
  const inset = 3 + 0.3 * Number.parseFloat(getComputedStyle(control).borderTopLeftRadius);
  const xs = [left + inset, (left + right) / 2, right - inset];
  const ys = [top + inset, (top + bottom) / 2, bottom - inset];
  return xs.some((x) => ys.some((y) => !control.contains(root.elementFromPoint(x, y))));
}

/** Words of a control that leave it, or that are broken apart. */
function brokenWords(control: HTMLElement): string[] {
  const box = control.getBoundingClientRect();
  const walker = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
  const broken: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { 0: word, index } of (node.textContent ?? "").matchAll(/[^\s/–-]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      const isOut = left < box.left || right > box.right || top < box.top - 1 || bottom > box.bottom + 1;
      if (isOut || range.getClientRects().length > 1) broken.push(word);
    }
  }
  return broken;
}

/** What is wrong with a screen as it is seen. */
function faults(kiosk: KioskPage, [width, height]: Size): string[] {
  const { root } = kiosk;
  const found: string[] = [];
  const main = root.querySelector("main") as HTMLElement;
  if (main.scrollHeight > main.clientHeight) found.push(`scrolls (${main.scrollHeight} in ${main.clientHeight})`);
  if (main.scrollWidth > main.clientWidth) found.push(`is too wide (${main.scrollWidth} in ${main.clientWidth})`);
  const parts = [...root.querySelectorAll<HTMLElement>("header p, h1, .sub, footer p, .code, .seen, .facts > div")];
  for (const one of [...controls(kiosk), ...parts.filter((part) => part.offsetParent !== null)]) {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    if (left < 0 || top < 0 || right > width || bottom > height) found.push(`“${named(one)}” is off the screen`);
  }
  for (const one of controls(kiosk)) {
    if (isCovered(one, root)) found.push(`“${named(one)}” is covered`);
    const broken = brokenWords(one);
    if (broken.length > 0) found.push(`“${named(one)}”: words cut: ${broken.join()}`);
    const { scrollWidth, scrollHeight, clientWidth, clientHeight, tagName } = one;
    const isCut = scrollWidth > clientWidth + 1 || (tagName === "BUTTON" && scrollHeight > clientHeight + 1);
    if (isCut) found.push(`“${named(one)}” is cut`);
    found.push(...tooSmall(one, width));
  }
  return found;
}

/** Targets of 64 px on a kiosk; keys are narrower, but not lower. */
function tooSmall(control: HTMLElement, screen: number): string[] {
  const box = control.getBoundingClientRect();
  const isKey = control.dataset["key"] !== undefined;
  const small = isKey ? ([16, 32] as const) : ([44, 44] as const);
  const least = screen < 600 ? small : isKey ? ([44, 64] as const) : ([64, 64] as const);
  const isSmall = box.width < least[0] - 0.01 || box.height < least[1] - 0.01;
  return isSmall ? [`“${named(control)}” is ${box.width}×${box.height}`] : [];
}

test.each(Object.keys(everyScreen))(
  "%s: no control is covered, cut or too small, and nothing scrolls, at any size, language, text size and contrast",
  async (name) => {
    await page.viewport(1080, 1920);
    const kiosk = await openKiosk();
    await everyScreen[name]?.(kiosk);
    const found: string[] = [];
    for (const looks of allLooks) {
      for (const size of sizes) {
        await see(kiosk, size, looks);
        const how = `${size.join("×")} ${looks.language}${looks.isLarge ? " large" : ""}${looks.isContrast ? " contrast" : ""}`;
        found.push(...faults(kiosk, size).map((fault) => `${how}: ${fault}`));
      }
    }
    await page.viewport(1080, 1920);
    expect(found).toEqual([]);
  },
);
