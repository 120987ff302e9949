import type { Browser, CDPSession, Page } from "playwright-core";
import type { EnrolmentTicket } from "../../shared/contract/device.ts";
import { openTab } from "../end-to-end/open-browser.ts";
import { callOffice } from "../server/office.ts";

/** An enrolled kiosk, with nobody there. */
export type BenchKiosk = {
  readonly page: Page;
  readonly session: CDPSession;
  readonly device: string;
  readonly touchpoint: string;
};

/** The server and office of a kiosk. */
export type BenchOffice = { readonly browser: Browser; readonly baseUrl: string; readonly key: string };

/** Time between touches. The page ignores touches that follow each other too fast. */
export const personMs = 700;
const slowdown = 4;
let made = 0;

/** Enrols a fresh profile at its own touchpoint. `prepare` runs in the page before its scripts. */
export async function benchKiosk(office: BenchOffice, prepare: () => void): Promise<BenchKiosk> {
  const { browser, baseUrl, key } = office;
  const touchpoint = `H20-kbench000${made++}`;
  const touchpoints = [{ id: touchpoint, unit: "29869", channel: "kiosk", name: "Sảnh", from: "2025-07-01" }];
  await callOffice({ baseUrl, key }, "PUT /touchpoints", { touchpoints });
  const given = { touchpoint, name: "Máy đo" };
  const { link, device } = await callOffice<EnrolmentTicket>({ baseUrl, key }, "POST /devices", given);
  const { page, context } = await openTab(browser, { hasTouch: true, viewport: { width: 1080, height: 1920 } });
  await page.addInitScript(prepare);
  await page.goto(`${baseUrl}/kiosk/${new URL(link).hash}`);
  await page.getByRole("button", { name: "Ghi danh" }).click();
  await page.getByRole("button", { name: "Đã hiểu" }).waitFor();
  await page.waitForTimeout(personMs);
  await page.getByRole("button", { name: "Đã hiểu" }).click();
  await page.locator(".face").first().waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  // Like a tablet that is switched on: it already knows its form.
  await page.reload();
  await page.locator(".face").first().waitFor();
  await page.waitForTimeout(1000);
  return { page, session: await context.newCDPSession(page), device, touchpoint };
}

/** Slows the page's processor to that of a cheap tablet, and switches its network off. */
export async function slowAndAlone({ page, session }: BenchKiosk): Promise<void> {
  await page.context().setOffline(true);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
}
