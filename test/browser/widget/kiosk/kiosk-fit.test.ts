import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { TouchpointConfig } from "../../../../shared/contract/touchpoint.ts";
import { choiceQuestion } from "../../../fixtures/choice-question.ts";
import { counterConfig, kioskConfig } from "../../../fixtures/kiosk-config.ts";
import { clearPage } from "../rating-page.ts";
import type { KioskPage } from "./kiosk-page.ts";
import { openKiosk, press, pressAll, screens, standings } from "./kiosk-page.ts";

afterEach(clearPage);

type Size = readonly [width: number, height: number];

const sizes: readonly Size[] = [
  [768, 1024],
  [800, 1280],
  [1280, 800],
  [1080, 1920],
  [600, 960],
  [1920, 1080],
  [1024, 768],
  [320, 568],
  [1024, 600],
  [834, 1112],
  [601, 601],
];

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
const longText = {
  vi: "Khó tiếp cận với người già, người khuyết tật, phụ nữ có thai và người đi cùng trẻ nhỏ khi đến làm thủ tục",
  en: "Hard to reach for older people, disabled people, pregnant women and people who come with small children",
};
const longReasons = form.reasons.map((one) => ({ ...one, text: one.id === "other" ? one.text : longText }));
const furtherReasons = Array.from({ length: 12 }, (_, at) => ({
  id: `further-${at}`,
  levels: [1, 2, 3, 4, 5],
  text: { vi: `Lý do thứ ${at + 9}`, en: `Reason number ${at + 9}` },
}));
const crowded: TouchpointConfig = {
  ...kioskConfig,
  unit: { code: "1", name: "Chi nhánh Văn phòng Đăng ký đất đai khu vực Cao Lãnh, tỉnh Đồng Tháp" },
  form: {
    ...form,
    reasons: [...longReasons, ...furtherReasons],
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
const fiveLevels: TouchpointConfig = {
  ...kioskConfig,
  unit: { code: "1", name: "Phường".repeat(20) },
  form: {
    ...form,
    questions: [
      ...form.questions,
      { id: "attitude", scale: 5, text: { vi: "Thái độ phục vụ thế nào?", en: "How was the staff's manner?" } },
    ],
    reasons: [],
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
    pressAll(kiosk, "Không hài lòng", ...names);

/** Every screen, and how to come to it. */
const everyScreen: Readonly<Record<string, Come>> = {
  ...screens,
  "11 levels": withConfig(counterConfig, skipTo("Bỏ qua", "Bỏ qua")),
  choice: withConfig({ ...kioskConfig, form: { ...form, typed_questions: [choiceQuestion(20)] } }, skipTo("Bỏ qua")),
  "choice, second page": async (kiosk) => {
    await everyScreen["choice"]?.(kiosk);
    await pressAll(kiosk, "Xem thêm");
  },
  "a unit's name without blanks": withConfig(fiveLevels),
  "no reasons, but a comment": withConfig(fiveLevels, skipTo()),
  "five levels of a further question": withConfig(fiveLevels, skipTo("Bỏ qua")),
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

/** Opens a kiosk on a page that the browser shows whole, and leads to a screen. */
async function openAt(come: Come | undefined): Promise<KioskPage> {
  await page.viewport(1080, 1920);
  setSize([1080, 1920]);
  const kiosk = await openKiosk();
  await come?.(kiosk);
  return kiosk;
}

function setSize([width, height]: Size): void {
  const frame = window.frameElement as HTMLElement;
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
}

/** Gives the page a size and the kiosk looks, and draws. Setting the frame's own size spares a way to the browser and back. */
async function see(kiosk: KioskPage, size: Size, looks: Looks): Promise<void> {
  setSize(size);
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
  const parts = [
    ...root.querySelectorAll<HTMLElement>(
      "header p, h1, .sub, .recorded p, footer p, .note, .code, .seen, .facts > div",
    ),
  ];
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
  for (const group of [".face", ".answers .button:not([hidden])", "main > .row:last-child .button"]) {
    const boxes = [...root.querySelectorAll(group)].map((one) => one.getBoundingClientRect());
    if (spread(boxes, "width") > 0.5 || spread(boxes, "height") > 0.5) found.push(`“${group}” differ in size`);
  }
  const drawings = [...root.querySelectorAll(".face svg")].map((one) => one.getBoundingClientRect());
  if (spread(drawings, "left") > 0.5 && spread(drawings, "top") > 0.5) found.push("faces are not in one line");
  return found;
}

/** How far boxes differ; browsers share out heights by fractions of a pixel. */
function spread(boxes: readonly DOMRect[], side: "width" | "height" | "left" | "top"): number {
  const all = boxes.map((box) => box[side]);
  return all.length === 0 ? 0 : Math.max(...all) - Math.min(...all);
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
    const kiosk = await openAt(everyScreen[name]);
    const found: string[] = [];
    for (const looks of allLooks) {
      for (const size of sizes) {
        await see(kiosk, size, looks);
        const how = `${size.join("×")} ${looks.language}${looks.isLarge ? " large" : ""}${looks.isContrast ? " contrast" : ""}`;
        found.push(...faults(kiosk, size).map((fault) => `${how}: ${fault}`));
      }
    }
    expect(found).toEqual([]);
  },
);

/** Words on a screen that somebody reads, by the size that they are written in, in pixels. */
function written(kiosk: KioskPage, within = ".kiosk"): { readonly words: string; readonly px: number }[] {
  const all = [...kiosk.root.querySelectorAll<HTMLElement>(`${within}, ${within} *`)].filter((one) => {
    const hasText = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    return hasText && one.offsetParent !== null;
  });
  return all.map((one) => ({ words: named(one), px: Number.parseFloat(getComputedStyle(one).fontSize) }));
}

const vi: Looks = { language: "vi", isLarge: false, isContrast: false };
const labels = ":is(.face, .list .button, .ways .button, main > .row .button)";

test.each([
  [1280, 800, 34, 24],
  [800, 1280, 34, 24],
  [768, 1024, 30, 22],
  [600, 960, 24, 18],
  [1080, 1920, 46, 24],
  [1920, 1080, 46, 24],
] as const)("at %i×%i labels are written in %i px or more, notes in %i", async (width, height, label, note) => {
  const found: string[] = [];
  for (const [name, come] of Object.entries(screens)) {
    const kiosk = await openAt(come);
    await see(kiosk, [width, height], vi);
    const small = [
      ...written(kiosk, labels).filter(({ px }) => px < label),
      ...written(kiosk).filter(({ px }) => px < note),
    ];
    found.push(...small.map(({ words, px }) => `${name}: “${words}” in ${px} px`));
    clearPage();
  }
  expect(found).toEqual([]);
});

test.each(
  sizes.slice(0, 7).flatMap(([width, height]) => (["vi", "en"] as const).map((it) => [width, height, it] as const)),
)("at %i×%i larger text is larger by 35 % or more on every screen, in %s", async (width, height, language) => {
  const found: string[] = [];
  for (const [name, come] of Object.entries(screens)) {
    const kiosk = await openAt(come);
    await see(kiosk, [width, height], { ...vi, language });
    const before = new Map(written(kiosk).map(({ words, px }) => [words, px]));
    await see(kiosk, [width, height], { ...vi, language, isLarge: true });
    // These leave room for the levels beside a service, or for all that is known of a device.
    const isLower = /^(counter faces|faces with a service|status)$/.test(name);
    const lower = isLower
      ? [...kiosk.root.querySelectorAll("h1, .head .button, .note")].map(({ textContent }) => textContent?.trim())
      : [];
    const small = written(kiosk).filter(
      ({ words, px }) => px < 1.35 * (before.get(words) ?? 0) && !lower.includes(words),
    );
    found.push(...small.map(({ words, px }) => `${name}: “${words}” in ${px} px, before in ${before.get(words)} px`));
    clearPage();
  }
  expect(found).toEqual([]);
});

test("on a tablet of 10 inches keys are 64 px high and 48 px wide, and faces fill their tiles", async () => {
  const typing = await openAt(screens["comment"]);
  await see(typing, [1280, 800], vi);
  const keys = [...typing.root.querySelectorAll("[data-key]")].map((key) => key.getBoundingClientRect());
  expect(keys.filter(({ width, height }) => width < 48 || height < 64)).toEqual([]);
  clearPage();
  const kiosk = await openAt(screens["faces"]);
  await see(kiosk, [1280, 800], vi);
  const { root } = kiosk;
  const [face, tile] = [".face svg", ".face"].map((one) => root.querySelector(one)?.getBoundingClientRect() as DOMRect);
  expect(Math.min(face?.width ?? 0, face?.height ?? 0)).toBeGreaterThanOrEqual(185);
  expect(tile?.width).toBeLessThan(1.35 * (face?.width ?? 0));
  expect(tile?.height).toBeLessThan(2.7 * (face?.width ?? 0));
});

test.each(sizes.slice(0, 7))("at %i×%i eight reasons and every way out are in sight at once", async (width, height) => {
  for (const language of ["vi", "en"] as const) {
    const kiosk = await openAt(screens["more"]);
    await see(kiosk, [width, height], { ...vi, language });
    const shown = controls(kiosk).filter((one) => one.matches(".reason, .ways .button, main > .row .button"));
    expect(shown).toHaveLength(8 + 3 + 2);
    clearPage();
  }
});

test("twenty reasons have pages: a plain button leads on and back, each stands on one page, what was chosen stays", async () => {
  const kiosk = await openAt(everyScreen["crowded reasons"]);
  await see(kiosk, [800, 1280], vi);
  const shown = (): HTMLElement[] => [...kiosk.root.querySelectorAll<HTMLElement>(".reason:not([hidden])")];
  const first = shown();
  const seen = [...first];
  expect(press("Phần trước").elements()).toEqual([]);
  await pressAll(kiosk, longText.vi);
  while (press("Thêm lý do").elements().length > 0) {
    await pressAll(kiosk, "Thêm lý do");
    seen.push(...shown());
    expect(kiosk.root.activeElement?.id).toBe("head");
  }
  expect(new Set(seen).size).toBe(20);
  expect(seen).toHaveLength(20);
  expect(first.length).toBeLessThan(20);
  while (press("Phần trước").elements().length > 0) await pressAll(kiosk, "Phần trước");
  expect(shown()).toEqual(first);
  expect(first[0]?.getAttribute("aria-pressed")).toBe("true");
});

test.each(["more", "pressure"])("%s: each pictogram is whole, 24 px or larger, and beside its words", async (name) => {
  const kiosk = await openAt(screens[name]);
  const found: string[] = [];
  for (const size of sizes) {
    for (const isLarge of [false, true]) {
      await see(kiosk, size, { ...vi, isLarge });
      for (const button of kiosk.root.querySelectorAll(".pictured:not([hidden])")) {
        const words = document.createRange();
        const text = [...button.childNodes].find(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
        );
        words.selectNodeContents(text as Node);
        const [drawn, whole] = [button.querySelector(".pictogram"), button].map((one) => one?.getBoundingClientRect());
        const isWhole = drawn && whole && drawn.top >= whole.top && drawn.bottom <= whole.bottom && drawn.width >= 24;
        if (!isWhole || drawn.right > words.getBoundingClientRect().left) found.push(`${size}: ${button.textContent}`);
      }
    }
  }
  expect(found).toEqual([]);
});
