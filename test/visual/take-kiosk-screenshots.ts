/** Draws the kiosk's screens on fake ports and writes the pictures into `kiosk/` beside this file. See README.md. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";
import { build } from "vite";
import { findChromium } from "../../scripts/chromium.mjs";
import type { Picture } from "./kiosk-pictures.ts";
import { pictures } from "./kiosk-pictures.ts";

const here = import.meta.dirname;
const origin = "http://localhost:9";
const sizes = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  tablet: { width: 800, height: 1280 },
  "tablet-landscape": { width: 1280, height: 800 },
  pad: { width: 768, height: 1024 },
  small: { width: 600, height: 960 },
  phone: { width: 320, height: 568 },
};
const only = process.argv.slice(2);

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
