import { describe, expect, it } from "vitest";
import { type DeadlineClock, deadlineClock } from "../../../../shared/contract/deadline.ts";
import { deadlineFor, defaultClock } from "../../../../worker/deadlines/deadline-for.ts";

function clock(unit: string | null, category: string | null, working_days: number): DeadlineClock {
  return { ...defaultClock, unit, category, working_days };
}

const clocks = [
  clock(null, null, 15),
  clock(null, "attitude", 3),
  clock("North", null, 8),
  clock("Ward", "fees", 4),
  clock("South", "attitude", 2),
];

describe("the clock that stands", () => {
  it.each([
    [["H20", "North", "Ward"], "fees", 4, "the unit's own of the category"],
    [["H20", "North", "Ward"], "attitude", 8, "the nearest ancestor's, before one of the category further up"],
    [["H20", "North"], "fees", 8, "the unit's own for all categories"],
    [["H20", "South"], "attitude", 2, "the unit's own of the category"],
    [["H20", "South"], "fees", 15, "that for all units and categories"],
    [["H20", "East"], "attitude", 3, "that of the category for all units"],
    [["H20"], null, 15, "that for all, for what has no category"],
  ])("for %j and %s has %i working days: %s", (path, category, workingDays, _) => {
    expect(deadlineFor(clocks, { path, category }).working_days).toBe(workingDays);
  });

  it("is the same in whatever order the clocks come", () => {
    const asked = { path: ["H20", "North", "Ward"], category: "attitude" };
    expect(deadlineFor([...clocks].reverse(), asked)).toEqual(deadlineFor(clocks, asked));
  });

  it("is 10 working days, with a warning 2 before and the parent told 5 after, where none is set", () => {
    expect(deadlineFor([], { path: ["H20"], category: null })).toEqual(deadlineClock.parse({}));
    expect(defaultClock).toMatchObject({ working_days: 10, warn_working_days: 2, escalate_working_days: 5 });
  });
});
