/**
 * Measures how long after a tap the chosen face is painted, with the processor slowed four times: from the input to the
 * next frame, by the browser's Event Timing (steps of 8 ms). It starts a server unless it gets an address. Other work
 * on the machine makes the longest figure longer.
 *
 *     node test/bench/tap-paint.ts http://127.0.0.1:8787
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openBrowser, openTab } from "../end-to-end/open-browser.ts";
import { startServer } from "../server/start-server.ts";

/** Milliseconds from tap to paint, for each tap. */
type TapPaint = { readonly onlineMs: readonly number[]; readonly offlineMs: readonly number[] };

/** The longest time that a tap should take, in milliseconds. */
const tapPaintLimitMs = 50;

const taps = 12;
const slowdown = 4;

async function oneTap(page: Page, level: number): Promise<number> {
  const painted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const clicks = list.getEntries().filter(({ name }) => name === "pointerup" || name === "click");
          const [longest] = clicks.map(({ duration }) => duration).sort((a, b) => b - a);
          if (longest === undefined) return;
          observer.disconnect();
          resolve(longest);
        });
        // The browser reports 16 ms at least. For a faster tap, the frame after it is measured.
        observer.observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
        addEventListener("click", () => setTimeout(() => resolve(16), 1000), { once: true });
      }),
  );
  await page
    .getByRole("radio")
    .nth(5 - level)
    .tap();
  return painted;
}

async function tapsOn(page: Page): Promise<number[]> {
  const figures: number[] = [];
  for (let tap = 0; tap < taps; tap++) {
    figures.push(await oneTap(page, (tap % 5) + 1));
    await page
      .getByRole("status")
      .filter({ hasText: /Đánh giá đã được gửi|Đã lưu trên máy/ })
      .waitFor();
  }
  return figures;
}

/** Taps on the demo page of a running server, first with a network, then without one. */
async function tapPaint(baseUrl: string): Promise<TapPaint> {
  const browser = await openBrowser();
  try {
    const { page, context } = await openTab(browser, { hasTouch: true, viewport: { width: 360, height: 640 } });
    await page.goto(`${baseUrl}/demo/`);
    await page.getByRole("radio").first().waitFor();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const onlineMs = await tapsOn(page);
    await context.setOffline(true);
    return { onlineMs, offlineMs: await tapsOn(page) };
  } finally {
    await browser.close();
  }
}

function line(name: string, figures: readonly number[]): string {
  const sorted = [...figures].sort((a, b) => a - b);
  return `  ${name.padEnd(8)} half of them within ${sorted[Math.floor(sorted.length / 2)]} ms, longest ${sorted.at(-1)} ms`;
}

async function onOwnServer<T>(work: (baseUrl: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  const server = await startServer(dataDir);
  try {
    return await work(server.baseUrl);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const [program, address] = process.argv.slice(1);
if (program?.endsWith("tap-paint.ts")) {
  const { onlineMs, offlineMs } = await (address === undefined ? onOwnServer(tapPaint) : tapPaint(address));
  console.log(`\nTap to paint, processor slowed ${slowdown} times, aim ${tapPaintLimitMs} ms`);
  console.log(line("online", onlineMs));
  console.log(line("offline", offlineMs));
}
