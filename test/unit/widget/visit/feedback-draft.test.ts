import { expect, test } from "vitest";
import { feedbackItem } from "../../../../shared/contract/feedback.ts";
import { reviseWithinMs as contractWithinMs } from "../../../../shared/contract/feedback.ts";
import { reviseDraft, reviseWithinMs, startDraft } from "../../../../widget/visit/feedback-draft.ts";
import { touchpoint } from "../../../fixtures/touchpoint-config.ts";

const now = { ms: Date.parse("2026-11-24T08:15:00.000+07:00"), offsetMinutes: 420, monotonicMs: 5000.4 };
const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(7);
const first = startDraft({ level: 2 }, { context: { touchpoint, locale: "vi" }, now, random });

test("the first tap makes id, secret and time, and is what the contract takes", () => {
  expect(first.item).toMatchObject({ revision: 1, level: 2, touchpoint, answered_at: "2026-11-24T08:15:00.000+07:00" });
  expect(feedbackItem.safeParse(first.item).success).toBe(true);
});

test("a revision is the whole snapshot, its time told by the clock that nobody sets", () => {
  const later = { ms: now.ms - 3_600_000, offsetMinutes: 480, monotonicMs: now.monotonicMs + 4200 };
  const second = reviseDraft(first, { reasons: ["sign-in"] }, later);
  expect(second?.item).toEqual({
    ...first.item,
    revision: 2,
    reasons: ["sign-in"],
    revised_at: "2026-11-24T09:15:04.200+08:00",
  });
  expect(feedbackItem.safeParse(second?.item).success).toBe(true);
});

test("a comment that is taken back leaves nothing behind on the wire", () => {
  const second = reviseDraft(first, { comment: "Chậm", ticket: "H20-7K3M9Q2XHW4TP" }, now);
  const third = second && reviseDraft(second, { comment: undefined, ticket: undefined }, now);
  expect(JSON.parse(JSON.stringify(third?.item))).toEqual({
    ...first.item,
    revision: 3,
    revised_at: first.item.answered_at,
  });
});

test("it is closed after the contract's 15 minutes, not a moment earlier", () => {
  expect(reviseWithinMs).toBe(contractWithinMs);
  const after = (ms: number) => reviseDraft(first, { level: 3 }, { ...now, monotonicMs: now.monotonicMs + ms });
  expect(after(reviseWithinMs)?.item.level).toBe(3);
  expect(after(reviseWithinMs + 1)).toBeUndefined();
});
