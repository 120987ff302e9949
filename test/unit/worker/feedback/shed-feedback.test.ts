import { expect, test } from "vitest";
import { keptForKiosks, mostUnderWay, shedFeedback } from "../../../../worker/feedback/shed-feedback.ts";

const anybody = new Request("http://server/v1/feedback");
const kiosk = new Request("http://server/v1/feedback", { headers: { "signature-input": "sig1=x" } });

test.each([
  ["a rating while there is room", anybody, mostUnderWay, true],
  ["a rating when there is none", anybody, mostUnderWay + 1, false],
  ["a kiosk's rating then", kiosk, mostUnderWay + 1, true],
  ["a kiosk's rating up to its own reserve", kiosk, mostUnderWay + keptForKiosks, true],
  ["a kiosk's rating beyond it", kiosk, mostUnderWay + keptForKiosks + 1, false],
])("%s: %#", (_says, request, count, isTaken) => {
  const shed = shedFeedback({ request, underWay: { count } });
  expect(shed).toEqual(
    isTaken ? { ok: true, value: null } : { ok: false, failure: { kind: "overloaded", retryAfterSeconds: 2 } },
  );
});
