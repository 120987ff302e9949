import type { Page } from "playwright-core";
import type { BenchOffice } from "./bench-kiosk.ts";
import { benchKiosk, personMs, slowAndAlone } from "./bench-kiosk.ts";

/** Milliseconds from a tap to the frame that shows the next screen, and to the frame that shows the thanks. */
export type KioskTap = { readonly paintMs: number; readonly thanksMs: number };

const taps = 20;

/** Taps on a kiosk without network, processor slowed four times. The thanks come after the rating is stored. */
export async function kioskTaps(office: BenchOffice): Promise<readonly KioskTap[]> {
  // The page asks nobody about pressure, so all visits have the same screens.
  const kiosk = await benchKiosk(office, () => {
    Math.random = () => 0.99;
  });
  await kiosk.page.waitForTimeout(personMs);
  await slowAndAlone(kiosk);
  const all: KioskTap[] = [];
  for (let tap = 0; tap < taps; tap += 1) all.push(await oneTap(kiosk.page, tap));
  await kiosk.page.context().close();
  return all;
}

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
