import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { lastingDeps } from "../../../worker/agency/agency-deps.ts";
import { publishSteps } from "../../../worker/agency/daily-close.ts";

/** The agency's object. */
export function stubOf(code: string): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName(code));
}

/** Publishes as if so many days had passed, or breaks off after so many steps; answers how many there were. */
export function publishLater(code: string, days: number, most: number = Number.POSITIVE_INFINITY): Promise<number> {
  return runInDurableObject(stubOf(code), (_, { storage }) => {
    const nowMs = Date.now() + days * 86_400_000;
    const steps = publishSteps(lastingDeps(storage.sql), { nowMs, storage });
    let done = 0;
    while (done < most && !steps.next().done) done += 1;
    return done;
  });
}
