import { expect, test } from "vitest";
import { acceptFeedback } from "../../../../worker/feedback/accept-feedback.ts";
import type { FeedbackRow } from "../../../../worker/feedback/feedback-row.ts";
import { tallyChange } from "../../../../worker/feedback/tally-change.ts";
import { someDeps, aFeedback } from "./a-feedback.ts";

function row(different: Parameters<typeof aFeedback>[0]): FeedbackRow {
  const decision = acceptFeedback(aFeedback(different), undefined, someDeps());
  if (!decision.ok || decision.value.outcome !== "accepted") throw new Error("not accepted");
  return decision.value.row;
}

function brief(changes: ReturnType<typeof tallyChange>): string[] {
  return changes.map(({ question, level, by }) => `${question} ${level} ${by > 0 ? "+" : "−"}`);
}

test("a new rating adds one to its level, and one for each further answer", () => {
  expect(brief(tallyChange(undefined, row({ level: 4, answers: { attitude: 2 } })))).toEqual([
    "overall 4 +",
    "attitude 2 +",
  ]);
});

test("a changed level moves one count inside the same day", () => {
  const before = row({ level: 4 });
  const changes = tallyChange(before, { ...before, snapshot: { ...before.snapshot, level: 1 } });
  expect(brief(changes)).toEqual(["overall 4 −", "overall 1 +"]);
  expect(new Set(changes.map(({ day }) => day)).size).toBe(1);
});

test("an option is counted like a question of its own, and another option moves the count", () => {
  const before = row({ level: null, comment: "Góp ý", answers: { source: "counter", attitude: 3 } });
  expect(brief(tallyChange(undefined, before))).toEqual(["attitude 3 +", "source:counter 1 +"]);
  const after = { ...before, snapshot: { ...before.snapshot, answers: { source: "poster" } } };
  expect(brief(tallyChange(before, after))).toEqual(["attitude 3 −", "source:counter 1 −", "source:poster 1 +"]);
});

test("a comment alone is in no count", () => {
  expect(tallyChange(undefined, row({ level: null, comment: "Góp ý" }))).toEqual([]);
});

test("reasons go along with the level that they were named beside, and with no other answer", () => {
  const before = row({ level: 2, answers: { attitude: 2 }, reasons: ["waiting-time"] });
  const after = { ...before, snapshot: { ...before.snapshot, level: 1, reasons: null } };
  const changes = tallyChange(before, after).map(({ question, by, reasons }) => [question, by, reasons]);
  expect(changes).toEqual([
    ["overall", -1, ["waiting-time"]],
    ["attitude", -1, undefined],
    ["overall", 1, undefined],
    ["attitude", 1, undefined],
  ]);
});
