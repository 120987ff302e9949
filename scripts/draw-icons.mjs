/** Draws the kiosk's icons from its SVG, in the sizes that systems need. Run it by hand after a change of the SVG. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "./chromium.mjs";
import { root } from "./toolchain.mjs";

const folder = join(root, "widget", "pages", "kiosk");
const { path, env } = await findChromium();
const browser = await chromium.launch({
  executablePath: path,
  env: { ...process.env, ...env },
  args: ["--no-sandbox"],
});
for (const size of [192, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block }</style>${readFileSync(join(folder, "icon.svg"), "utf8")}`,
  );
  writeFileSync(join(folder, `icon-${size}.png`), await page.screenshot());
}
await browser.close();
