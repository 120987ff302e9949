/**
 * Measures the board of an agency with 125 units and 36 published months: the first figures and the whole board with the processor
 * slowed four times and nothing cached, how far things move meanwhile, and what is sent. Beside them in the same run stands a page
 * of the server without any script. `npm run bench -- board` runs only this.
 */
import type { Browser } from "playwright-core";
import { openBrowser, openTab } from "../end-to-end/open-browser.ts";
import { startBenchServer } from "./bench-server.ts";
import { setUpAgency } from "./set-up-agency.ts";

const months = 36;
const loads = 7;
const slowdown = 4;
const widths = [390, 1280] as const;
const bare = "/board/";

/** One load: milliseconds from its start, requests, bytes as sent, and the sum of what moved. */
type Load = {
  readonly paintMs: number;
  readonly firstMs: number;
  readonly wholeMs: number;
  readonly requests: number;
  readonly bytes: number;
  readonly moved: number;
};

type Marks = Omit<Load, "requests" | "bytes">;

/** Runs in the page before its scripts. */
function mark(): void {
  const seen = { moved: 0 };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.moved += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
  const after = (name: string, selector: string): void => {
    const look = (): void => {
      const root = document.querySelector("citizen-board")?.shadowRoot;
      if (root?.querySelector(selector)) requestAnimationFrame(() => setTimeout(() => performance.mark(name)));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  after("first", "#satisfied:not(.coming) .big");
  after("whole", "#know:not(.coming)");
}

async function load(browser: Browser, address: string, width: number): Promise<Load> {
  const { page, context } = await openTab(browser, { viewport: { width, height: 844 } });
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const sent = { requests: 0, bytes: 0 };
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    sent.requests += 1;
    sent.bytes += encodedDataLength;
  });
  await page.addInitScript(mark);
  await page.goto(address);
  const isBare = address.endsWith(bare);
  if (!isBare) await page.waitForFunction(() => performance.getEntriesByName("whole").length > 0);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  const marks = await page.evaluate((): Marks => {
    const at = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
    const { moved } = (globalThis as unknown as { seen: { moved: number } }).seen;
    return { paintMs: at("first-contentful-paint"), firstMs: at("first"), wholeMs: at("whole"), moved };
  });
  await context.close();
  return { ...marks, ...sent };
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Board and bare page take turns, so that a slow moment of the machine affects both. */
async function measureWidth(browser: Browser, address: string, width: number): Promise<void> {
  const [boards, bares]: [Load[], Load[]] = [[], []];
  for (let time = 0; time < loads; time++) {
    bares.push(await load(browser, address + bare, width));
    boards.push(await load(browser, `${address}/board/B10`, width));
  }
  const of = (all: readonly Load[], name: keyof Load): number => middle(all.map((one) => one[name]));
  const bareMs = of(bares, "paintMs");
  const told = (name: "paintMs" | "firstMs" | "wholeMs"): string =>
    `${of(boards, name).toFixed(0)} ms (${(of(boards, name) / bareMs).toFixed(1)} times)`;
  const most = Math.max(...boards.map(({ moved }) => moved));
  console.log(
    `  ${width} px: a page without script ${bareMs.toFixed(0)} ms; the server's figure ${told("paintMs")}, the board's first ${told("firstMs")}, aim 1000 ms; all ${told("wholeMs")}`,
  );
  console.log(
    `  ${width} px: ${of(boards, "requests")} requests, ${(of(boards, "bytes") / 1000).toFixed(1)} kB as sent; moved ${most.toFixed(3)}, aim 0.02`,
  );
}

const server = await startBenchServer("measured");
const browser = await openBrowser();
try {
  const { key } = await setUpAgency(server.address);
  const ask = async (path: string, init: RequestInit = {}): Promise<void> => {
    const answer = await fetch(server.address + path, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  for (let month = 1; month <= months; month++) await ask(`/bench/seed-lattice?seed=few&ago=${month}`);
  await ask("/v1/agencies/B10/publications", { method: "POST", headers: { authorization: `Bearer ${key}` } });
  console.log(`\nThe board of 125 units and ${months} months, processor slowed ${slowdown} times, nothing cached`);
  for (const width of widths) await measureWidth(browser, server.address, width);
} finally {
  await browser.close();
  await server.end();
}
