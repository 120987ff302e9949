import { expect, test } from "vitest";
import type { FeedbackItem } from "../../../../shared/contract/feedback.ts";
import type { NumberedFeedback } from "../../../../widget/device/device-memory.ts";
import { asSent } from "../../../../widget/device/numbered-outbox.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";

const capturedMs = Date.parse("2026-11-24T08:15:00.000+07:00");

function waiting(more: Partial<NumberedFeedback> = {}, revision = 1): NumberedFeedback {
  const { id, item, session, tappedAtMs } = keptFeedback(1, revision);
  return { sequence: 118, id, item, session, tappedAtMs, device: "device-0123456789abcdef", epoch: 1, ...more };
}

function itemToSend(row: NumberedFeedback): FeedbackItem {
  return asSent(row, "https://feedback.example").item;
}

test("is sent under its number, its time untouched where the clock was right", () => {
  const sent = itemToSend(waiting({ placed: { ms: capturedMs, isGuess: false } }));
  expect(sent).toEqual({ ...waiting().item, sequence: 118 });
});

test("is sent with the time by the server's clock, in the zone that it had; a revision's time moves along", () => {
  const sent = itemToSend(waiting({ placed: { ms: capturedMs - 3_600_000, isGuess: false } }, 2));
  expect(sent.answered_at).toBe("2026-11-24T07:15:00.000+07:00");
  expect(sent.revised_at).toBe("2026-11-24T07:15:09.000+07:00");
  expect(sent.signs).toBeUndefined();
});

test("a guessed time is told as such, beside what else was noticed", () => {
  const { item } = waiting();
  const sent = itemToSend(
    waiting({ item: { ...item, signs: ["drumming"] }, placed: { ms: capturedMs, isGuess: true } }),
  );
  expect(sent.signs).toEqual(["drumming", "clock"]);
});

test("a technician's trial has no number", () => {
  expect(itemToSend(waiting({ sequence: 0 }))).not.toHaveProperty("sequence");
});
