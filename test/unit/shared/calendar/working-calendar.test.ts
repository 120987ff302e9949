import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, formatDay, mondayOf, parseDay } from "../../../../shared/calendar/day.ts";
import {
  addWorkingDays,
  noOwnDays,
  type OwnDays,
  workingCalendar,
  workingDaysBetween,
} from "../../../../shared/calendar/working-calendar.ts";
import { fixtureRows } from "../../../fixtures/fixture-rows.ts";

const rows = fixtureRows(readFileSync(new URL("../../../fixtures/deadlines.csv", import.meta.url), "utf8"));

function day(text: string): Day {
  return parseDay(text) ?? Number.NaN;
}

function parts(text: string | undefined): string[] {
  return (text ?? "").split(" ").filter(Boolean);
}

function ownDaysOf(row: Record<string, string>): OwnDays {
  return {
    daysOff: parts(row.own_days_off).map((span) => {
      const [from = "", to = from] = span.split("..");
      return { from: day(from), to: day(to) };
    }),
    workingDays: parts(row.own_working_days).map((swap) => {
      const [worked = "", off] = swap.split(">");
      return { day: day(worked), insteadOf: off === undefined ? null : day(off) };
    }),
    confirmedYears: parts(row.confirmed).map(Number),
  };
}

const days = fc.integer({ min: day("2015-01-01"), max: day("2060-12-31") });
const counts = fc.integer({ min: 0, max: 300 });
const ownDays = fc
  .record({
    daysOff: fc.array(fc.tuple(days, fc.integer({ min: 0, max: 20 })), { maxLength: 8 }),
    workingDays: fc.array(days, { maxLength: 8 }),
  })
  .map(({ daysOff, workingDays }): OwnDays => {
    return {
      daysOff: daysOff.map(([from, more]) => ({ from, to: from + more })),
      workingDays: workingDays.map((it) => ({ day: it, insteadOf: it + 2 })),
      confirmedYears: [],
    };
  });
const calendars = ownDays.map(workingCalendar);

describe("a clock of working days", () => {
  it("is tested on a table of more than 80 cases", () => {
    expect(rows.length).toBeGreaterThan(80);
  });

  it.each(rows)("$topic: $working_days from $received end on $due", (row) => {
    const ended = addWorkingDays(day(row.received ?? ""), Number(row.working_days), workingCalendar(ownDaysOf(row)));
    expect([formatDay(ended.day), ended.isAssumed ? "yes" : "no"]).toEqual([row.due, row.assumed]);
  });

  it("ends on a working day, with as many working days counted", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 300 }), calendars, (from, count, calendar) => {
        const end = addWorkingDays(from, count, calendar);
        expect(calendar.isWorking(end.day)).toBe(true);
        expect(workingDaysBetween(from, end.day, calendar)).toEqual({ count, isAssumed: end.isAssumed });
      }),
    );
  });

  it("may be counted in two parts", () => {
    fc.assert(
      fc.property(days, counts, counts, calendars, (from, first, second, calendar) => {
        const half = addWorkingDays(from, first, calendar).day;
        expect(addWorkingDays(half, second, calendar).day).toBe(addWorkingDays(from, first + second, calendar).day);
      }),
    );
  });

  it("never ends earlier for what comes in later, nor for more days", () => {
    fc.assert(
      fc.property(days, fc.nat(30), counts, fc.nat(5), calendars, (from, later, count, more, calendar) => {
        const end = addWorkingDays(from, count, calendar).day;
        expect(addWorkingDays(from + later, count, calendar).day).toBeGreaterThanOrEqual(end);
        expect(addWorkingDays(from, count + more, calendar).day).toBeGreaterThanOrEqual(end);
      }),
    );
  });

  it("counts back to where it began, from a working day", () => {
    fc.assert(
      fc.property(days, counts, calendars, (from, count, calendar) => {
        const start = addWorkingDays(from, 1, calendar).day;
        const end = addWorkingDays(start, count, calendar).day;
        expect(addWorkingDays(end, -count, calendar).day).toBe(start);
      }),
    );
  });
});

describe("working days between two days", () => {
  it("add up over any day between, in both directions", () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: -400, max: 400 }),
        calendars,
        (from, a, b, calendar) => {
          const between = (one: Day, other: Day): number => workingDaysBetween(one, other, calendar).count;
          expect(between(from, from + a) + between(from + a, from + a + b)).toBe(between(from, from + a + b));
        },
      ),
    );
  });

  it("are plainly 0, in both directions, where nobody works", () => {
    const calendar = workingCalendar(noOwnDays);
    const [saturday, sunday] = [day("2026-11-28"), day("2026-11-29")];
    expect(workingDaysBetween(saturday, sunday, calendar).count).toBe(0);
    expect(workingDaysBetween(sunday, saturday, calendar).count).toBe(0);
  });

  it("are counted exactly over decades", () => {
    const calendar = workingCalendar(noOwnDays);
    const [from, to] = [day("2023-12-31"), day("2053-12-31")];
    let weekdays = 0;
    for (let it = from + 1; it <= to; it += 1) if (it - mondayOf(it) < 5) weekdays += 1;
    const yearly = Array.from({ length: 30 }, (_, place) =>
      workingDaysBetween(day(`${2023 + place}-12-31`), day(`${2024 + place}-12-31`), calendar),
    );
    expect(workingDaysBetween(from, to, calendar).count).toBe(yearly.reduce((sum, { count }) => sum + count, 0));
    expect(yearly.map(({ isAssumed }) => isAssumed).indexOf(true)).toBe(4);
    expect(weekdays - workingDaysBetween(from, to, calendar).count).toBeGreaterThan(30 * 10);
  });
});
