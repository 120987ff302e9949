import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { findChromium } from "../../scripts/chromium.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Starts the Chromium of the lock file. `http://portal.test` leads here too: a page that is not a secure context. */
export async function openBrowser(): Promise<Browser> {
  const { path, env } = await findChromium();
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    args: ["--no-sandbox", "--host-resolver-rules=MAP portal.test 127.0.0.1"],
  });
}

/** A tab, and what its page has complained of: refusals by its policy, and errors. */
export type Tab = { readonly context: BrowserContext; readonly page: Page; readonly complaints: string[] };

/** Opens a tab of a fresh profile, or one more of a given one, in which every complaint is heard. */
export async function openTab(browser: Browser, options: BrowserContextOptions | BrowserContext = {}): Promise<Tab> {
  const context = "newPage" in options ? options : await browser.newContext({ locale: "vi-VN", ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** What axe finds on a page, in shadow roots too; nothing is what is hoped for. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // By the debugger, which a page's policy does not bind.
  const session = await page.context().newCDPSession(page);
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result } = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    return result.value;
  };
  await evaluate(`${axeSource};0`);
  const told =
    "axe.run(document).then(({violations}) => violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')))";
  return (await evaluate(told)) as string[];
}
