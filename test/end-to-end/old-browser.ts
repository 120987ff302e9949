import { startChrome80 } from "../../scripts/chrome-80.mjs";

/** What these tests use of puppeteer, whose version has no types. */
type Driven = {
  readonly goto: (address: string) => Promise<unknown>;
  readonly reload: () => Promise<unknown>;
  readonly setOfflineMode: (isOffline: boolean) => Promise<void>;
  readonly setViewport: (size: { readonly width: number; readonly height: number }) => Promise<void>;
  readonly evaluate: (expression: string) => Promise<unknown>;
  readonly on: (
    event: string,
    hear: (what: { text?: () => string; type?: () => string; message?: string }) => void,
  ) => void;
  readonly mouse: { readonly click: (x: number, y: number) => Promise<void> };
  readonly keyboard: { readonly type: (text: string) => Promise<void> };
};

/** Runs in the page: the middle of the first visible element that fits, in shadow roots too; null while there is none. */
const finder = `(selector, words) => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  for (const one of all(document)) {
    const said = (one.getAttribute("aria-label") || one.innerText || "").trim();
    if (!one.matches(selector) || !new RegExp(words).test(said)) continue;
    one.scrollIntoView({ block: "center" });
    const { left, top, width, height } = one.getBoundingClientRect();
    if (width > 0 && height > 0) return { x: left + width / 2, y: top + height / 2 };
  }
  return null;
}`;

/** A page in Chrome 80. Elements are named by a selector and a pattern of their words. */
export type OldPage = {
  readonly goto: (address: string) => Promise<unknown>;
  readonly reload: () => Promise<unknown>;
  readonly evaluate: (expression: string) => Promise<unknown>;
  readonly type: (text: string) => Promise<void>;
  /** Waits until an element is shown, and returns its middle. */
  readonly shown: (selector: string, words?: string) => Promise<{ readonly x: number; readonly y: number }>;
  /** Whether an element is shown now. */
  readonly isShown: (selector: string, words?: string) => Promise<boolean>;
  /** Taps an element once it is shown. */
  readonly tap: (selector: string, words?: string) => Promise<void>;
  /** Taps an element until another one is shown: a kiosk ignores a touch too soon after another. */
  readonly tapUntil: (one: readonly [string, string?], other: readonly [string, string?]) => Promise<void>;
  /** Takes the network away, or gives it back. */
  readonly setOffline: (isOffline: boolean) => Promise<void>;
  /** Errors of the page, and what its console calls an error. */
  readonly complaints: readonly string[];
  readonly version: string;
  readonly close: () => Promise<void>;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts Chrome 80 with one empty page, of the size of a kiosk's tablet. */
export async function openOldPage(): Promise<OldPage> {
  const browser = await startChrome80();
  const page = (await browser.newPage()) as Driven;
  await page.setViewport({ width: 1280, height: 800 });
  const complaints: string[] = [];
  page.on("pageerror", ({ message = "" }) => complaints.push(message));
  page.on("console", (said) => said.type?.() === "error" && complaints.push(said.text?.() ?? ""));
  const find = (selector: string, words = ""): Promise<{ x: number; y: number } | null> =>
    page.evaluate(`(${finder})(${JSON.stringify(selector)}, ${JSON.stringify(words)})`) as Promise<never>;
  const shown = async (selector: string, words = ""): Promise<{ x: number; y: number }> => {
    for (let tries = 0; tries < 200; tries += 1, await pause(50)) {
      const place = await find(selector, words);
      if (place) return place;
    }
    const text = await page.evaluate("document.body.innerText");
    throw new Error(`No ${selector} says ${words}. The page: ${text}. Complaints: ${complaints.join("; ")}`);
  };
  const tap = async (selector: string, words = ""): Promise<void> => {
    const { x, y } = await shown(selector, words);
    await page.mouse.click(x, y);
  };
  return {
    goto: (address) => page.goto(address),
    reload: () => page.reload(),
    evaluate: (expression) => page.evaluate(expression),
    type: (text) => page.keyboard.type(text),
    shown,
    isShown: async (selector, words) => (await find(selector, words)) !== null,
    tap,
    tapUntil: async (one, other) => {
      for (let tries = 0; tries < 100 && !(await find(...other)); tries += 1, await pause(200)) {
        const place = await find(...one);
        if (place) await page.mouse.click(place.x, place.y);
      }
      await shown(...other);
    },
    setOffline: (isOffline) => page.setOfflineMode(isOffline),
    complaints,
    version: (await browser.version()) as string,
    close: () => browser.close(),
  };
}
