import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commentStates, type CommentChange } from "../../../../shared/contract/comment.ts";
import { changeComment, type Changing } from "../../../../worker/comments/change-comment.ts";
import { errorsOf } from "../../../../worker/problems/failure.ts";
import { aComment } from "./a-comment.ts";

const changing: Changing = { today: 20_790, dueDays: () => null };

/** The state and decision after a change, or why the change is refused. */
function afterOf(from: Parameters<typeof aComment>[0], change: CommentChange): unknown {
  const changed = changeComment(aComment(from), change, changing);
  if (!changed.ok) return errorsOf(changed.failure)[0]?.pointer ?? changed.failure.kind;
  const { state, decision } = changed.value.course;
  return [state, decision];
}

describe("changeComment", () => {
  const why = "vì";
  test.each([
    ["received", { state: "approved" }, ["approved", "approved"]],
    ["held", { state: "hidden", hide_reason: "insult" }, ["hidden", "hidden"]],
    ["received", { state: "held" }, ["held", null]],
    ["received", { state: "assigned", unit: "B" }, ["assigned", null]],
    ["received", { state: "closed" }, "/why"],
    ["received", { state: "closed", why }, ["closed", null]],
    ["received", {}, "/state"],
    ["received", { state: "hidden" }, "/hide_reason"],
    ["received", { state: "assigned" }, "/unit"],
    ["received", { state: "approved", unit: "B" }, "/unit"],
    ["received", { state: "approved", hide_reason: "insult" }, "/hide_reason"],
    ["answered", { state: "assigned", unit: "B" }, "/why"],
    ["answered", { state: "held", why }, "state-unfit"],
    ["withdrawn", { state: "approved" }, "state-unfit"],
    ["withdrawn", { category: "attitude" }, "state-unfit"],
    ["assigned", { state: "approved" }, ["assigned", "approved"]],
    ["closed", { state: "hidden", hide_reason: "advertising" }, ["closed", "hidden"]],
  ] as const)("of a comment that is %s, %j gives %j", (state, change, expected) => {
    expect(afterOf({ state }, change)).toEqual(expected);
  });

  test("asks why before a decision is turned round", () => {
    const approved = { state: "approved", decision: "approved" } as const;
    expect(afterOf(approved, { state: "hidden", hide_reason: "insult" })).toBe("/why");
    expect(afterOf(approved, { state: "held" })).toBe("/why");
    expect(afterOf(approved, { state: "held", why })).toEqual(["held", null]);
  });

  test("counts the clock of another unit, unless there is an answer already", () => {
    const due = { due: 7, warnFrom: 6, escalateFrom: 9, isAssumed: false };
    const other = { ...changing, dueDays: () => due };
    const to = { state: "assigned", unit: "B" } as const;
    const changed = changeComment(aComment({ told: "warned" }), to, other);
    expect(changed.ok && changed.value.course).toMatchObject({ due, told: "nothing", assignedTo: "B" });
    const answered = changeComment(aComment({ state: "answered", answeredDay: 3 }), { ...to, why }, other);
    expect(answered.ok && answered.value.course.due).toEqual(aComment().due);
  });

  test("raises the version by one, whatever is changed", () => {
    const changes = fc.record({
      state: fc.constantFrom("held", "approved", "hidden", "assigned", "closed"),
      why: fc.constant(why),
    });
    fc.assert(
      fc.property(fc.constantFrom(...commentStates), changes, fc.nat(), (state, change, version) => {
        const changed = changeComment(aComment({ state, version }), change as CommentChange, changing);
        if (changed.ok) expect(changed.value.course.version).toBe(version + 1);
      }),
    );
  });
});
