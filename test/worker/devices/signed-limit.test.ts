import { expect, test } from "vitest";
import { feedbackPath } from "../../../shared/crypto/signature-base.ts";
import { newFeedback } from "../call-api.ts";
import { ask, environmentWith } from "../office.ts";
import { batchOf, enrolledTablet, kioskAgency, numbered, sign } from "./signing-tablet.ts";

// The first request of an isolate sets its limits: this file has one of its own.
const environment = environmentWith({ RATE_LIMIT: "100" });

test("neither unsigned feedback nor false signatures use up a device's rate limit", async () => {
  await ask("GET /healthz", { environment });
  const agency = await kioskAgency("SLIM");
  const tablet = await enrolledTablet(agency);
  const stranger = await enrolledTablet(agency, { touchpoint: agency.kiosks[1] });
  const { touchpoint } = tablet.enrolled;
  const flood = (): ReturnType<typeof ask> => {
    const items = Array.from({ length: 100 }, () => newFeedback(touchpoint));
    return ask(`POST ${feedbackPath}`, { body: batchOf(items), environment });
  };
  const statuses = (await Promise.all(Array.from({ length: 6 }, flood))).map(({ status }) => status);
  expect(statuses).toContain(429);
  const forge = async (): Promise<string | null> => {
    const body = batchOf(Array.from({ length: 100 }, () => newFeedback(touchpoint)));
    const headers = await sign({ ...tablet, pair: stranger.pair }, feedbackPath, body);
    return (await ask(`POST ${feedbackPath}`, { body, headers, environment, client: "203.0.113.66" })).kind;
  };
  const forged = [];
  for (let time = 0; time < 62; time += 1) forged.push(await forge());
  expect(new Set(forged.slice(0, 60))).toEqual(new Set(["signature"]));
  expect(forged.slice(60)).toEqual(["rate-limited", "rate-limited"]);
  const body = batchOf(numbered(tablet, [1, 2]));
  const headers = await sign(tablet, feedbackPath, body);
  const sent = await ask(`POST ${feedbackPath}`, { body, headers, environment });
  expect(sent).toMatchObject({ status: 200, body: { receipts: [{ outcome: "accepted" }, { outcome: "accepted" }] } });
});

test("a device has a limit of its own, whatever its client sent before", async () => {
  const agency = await kioskAgency("SLIM");
  const tablet = await enrolledTablet(agency);
  const send = async (first: number): Promise<number> => {
    const numbers = Array.from({ length: 100 }, (_, place) => first + place);
    const body = batchOf(numbered(tablet, numbers));
    const headers = await sign(tablet, feedbackPath, body);
    return (await ask(`POST ${feedbackPath}`, { body, headers, environment })).status;
  };
  const statuses = [];
  for (let batch = 0; batch < 5; batch += 1) statuses.push(await send(1 + 100 * batch));
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
});
