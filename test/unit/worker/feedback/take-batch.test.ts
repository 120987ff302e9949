import { expect, test } from "vitest";
import type { FeedbackItem } from "../../../../shared/contract/feedback.ts";
import type { DeviceGate } from "../../../../worker/feedback/take-batch.ts";
import { refusedAtGate } from "../../../../worker/feedback/take-batch.ts";

const kiosk = "H20-7k3m9q2x4t";
const gate: DeviceGate = {
  isNeeded: (touchpoint) => touchpoint === kiosk,
  isSigned: () => false,
  open: () => {
    throw new Error("nobody signed");
  },
};
const fromPhone: FeedbackItem = {
  id: "0193a000-0000-7000-8000-000000000001",
  revision: 1,
  amend_key: "A".repeat(22),
  touchpoint: kiosk,
  answered_at: "2026-11-24T08:15:00.000+07:00",
  level: null,
  comment: "Chờ lâu",
  follows: "0193a000-0000-7000-8000-000000000000",
};

test("lets a comment pass that a kiosk handed to somebody's phone", () => {
  expect(refusedAtGate(fromPhone, gate)).toBeNull();
  expect(refusedAtGate({ ...fromPhone, answers: {}, reasons: [] }, gate)).toBeNull();
});

const { comment: _, ...wordless } = fromPhone;
const { follows: __, ...alone } = fromPhone;

test.each<[string, FeedbackItem]>([
  ["a level", { ...fromPhone, level: 5 }],
  ["answers, which count as levels do", { ...fromPhone, answers: { attitude: 5 } }],
  ["reasons", { ...fromPhone, reasons: ["waiting-time"] }],
  ["that somebody told them what to choose", { ...fromPhone, pressure: "office" }],
  ["nothing in words", { ...wordless, reasons: ["waiting-time"] }],
  ["words that follow nothing", alone],
])("lets nothing else pass that nobody signed for: %s", (_says, item) => {
  expect(refusedAtGate(item, gate)).toEqual({ kind: "device-needed", given: kiosk });
  expect(refusedAtGate({ ...item, touchpoint: "H20-0000000000" }, gate)).toBeNull();
});
