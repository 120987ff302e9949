import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { findChromium } from "../../scripts/chromium.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Starts the Chromium of the lock file. `http://portal.test` is this machine, as an insecure context. */
export async function openBrowser(): Promise<Browser> {
  const { path, env } = await findChromium();
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    args: ["--no-sandbox", "--host-resolver-rules=MAP portal.test 127.0.0.1"],
  });
}

/** A tab, with the policy violations and errors of its page. */
export type Tab = { readonly context: BrowserContext; readonly page: Page; readonly complaints: string[] };

/** Opens a tab in a fresh profile, or in a given one. It collects all complaints. */
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

/** Returns the accessibility faults that axe finds on a page, also in shadow roots. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Through the debugger, because a page's policy does not apply to it.
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

/** Buttons, fields and folded parts of a page that are lower or narrower than 44 px. Links within text may be. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const roots = [...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot] : []));
    const selector = "button, summary, select, textarea, label:has(input), input:not([type=radio], [type=checkbox])";
    const targets = [document, ...roots].flatMap((root) => [...root.querySelectorAll(selector)]);
    return targets
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
      .map(({ target, box }) => `${target.outerHTML.slice(0, 80)}: ${box.width} × ${box.height}`);
  });
}

/** What is wrong with a screen: it scrolls sideways, has not one heading of level 1, or the fields of a row stand at different heights. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const roots: ParentNode[] = [document];
    for (const root of roots) {
      for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) roots.push(shadowRoot);
    }
    const all = (selector: string) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
    const heads = all("h1").filter((head) => head.getClientRects().length > 0).length;
    const { scrollWidth, clientWidth } = document.documentElement;
    const uneven = all(".tools").filter((row) => {
      const boxes = [...row.querySelectorAll("input, select")].map((field) => field.getBoundingClientRect());
      const areUneven = (one: DOMRect, other: DOMRect): boolean =>
        one.top !== other.top && one.top < other.bottom && other.top < one.bottom;
      return boxes.some((one) => boxes.some((other) => areUneven(one, other)));
    });
    return [
      ...(scrollWidth > clientWidth ? [`${scrollWidth} px wide on ${clientWidth}`] : []),
      ...(heads === 1 ? [] : [`${heads} headings of level 1`]),
      ...uneven.map((row) => `uneven fields: ${row.textContent?.trim().slice(0, 40)}`),
    ];
  });
}
