/**
 * How long after a tap on a kiosk's face the next screen is painted, and the thank-you with it, which waits for the device's
 * storage; with the processor slowed four times. Each from the time of the input to the frame in which it is to be seen.
 *
 *     node test/bench/kiosk-tap.ts
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { EnrolmentTicket } from "../../shared/contract/device.ts";
import { openBrowser, openTab } from "../end-to-end/open-browser.ts";
import { callOffice } from "../server/office.ts";
import { startServer } from "../server/start-server.ts";

/** Milliseconds of one tap. */
type KioskTap = { readonly paintMs: number; readonly thanksMs: number };

const limits: KioskTap = { paintMs: 50, thanksMs: 150 };
const taps = 15;
const slowdown = 4;
// Touches that come at once are taken for bounces.
const personMs = 700;
const touchpoint = "H20-kmayd9nhg2";

async function enrolled(page: Page, { baseUrl, key }: { baseUrl: string; key: string }): Promise<void> {
  const touchpoints = [{ id: touchpoint, unit: "29869", channel: "kiosk", name: "Sảnh", from: "2025-07-01" }];
  await callOffice({ baseUrl, key }, "PUT /touchpoints", { touchpoints });
  const given = { touchpoint, name: "Máy đo" };
  const { link } = await callOffice<EnrolmentTicket>({ baseUrl, key }, "POST /devices", given);
  await page.goto(`${baseUrl}/kiosk/${new URL(link).hash}`);
  await page.getByRole("button", { name: "Ghi danh" }).click();
  await page.getByRole("button", { name: "Đã hiểu" }).waitFor();
  await page.waitForTimeout(personMs);
  await page.getByRole("button", { name: "Đã hiểu" }).click();
  await page.locator(".face").first().waitFor();
  await page.waitForTimeout(personMs);
}

/** Notes the frames in which the screen after the tap, and the thank-you, are first to be seen. */
function watched(page: Page): Promise<KioskTap> {
  return page.evaluate(
    () =>
      new Promise<KioskTap>((resolve) => {
        const root = document.querySelector("citizen-kiosk")?.shadowRoot as ShadowRoot;
        let tappedMs = 0;
        let paintMs = 0;
        const look = (): void => {
          if (tappedMs > 0 && paintMs === 0 && !root.querySelector(".face")) paintMs = performance.now() - tappedMs;
          if (paintMs > 0 && root.textContent?.includes("ghi nhận")) {
            const thanksMs = performance.now() - tappedMs;
            resolve({ paintMs, thanksMs });
          } else requestAnimationFrame(() => setTimeout(look));
        };
        root.addEventListener("pointerup", (event) => (tappedMs = event.timeStamp), { once: true, capture: true });
        look();
      }),
  );
}

async function oneTap(page: Page, index: number): Promise<KioskTap> {
  const seen = watched(page);
  await page
    .locator(".face")
    .nth(index % 5)
    .tap();
  const tap = await seen;
  for (const name of ["Bỏ qua", "Xong"]) {
    await page.waitForTimeout(personMs);
    await page.getByRole("button", { name }).tap();
  }
  await page.locator(".face").first().waitFor();
  await page.waitForTimeout(personMs);
  return tap;
}

async function kioskTaps(baseUrl: string, key: string): Promise<readonly KioskTap[]> {
  const browser = await openBrowser();
  try {
    const { page, context } = await openTab(browser, { hasTouch: true, viewport: { width: 1080, height: 1920 } });
    // Nobody is asked about pressure, so that every visit has the same screens.
    await page.addInitScript(() => {
      Math.random = () => 0.99;
    });
    await enrolled(page, { baseUrl, key });
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const all: KioskTap[] = [];
    for (let tap = 0; tap < taps; tap += 1) all.push(await oneTap(page, tap));
    return all;
  } finally {
    await browser.close();
  }
}

function line(name: string, member: keyof KioskTap, all: readonly KioskTap[]): string {
  const sorted = all.map((tap) => Math.round(tap[member])).sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return `  ${name.padEnd(10)} half of them within ${middle} ms, longest ${sorted.at(-1)} ms, aim ${limits[member]} ms`;
}

const dataDir = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
const server = await startServer(dataDir);
try {
  const all = await kioskTaps(server.baseUrl, server.officeKey);
  console.log(`\nFrom a tap on a kiosk to what is painted, processor slowed ${slowdown} times, ${all.length} taps`);
  console.log(line("the screen", "paintMs", all));
  console.log(line("thanks", "thanksMs", all));
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
