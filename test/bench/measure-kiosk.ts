/**
 * Measures a kiosk: a tap and its thanks, and a start, with the processor slowed four times and no network; sending a
 * long queue; memory after many visits. It prints each figure beside its aim. Other work on the machine makes the
 * longest figures longer. `npm run bench -- kiosk` runs only this.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Device } from "../../shared/contract/device.ts";
import { drainQueue, fillQueue } from "../end-to-end/kiosk-queue.ts";
import { openBrowser } from "../end-to-end/open-browser.ts";
import { callOffice } from "../server/office.ts";
import { startServer } from "../server/start-server.ts";
import type { BenchOffice } from "./bench-kiosk.ts";
import { benchKiosk } from "./bench-kiosk.ts";
import { kioskMemory } from "./kiosk-memory.ts";
import { kioskStarts } from "./kiosk-start.ts";
import { kioskTaps } from "./kiosk-tap.ts";

const queued = 10_000;
const visits = [500, 5000];

function line(name: string, figures: readonly number[], aimMs: number): string {
  const sorted = figures.map(Math.round).sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return `  ${name.padEnd(22)} half of them within ${middle} ms, longest ${sorted.at(-1)} ms, aim ${aimMs} ms`;
}

async function measureDrain(office: BenchOffice): Promise<string> {
  const { page, device, touchpoint } = await benchKiosk(office, () => {});
  await fillQueue(page, { count: queued, touchpoint });
  const { ms, longestTaskMs } = await drainQueue(page);
  const { sequence } = await callOffice<Device>(office, `GET /devices/${device}`);
  await page.context().close();
  const rate = Math.round(queued / (ms / 1000));
  return `  ${`drain of ${queued}`.padEnd(22)} ${rate} a second, aim 500; longest task ${Math.round(longestTaskMs)} ms (0: none over 50), aim 50; ${sequence.received} arrived`;
}

async function measureMemory(office: BenchOffice): Promise<string> {
  const all = await kioskMemory(office, visits);
  const [first, last] = [all[0]?.heapBytes ?? 0, all.at(-1)?.heapBytes ?? 0];
  const told = all.map(
    ({ visits, heapBytes, nodes, listeners }) =>
      `${(heapBytes / 2 ** 20).toFixed(2)} MiB, ${nodes} nodes, ${listeners} listeners after ${visits} visits`,
  );
  return `  ${"memory".padEnd(22)} ${told.join("; ")}: ${((100 * last) / first - 100).toFixed(1)} % more, aim 10 %`;
}

const dataDir = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
const server = await startServer(dataDir);
const browser = await openBrowser();
try {
  const office: BenchOffice = { browser, baseUrl: server.baseUrl, key: server.officeKey };
  const taps = await kioskTaps(office);
  console.log("\nKiosk: tap, thanks and start with the processor slowed 4 times and no network");
  console.log(
    line(
      "tap to next screen",
      taps.map(({ paintMs }) => paintMs),
      50,
    ),
  );
  console.log(
    line(
      "tap to thanks",
      taps.map(({ thanksMs }) => thanksMs),
      150,
    ),
  );
  console.log(line("start to faces", await kioskStarts(office), 1000));
  console.log(await measureDrain(office));
  console.log(await measureMemory(office));
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
