import { expect, test } from "vitest";
import { feedbackPath } from "../../../shared/crypto/signature-base.ts";
import { newFeedback } from "../call-api.ts";
import { ask, environmentWith } from "../office.ts";
import { batchOf, enrolledTablet, kioskAgency, numbered, sign } from "./signing-tablet.ts";

// The first request of an isolate sets its limits: this file has one of its own.
const environment = environmentWith({ RATE_LIMIT: "100" });

test("a flood of unsigned feedback for a kiosk's touchpoint does not use its device's rate limit", async () => {
  await ask("GET /healthz", { environment });
  const agency = await kioskAgency("SLIM");
  const tablet = await enrolledTablet(agency);
  const { touchpoint } = tablet.enrolled;
  const flood = (): ReturnType<typeof ask> => {
    const items = Array.from({ length: 100 }, () => newFeedback(touchpoint));
    return ask(`POST ${feedbackPath}`, { body: batchOf(items), environment });
  };
  const statuses = (await Promise.all(Array.from({ length: 6 }, flood))).map(({ status }) => status);
  expect(statuses).toContain(429);
  const body = batchOf(numbered(tablet, [1, 2]));
  const sent = await ask(`POST ${feedbackPath}`, {
    body,
    headers: await sign(tablet, feedbackPath, body),
    environment,
  });
  expect(sent).toMatchObject({ status: 200, body: { receipts: [{ outcome: "accepted" }, { outcome: "accepted" }] } });
});
