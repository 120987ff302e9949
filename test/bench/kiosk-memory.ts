import type { BenchKiosk, BenchOffice } from "./bench-kiosk.ts";
import { benchKiosk } from "./bench-kiosk.ts";

/** A page's memory after garbage collection. */
export type Held = {
  readonly visits: number;
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
};

/** Lets people rate one after the other. Returns the page's memory after each of the numbers of visits. */
export async function kioskMemory(office: BenchOffice, counts: readonly number[]): Promise<readonly Held[]> {
  const kiosk = await benchKiosk(office, fastClocks);
  const all: Held[] = [];
  for (const visits of counts) {
    await rateMany(kiosk, visits - (all.at(-1)?.visits ?? 0));
    all.push({ visits, ...(await held(kiosk)) });
  }
  await kiosk.page.context().close();
  return all;
}

/** Makes both clocks run a hundred times as fast, so that the page accepts touches a few milliseconds apart. */
function fastClocks(): void {
  const rate = 100;
  const [now, wall] = [performance.now.bind(performance), Date.now.bind(Date)];
  const [monotonicMs, wallMs] = [now(), wall()];
  performance.now = () => monotonicMs + (now() - monotonicMs) * rate;
  Date.now = () => wallMs + Math.round((now() - monotonicMs) * rate);
}

function rateMany({ page }: BenchKiosk, count: number): Promise<void> {
  return page.evaluate(async (count) => {
    const root = document.querySelector("citizen-kiosk")?.shadowRoot as ShadowRoot;
    const pause = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));
    const step = (): string => root.querySelector("main")?.className ?? "";
    const targets: Readonly<Record<string, string>> = {
      faces: "button.face",
      more: ".row:last-child button",
      question: ".answers button",
      pressure: ".answers button",
      thanks: ".row button:last-child",
    };
    const touch = (button: Element): void => {
      const { left, top, width, height } = button.getBoundingClientRect();
      const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, composed: true, pointerId: 1 };
      button.dispatchEvent(new PointerEvent("pointerdown", at));
      button.dispatchEvent(new PointerEvent("pointerup", at));
    };
    for (let visits = 0, rated = 0; visits < count; ) {
      const before = step();
      const buttons = [...root.querySelectorAll(`main ${targets[before]}`)];
      const button = buttons[before === "faces" ? rated++ % 5 : 0];
      // The next person waits until the rating is stored, as in an office.
      while (/^(more|thanks)$/.test(step()) && !root.textContent?.includes("ghi nhận")) await pause(0);
      await pause(5);
      if (button) touch(button);
      await pause(0);
      if (before === "thanks" && step() === "faces") visits += 1;
    }
  }, count);
}

async function held({ page, session }: BenchKiosk): Promise<Omit<Held, "visits">> {
  // The timers of the last visit must end, because they hold memory.
  await page.waitForTimeout(12_000);
  await session.send("HeapProfiler.enable");
  for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.disable");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  return { heapBytes: usedSize, nodes, listeners: jsEventListeners };
}
