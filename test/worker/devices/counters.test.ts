import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { feedbackPath } from "../../../shared/crypto/signature-base.ts";
import { callApi } from "../call-api.ts";
import { alertsOf, batchOf, beat, enrolledTablet, inShort, kioskAgency, numbered, sign } from "./signing-tablet.ts";

describe("a counter that comes a second time", () => {
  test("in the same request, which browsers repeat over a broken connection, begins no alert", async () => {
    const agency = await kioskAgency("AGAIN");
    const tablet = await enrolledTablet(agency);
    const body = batchOf(numbered(tablet, [1]));
    const headers = await sign(tablet, feedbackPath, body);
    expect(await inShort(await callApi(feedbackPath, { body, headers }))).toBe("200");
    expect(await inShort(await callApi(feedbackPath, { body, headers }))).toBe("409 counter-stale");
    expect(await alertsOf(agency, tablet.device)).toEqual([]);
  });

  test("in a request that another one overtook while the object slept begins no alert", async () => {
    const agency = await kioskAgency("AGAIN");
    const tablet = await enrolledTablet(agency);
    await beat(tablet, {}, 1);
    await evictDurableObject(env.AGENCY.get(env.AGENCY.idFromName(agency.code)));
    await beat(tablet, {}, 3);
    expect(await inShort(await beat(tablet, {}, 2))).toBe("409 counter-stale");
    expect(await alertsOf(agency, tablet.device)).toEqual([]);
    expect(await inShort(await beat(tablet, {}, 1))).toBe("409 counter-stale");
    expect(await alertsOf(agency, tablet.device)).toEqual(["fork"]);
  });
});
