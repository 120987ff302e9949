import fc from "fast-check";
import { expect, test } from "vitest";
import { feedbackBatch, feedbackItem } from "../../../../shared/contract/feedback.ts";
import type { Moment } from "../../../../widget/clock/start-clock.ts";
import { leavingLimits, prepareBatch, stayingLimits } from "../../../../widget/outbox/prepare-batch.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";

const answeredMs = Date.parse("2026-11-24T08:15:00.000+07:00");
const now: Moment = { ms: answeredMs + 2120, offsetMinutes: 420, monotonicMs: 3120.4, session: "this" };
const itemsOf = (body: string): { age_ms?: number }[] => JSON.parse(body).feedback;

test("is an envelope that the contract takes", () => {
  const { body } = prepareBatch([keptFeedback(1), keptFeedback(2, 3)], now, stayingLimits);
  const batch = feedbackBatch.parse(JSON.parse(body));
  expect(batch.sent_at).toBe("2026-11-24T08:15:02.120+07:00");
  expect(batch.feedback.every((item) => feedbackItem.safeParse(item).success)).toBe(true);
});

test("tells the age of what this page load captured", () => {
  const { body } = prepareBatch([keptFeedback(1)], now, stayingLimits);
  expect(itemsOf(body)[0]?.age_ms).toBe(2120);
});

test("tells no age of another load's items, nor where the device slept in between", () => {
  const other = { ...keptFeedback(1), session: "another" };
  const slept = { ...now, ms: answeredMs + 3_600_000 };
  expect(itemsOf(prepareBatch([other], now, stayingLimits).body)[0]).not.toHaveProperty("age_ms");
  expect(itemsOf(prepareBatch([keptFeedback(1)], slept, stayingLimits).body)[0]).not.toHaveProperty("age_ms");
});

test("an age stands where the wall clock was set back", () => {
  const setBack = { ...now, ms: answeredMs - 86_400_000 };
  expect(itemsOf(prepareBatch([keptFeedback(1)], setBack, stayingLimits).body)[0]?.age_ms).toBe(2120);
});

test("is cut by count and by bytes, and takes at least one item", () => {
  const rows = Array.from({ length: 150 }, (_, order) => keptFeedback(order));
  expect(prepareBatch(rows, now, stayingLimits).rows).toHaveLength(100);
  const long = rows.map(({ item }, order) =>
    keptFeedback(order, 1, { ...item, id: item.id, comment: "ệ".repeat(4000) }),
  );
  const leaving = prepareBatch(long, now, leavingLimits);
  expect(leaving.rows).toHaveLength(4);
  expect(prepareBatch(long, now, { items: 100, bytes: 10 }).rows).toHaveLength(1);
  expect(prepareBatch([], now, stayingLimits).rows).toEqual([]);
});

test("never goes beyond the bytes that it may have", () => {
  const comment = fc.string({ unit: "grapheme", maxLength: 300 });
  fc.assert(
    fc.property(fc.array(comment, { minLength: 2, maxLength: 40 }), (comments) => {
      const rows = comments.map((text, order) => keptFeedback(order, 1, { comment: text }));
      const { body, rows: taken } = prepareBatch(rows, now, { items: 100, bytes: 3000 });
      expect(taken.length).toBeGreaterThan(0);
      expect(itemsOf(body)).toHaveLength(taken.length);
      if (taken.length > 1) expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(3000);
    }),
  );
});
