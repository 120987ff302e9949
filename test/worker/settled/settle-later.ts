import { runInDurableObject } from "cloudflare:test";
import { lastingDeps } from "../../../worker/agency/agency-deps.ts";
import { settleDays } from "../../../worker/counts/settle-days.ts";
import { todayInVietnam } from "../indices/busy-office.ts";
import { stubOf } from "../publications/publish-later.ts";

/** How it is settled: as if so many days had passed, some changes in a step, and breaking off after so many steps. */
type Settling = { readonly days?: number; readonly atOnce?: number; readonly most?: number };

/** Settles what an agency has received so far. */
export function settleLater(code: string, { days = 1, most = 1000, ...more }: Settling = {}): Promise<void> {
  return runInDurableObject(stubOf(code), (_, { storage }) => {
    const lasting = lastingDeps(storage.sql);
    const now = { ...lasting, ...more, organization: lasting.organization(), today: todayInVietnam() + days };
    let left = most;
    for (const step of settleDays(now)) {
      if (left === 0) return;
      left -= 1;
      storage.transactionSync(step);
    }
  });
}
