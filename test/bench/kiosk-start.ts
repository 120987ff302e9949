import type { BenchOffice } from "./bench-kiosk.ts";
import { benchKiosk, slowAndAlone } from "./bench-kiosk.ts";

const starts = 10;

/**
 * Returns the milliseconds from a start to the frame with the faces, for each start: without network, processor slowed
 * four times.
 */
export async function kioskStarts(office: BenchOffice): Promise<readonly number[]> {
  const kiosk = await benchKiosk(office, () => {
    const look = (): void => {
      const face = document.querySelector("citizen-kiosk")?.shadowRoot?.querySelector("button.face");
      if (face) requestAnimationFrame(() => setTimeout(() => performance.mark("faces")));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await slowAndAlone(kiosk);
  const all: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    await kiosk.page.reload();
    await kiosk.page.waitForFunction(() => performance.getEntriesByName("faces").length > 0);
    all.push(await kiosk.page.evaluate(() => performance.getEntriesByName("faces")[0]?.startTime ?? 0));
  }
  await kiosk.page.context().close();
  return all;
}
