import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults, openBrowser, openTab, smallTargets } from "./open-browser.ts";
import { goToState, openBoard } from "./read-board.ts";
import { type SampleServer, startSample } from "./start-sample.ts";

let sample: SampleServer;
let browser: Browser;

beforeAll(async () => {
  [browser, sample] = await Promise.all([openBrowser(), startSample()]);
}, 300_000);

afterAll(async () => {
  await browser.close();
  await sample.end();
});

/** The main screens: the agency, a unit with children, one without, and a service. */
const open = ["", "?period=2026-Q2&lang=en", "/M100", "/M202?find=Sao"];
const office = ["", "/M100", "/M202", "?service=9.900006"];
const looks: readonly BrowserContextOptions[] = [{}, { colorScheme: "dark" }, { forcedColors: "active" }];

/** Everything that is folded is opened: what a reader may open must be as good. Charts draw themselves in the next frame. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const root = document.querySelector("citizen-board")?.shadowRoot;
    for (const part of root?.querySelectorAll("details") ?? []) part.open = true;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/** What of the drawn page can be measured: is it wider than its window, do a chart's words touch or leave the chart, are headings in order. */
function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector("citizen-board")?.shadowRoot;
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`wider than the window: ${scrollWidth} > ${clientWidth}`] : [];
    const drawings = [...(root?.querySelectorAll("svg") ?? [])].flatMap((drawing) => {
      const around = drawing.getBoundingClientRect();
      const words = [...drawing.querySelectorAll("text")].map((text) => ({
        said: `${drawing.closest("section")?.id}: ${text.textContent}`,
        box: text.getBoundingClientRect(),
      }));
      const cut = words.filter(({ box }) => box.left < around.left - 1 || box.right > around.right + 1);
      const touching = words.flatMap(({ said, box }, place) =>
        words
          .slice(place + 1)
          .filter(({ box: other }) => {
            const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
            return across > 1 && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4;
          })
          .map((other) => `${said} touches ${other.said}`),
      );
      return [...cut.map(({ said }) => `cut: ${said}`), ...touching];
    });
    const headings = [...(root?.querySelectorAll("h1, h2, h3, h4") ?? [])].map(({ localName }) => Number(localName[1]));
    const isInOrder = headings.every((level, place) => level <= (headings[place - 1] ?? 0) + 1);
    const unnamed = [...(root?.querySelectorAll("table") ?? [])].filter(({ caption }) => !caption?.textContent?.trim());
    return [
      ...wide,
      ...drawings,
      ...(isInOrder ? [] : [`headings: ${headings.join(" ")}`]),
      ...unnamed.map((table) => `a table without a name: ${table.closest("section")?.id}`),
    ];
  });
}

async function expectSound(page: Page, about: string): Promise<void> {
  await unfold(page);
  expect([about, await layoutFaults(page)]).toEqual([about, []]);
  expect([about, await smallTargets(page)]).toEqual([about, []]);
  expect([about, await accessibilityFaults(page)]).toEqual([about, []]);
}

test.each([
  ["the public", open, false],
  ["the office", office, true],
])(
  "%s's boards have no fault that axe finds, fit narrow and wide windows, and have large targets, in light, dark and forced colours",
  async (_, states, hasKey) => {
    for (const look of looks) {
      const { page, complaints, context } = await openTab(browser, { viewport: { width: 320, height: 720 }, ...look });
      await openBoard(page, `${sample.server.baseUrl}/board/X99`, hasKey ? sample.key : undefined);
      // Colours are the same on all screens.
      for (const state of look === looks[0] ? states : states.slice(0, 1)) {
        await goToState(page, `/board/X99${state}`);
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 720 });
          await expectSound(page, `${state} at ${width}, ${JSON.stringify(look)}`);
        }
      }
      expect(complaints).toEqual([]);
      await context.close();
    }
  },
  120_000,
);

test("at 1280 by 800 the first screen has figure, interval, number of ratings, coverage and the beginning of the trend", async () => {
  const { page, context } = await openTab(browser, { viewport: { width: 1280, height: 800 } });
  await openBoard(page, `${sample.server.baseUrl}/board/X99`);
  const shown = page.locator(
    "#satisfied .big, #satisfied .chart, #satisfied .facts > div:nth-child(-n+2), #better h2, #better .lead",
  );
  const bottoms = await shown.evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().bottom));
  expect(bottoms.length).toBeGreaterThanOrEqual(5);
  expect(Math.max(...bottoms)).toBeLessThan(800);
  await context.close();
});

test("a slide on a telephone has type that can be read, and fills the screen", async () => {
  const { page, context } = await openTab(browser, { viewport: { width: 360, height: 640 } });
  await openBoard(page, `${sample.server.baseUrl}/board/X99`);
  await page.getByRole("link", { name: "Trình chiếu" }).click();
  await page.locator(".stage").waitFor();
  await page.keyboard.press("ArrowRight");
  const stage = await page.locator(".stage").boundingBox();
  expect(stage).toMatchObject({ width: 360, height: 640 });
  const least = await page
    .locator(".stage p:visible")
    .evaluateAll((all) => Math.min(...all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))));
  expect(least).toBeGreaterThanOrEqual(14);
  await context.close();
});
