import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { lastingDeps } from "../../../worker/agency/agency-deps.ts";
import { publishDue } from "../../../worker/publications/publish-due.ts";
import { todayInVietnam } from "../indices/busy-office.ts";

/** The agency's object. */
export function stubOf(code: string): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName(code));
}

/** Publishes as if so many days had passed, or breaks off after so many steps; answers how many there were. */
export function publishLater(code: string, days: number, most: number = Number.POSITIVE_INFINITY): Promise<number> {
  return runInDurableObject(stubOf(code), (_, { storage }) => {
    const { source, organization, publications: store } = lastingDeps(storage.sql);
    const today = todayInVietnam() + days;
    const inTransaction = (write: () => void): void => storage.transactionSync(write);
    const time = { nowMs: Date.now() + days * 86_400_000, today, threshold: 10 };
    const steps = publishDue({ ...time, source, organization: organization(), store, inTransaction });
    let done = 0;
    while (done < most && !steps.next().done) done += 1;
    return done;
  });
}
