import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, formatDay, parseDay } from "../../../../shared/calendar/day.ts";
import { noOwnDays, workingCalendar } from "../../../../shared/calendar/working-calendar.ts";
import { defaultClock } from "../../../../worker/deadlines/deadline-book.ts";
import { deadlineStatus, dueDay } from "../../../../worker/deadlines/due-day.ts";

const calendar = workingCalendar(noOwnDays);
const everyDay = fc.integer({ min: day("2024-01-01"), max: day("2030-12-31") });

function day(text: string): Day {
  return parseDay(text) ?? Number.NaN;
}

describe("the days of a clock", () => {
  it("skip Tết 2026 in warning, due day and escalation", () => {
    const days = dueDay(day("2026-02-06"), { ...defaultClock, working_days: 7 }, calendar);
    const { due, warnFrom, escalateFrom } = days;
    expect([warnFrom, due, escalateFrom].map(formatDay)).toEqual(["2026-02-13", "2026-02-24", "2026-03-03"]);
  });

  it("say when they rest on assumed days off", () => {
    expect(dueDay(day("2027-12-01"), defaultClock, calendar).isAssumed).toBe(false);
    expect(dueDay(day("2027-12-28"), defaultClock, calendar).isAssumed).toBe(true);
  });
});

describe("a clock", () => {
  // Received on a Monday; due on the Monday two weeks later, warned from the Thursday before, escalated a week after.
  const days = dueDay(day("2026-06-01"), defaultClock, calendar);

  it.each([
    ["2026-06-01", null, "running", false],
    ["2026-06-10", null, "running", false],
    ["2026-06-11", null, "warned", false],
    ["2026-06-15", null, "warned", false],
    ["2026-06-16", null, "overdue", false],
    ["2026-06-21", null, "overdue", false],
    ["2026-06-22", null, "overdue", true],
    ["2026-08-01", null, "overdue", true],
    ["2026-06-02", "2026-06-02", "met", false],
    ["2026-06-15", "2026-06-15", "met", false],
    ["2026-08-01", "2026-06-15", "met", false],
    ["2026-06-16", "2026-06-16", "missed", false],
    ["2026-08-01", "2026-06-30", "missed", false],
  ])("stands on %s, answered on %s, as %s, escalated: %s", (today, answered, status, isEscalated) => {
    const answeredDay = answered === null ? null : day(answered);
    expect(deadlineStatus(days, { today: day(today), answeredDay })).toEqual({ status, isEscalated });
  });

  it("goes only from running to warned, to overdue, to escalated", () => {
    const order = ["running", "warned", "overdue"];
    const placeOf = (days: Parameters<typeof deadlineStatus>[0], today: Day): number => {
      const { status, isEscalated } = deadlineStatus(days, { today, answeredDay: null });
      return order.indexOf(status) + (isEscalated ? 1 : 0);
    };
    const clocks = fc.record({
      working_days: fc.integer({ min: 1, max: 40 }),
      warn_working_days: fc.nat(40),
      escalate_working_days: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(everyDay, clocks, fc.nat(150), fc.nat(150), (received, clock, after, later) => {
        const ofClock = dueDay(received, clock, calendar);
        expect(placeOf(ofClock, received + after + later)).toBeGreaterThanOrEqual(placeOf(ofClock, received + after));
        expect(placeOf(ofClock, ofClock.due)).toBe(1);
        expect(ofClock.escalateFrom).toBeGreaterThan(ofClock.due);
        expect(ofClock.warnFrom).toBeLessThanOrEqual(ofClock.due);
      }),
    );
  });
});
