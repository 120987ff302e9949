import { runInDurableObject } from "cloudflare:test";
import { lastingDeps } from "../../../worker/agency/agency-deps.ts";
import { settleDays } from "../../../worker/counts/settle-days.ts";
import { todayInVietnam } from "../indices/busy-office.ts";
import { stubOf } from "../publications/publish-later.ts";

/** Settles what an agency has received so far, as if so many days had passed. */
export function settleLater(code: string, days = 1): Promise<void> {
  return runInDurableObject(stubOf(code), (_, { storage }) => {
    const lasting = lastingDeps(storage.sql);
    const now = { ...lasting, organization: lasting.organization(), today: todayInVietnam() + days };
    storage.transactionSync(() => settleDays(now));
  });
}
