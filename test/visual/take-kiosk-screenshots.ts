/** Draws the kiosk's screens on fake ports and writes the pictures into `kiosk/` beside this file. See README.md. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { build } from "vite";
import { findChromium } from "../../scripts/chromium.mjs";

const here = import.meta.dirname;
const origin = "http://localhost:9";
const sizes = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  tablet: { width: 800, height: 1280 },
  phone: { width: 320, height: 568 },
};
const only = process.argv.slice(2);

/** What of the stand the pictures set; see test/browser/widget/kiosk/kiosk-stand.ts. */
type Stand = {
  kiosk: {
    standing: string;
    config: unknown;
    isOnline: boolean;
    isKeeping: boolean;
    chance: number;
    persisted: boolean;
    pass: (ms: number) => void;
    changed: () => void;
  };
  configs: { kiosk: unknown; counter: unknown };
};

const press = (page: Page, name: RegExp | string, index = 0): Promise<void> =>
  page.getByRole("button", { name }).nth(index).click();
const pass = (page: Page, ms: number): Promise<void> =>
  page.evaluate((passed) => (window as unknown as Stand).kiosk.pass(passed), ms);
/** Sets the stand's members, with a pause so that the next press is no bounce. */
async function set(page: Page, change: Partial<Stand["kiosk"]> & { channel?: "counter" }): Promise<void> {
  await page.evaluate((given) => {
    const { kiosk, configs } = window as unknown as Stand;
    const { channel, ...rest } = given;
    Object.assign(kiosk, rest, channel ? { config: configs.counter } : {});
    kiosk.changed();
  }, change);
}

async function rate(page: Page, index: number): Promise<void> {
  await page.locator(".face").nth(index).click();
  await page
    .getByText(/ghi nhận|recorded|không lưu|Cảm ơn/)
    .first()
    .waitFor();
  await pass(page, 500);
}

async function openTechnician(page: Page): Promise<void> {
  await page.mouse.move(20, 20);
  await page.mouse.down();
  await pass(page, 3100);
  await page.mouse.up();
  await page.getByText(/PIN/).waitFor();
}

type Picture = {
  readonly name: string;
  readonly act: (page: Page) => Promise<void>;
  readonly look?: BrowserContextOptions;
};

const pictures: readonly Picture[] = [
  { name: "faces", act: async () => {} },
  { name: "faces-dark", act: async () => {}, look: { colorScheme: "dark" } },
  { name: "faces-contrast", act: (page) => press(page, "Tương phản") },
  { name: "faces-large", act: (page) => press(page, "Chữ lớn hơn") },
  { name: "faces-english", act: (page) => press(page, "English") },
  { name: "faces-forced-colours", act: async () => {}, look: { forcedColors: "active" } },
  { name: "faces-offline", act: (page) => set(page, { isOnline: false }) },
  { name: "faces-counter", act: (page) => set(page, { channel: "counter" }) },
  {
    name: "service",
    act: async (page) => {
      await set(page, { channel: "counter" });
      await press(page, /Chọn thủ tục/);
    },
  },
  {
    name: "more",
    act: async (page) => {
      await rate(page, 3);
      await press(page, /Phải bổ sung/);
    },
  },
  {
    name: "more-large-dark",
    act: async (page) => {
      await press(page, "Chữ lớn hơn");
      await pass(page, 500);
      await rate(page, 0);
      await press(page, /Cán bộ lịch sự/);
    },
    look: { colorScheme: "dark" },
  },
  {
    name: "comment",
    act: async (page) => {
      await rate(page, 3);
      await press(page, "Viết góp ý");
      await page.locator("textarea").waitFor();
      await page.keyboard.type("Towf khai maaux mowis khoong ghi rox muc naof bawts buoocj. DDeer nghij");
    },
  },
  {
    name: "phone",
    act: async (page) => {
      await rate(page, 1);
      await press(page, "Góp ý bằng điện thoại");
    },
  },
  {
    name: "question",
    act: async (page) => {
      await set(page, { channel: "counter" });
      await rate(page, 1);
      await press(page, "Bỏ qua");
    },
  },
  {
    name: "question-11",
    act: async (page) => {
      await set(page, { channel: "counter" });
      await rate(page, 1);
      await press(page, "Bỏ qua");
      await pass(page, 500);
      await press(page, "Bỏ qua");
    },
  },
  {
    name: "pressure",
    act: async (page) => {
      await set(page, { chance: 0 });
      await rate(page, 1);
      await press(page, "Bỏ qua");
    },
  },
  {
    name: "thanks",
    act: async (page) => {
      await rate(page, 1);
      await press(page, "Bỏ qua");
    },
  },
  {
    name: "thanks-ticket",
    act: async (page) => {
      await rate(page, 3);
      await press(page, "Viết góp ý");
      await page.locator("textarea").waitFor();
      await page.keyboard.type("Chaamj");
      await pass(page, 500);
      await press(page, "Gửi");
      await page.locator(".code").waitFor();
    },
  },
  {
    name: "thanks-not-kept",
    act: async (page) => {
      await set(page, { isKeeping: false });
      await rate(page, 1);
      await press(page, "Bỏ qua");
    },
  },
  {
    name: "countdown",
    act: async (page) => {
      await rate(page, 1);
      await pass(page, 22_000);
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "paused",
    act: async (page) => {
      for (let touch = 0; touch < 6; touch += 1) await page.mouse.click(sizes.phone.width / 2, 8);
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "unenrolled", act: (page) => set(page, { standing: "unenrolled" }) },
  {
    name: "unsafe",
    act: async (page) => {
      await set(page, { standing: "unenrolled", persisted: false });
      await page.locator("input").first().fill("H20");
      await page.locator("input").nth(1).fill("7K3M9Q2X");
      await press(page, "Ghi danh");
      await page.getByText(/Cảnh báo/).waitFor();
    },
  },
  { name: "revoked", act: (page) => set(page, { standing: "revoked" }) },
  { name: "insecure", act: (page) => set(page, { standing: "insecure" }) },
  { name: "second-tab", act: (page) => set(page, { standing: "second-tab" }) },
  {
    name: "pin",
    act: async (page) => {
      await openTechnician(page);
      for (const digit of "135") await press(page, digit);
      await press(page, "Mở");
      await page.getByText(/không đúng/).waitFor();
      for (const digit of "24") await press(page, digit);
    },
  },
  {
    name: "status",
    act: async (page) => {
      await openTechnician(page);
      for (const digit of "2468") await press(page, digit);
      await press(page, "Mở");
      await pass(page, 500);
      await press(page, "Bật chế độ thử");
      await page.getByText(/được tính/).waitFor();
    },
  },
  {
    name: "touch",
    act: async (page) => {
      await openTechnician(page);
      for (const digit of "2468") await press(page, digit);
      await press(page, "Mở");
      await pass(page, 500);
      await press(page, "Thử cảm ứng");
      await page.mouse.move(10, 200);
      await page.mouse.move(200, 300, { steps: 20 });
    },
  },
];

async function bundle(): Promise<string> {
  const entry = join(here, "../browser/widget/kiosk/kiosk-stand.ts");
  const built = await build({
    configFile: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ["es"], fileName: "stand" },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (!output || !("output" in output)) throw new Error("nothing was built");
  return output.output[0].code;
}

async function take(
  browser: Browser,
  size: keyof typeof sizes,
  { picture, script }: { picture: Picture; script: string },
): Promise<void> {
  const context = await browser.newContext({ viewport: sizes[size], ...picture.look });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const markup = `<!doctype html><html lang="vi"><meta charset="utf-8"><body><script type="module" src="/stand.js"></script></body></html>`;
  await page.route(`${origin}/**`, (route) =>
    route.request().url().endsWith(".js")
      ? route.fulfill({ body: script, contentType: "text/javascript" })
      : route.fulfill({ body: markup, contentType: "text/html" }),
  );
  await page.goto(`${origin}/`);
  await page.getByRole("button").first().waitFor();
  await picture.act(page);
  await page.mouse.move(0, 0);
  // Random codes stay the same from run to run.
  await page.evaluate(() => {
    const code = document.querySelector("citizen-kiosk")?.shadowRoot?.querySelector(".code");
    if (code) code.textContent = "H20-7K3M 9Q2X HW4TP";
  });
  await page.screenshot({
    path: join(here, "kiosk", `${picture.name}-${size}.png`),
    animations: "disabled",
    caret: "hide",
  });
  await context.close();
}

const script = await bundle();
await mkdir(join(here, "kiosk"), { recursive: true });
const { path, env } = await findChromium();
const browser = await chromium.launch({
  executablePath: path,
  env: { ...process.env, ...env },
  args: ["--no-sandbox"],
});
for (const picture of pictures) {
  for (const size of Object.keys(sizes) as (keyof typeof sizes)[]) {
    const isWanted = only.every((one) => picture.name === one || size === one);
    if (isWanted)
      await take(browser, size, { picture, script }).catch((error: Error) =>
        console.error(picture.name, size, error.message),
      );
  }
}
await browser.close();
