/** Draws the built element in each of its states and writes the pictures beside this file. See README.md. */
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { findChromium } from "../../scripts/chromium.mjs";
import { touchpoint, touchpointConfig } from "../fixtures/touchpoint-config.ts";

const here = import.meta.dirname;
const origin = "http://portal.example";
const comment = "Tờ khai mẫu mới không ghi rõ mục nào bắt buộc.";

type State = "first" | "focus" | "more" | "warning" | "thanks" | "offline" | "refused" | "unthanked" | "default";
type Picture = {
  readonly name: string;
  readonly state: State;
  readonly width: number;
  readonly lang?: "en";
  readonly look?: BrowserContextOptions;
};

const dark: BrowserContextOptions = { colorScheme: "dark" };
const pictures: readonly Picture[] = [
  { name: "first-560", state: "first", width: 560 },
  { name: "first-560-dark", state: "first", width: 560, look: dark },
  { name: "focus-560", state: "focus", width: 560 },
  { name: "more-560", state: "more", width: 560 },
  { name: "warning-390", state: "warning", width: 390 },
  { name: "more-390", state: "more", width: 390 },
  { name: "more-560-dark", state: "more", width: 560, look: dark },
  { name: "more-560-english", state: "more", width: 560, lang: "en" },
  { name: "more-560-forced-colours", state: "more", width: 560, look: { forcedColors: "active" } },
  { name: "more-560-forced-colours-dark", state: "more", width: 560, look: { forcedColors: "active", ...dark } },
  { name: "thanks-560", state: "thanks", width: 560 },
  { name: "thanks-560-dark", state: "thanks", width: 560, look: dark },
  { name: "offline-560", state: "offline", width: 560 },
  { name: "refused-560", state: "refused", width: 560 },
  { name: "unthanked-560", state: "unthanked", width: 560 },
  { name: "default-560", state: "default", width: 560 },
  { name: "first-390", state: "first", width: 390 },
  { name: "first-320", state: "first", width: 320 },
  { name: "more-320", state: "more", width: 320 },
  { name: "more-320-english-dark", state: "more", width: 320, lang: "en", look: dark },
  { name: "thanks-320", state: "thanks", width: 320 },
];

function portalPage({ width, lang }: Picture): string {
  return `<!doctype html><html lang="${lang ?? "vi"}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <style>:root { color-scheme: light dark } body { margin: 0; padding: 16px; width: ${width}px; box-sizing: content-box }</style>
    <script type="module" src="/widget/v1/citizen-feedback.js"></script>
    <citizen-feedback touchpoint="${touchpoint}"${lang ? ` lang="${lang}"` : ""}></citizen-feedback></html>`;
}

async function serve(page: Page, picture: Picture): Promise<void> {
  const problem = { type: "about:blank", title: "Refused", status: 400, detail: "refused", permanent: true };
  await page.route(`${origin}/**`, async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/widget/")) {
      return route.fulfill({ path: join(here, "../../dist/site", pathname), contentType: "text/javascript" });
    }
    if (pathname.startsWith("/v1/touchpoints/")) {
      return picture.state === "default"
        ? route.abort()
        : route.fulfill({ json: { ...touchpointConfig, theme: "auto" } });
    }
    if (pathname !== "/v1/feedback") return route.fulfill({ body: portalPage(picture), contentType: "text/html" });
    if (picture.state === "offline") return route.abort();
    const { feedback } = JSON.parse(request.postData() ?? "{}") as { feedback: { id: string; revision: number }[] };
    const outcome = /refused|unthanked/.test(picture.state) ? { outcome: "refused", problem } : { outcome: "accepted" };
    return route.fulfill({ json: { receipts: feedback.map(({ id, revision }) => ({ id, revision, ...outcome })) } });
  });
}

async function act(page: Page, { state, lang }: Picture): Promise<void> {
  const radios = page.getByRole("radio");
  await radios.first().waitFor();
  await page.waitForFunction(() => !document.querySelector("citizen-feedback")?.shadowRoot?.querySelector(".waiting"));
  if (state === "first") return;
  if (state === "focus") return page.keyboard.press("Tab");
  await radios.nth(3).click();
  const told =
    { offline: /chưa gửi/, refused: /hưa ghi nhận/, unthanked: /hưa ghi nhận/ }[state as string] ??
    (lang ? /has been sent/ : /đã được gửi/);
  await page.getByRole("status").filter({ hasText: told }).waitFor();
  // The second file has come.
  if (state !== "default") await page.getByRole("textbox").waitFor();
  if (state === "unthanked") return page.getByRole("button", { name: "Gửi", exact: true }).click();
  if (state !== "more" && state !== "warning" && state !== "thanks") return;
  await page.getByRole("checkbox").nth(1).click();
  await page.getByRole("textbox").fill(state === "warning" ? `${comment} Gọi tôi: 0912 345 678.` : comment);
  if (state !== "more") await page.getByRole("button", { name: "Gửi", exact: true }).click();
  await page.getByRole("status").filter({ hasText: told }).waitFor();
  // The pictures stay the same from run to run but for what is random.
  await page.evaluate(() => {
    const code = document.querySelector("citizen-feedback")?.shadowRoot?.querySelector(".code");
    if (code) code.textContent = "H20-7K3M 9Q2X HW4TP";
  });
}

async function take(browser: Browser, picture: Picture): Promise<void> {
  const context = await browser.newContext({ viewport: { width: picture.width + 32, height: 400 }, ...picture.look });
  const page = await context.newPage();
  await serve(page, picture);
  await page.goto(`${origin}/`);
  await act(page, picture);
  await page.screenshot({
    path: join(here, `${picture.name}.png`),
    fullPage: true,
    animations: "disabled",
    caret: "hide",
  });
  await context.close();
}

const { path, env } = await findChromium();
const browser = await chromium.launch({
  executablePath: path,
  env: { ...process.env, ...env },
  args: ["--no-sandbox"],
});
for (const picture of pictures) await take(browser, picture);
await browser.close();
