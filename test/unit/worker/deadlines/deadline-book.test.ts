import { describe, expect, it } from "vitest";
import { type Day, formatDay, parseDay } from "../../../../shared/calendar/day.ts";
import { type DeadlineClock, deadlineClock, type PutCalendar } from "../../../../shared/contract/deadline.ts";
import { deadlineBook, deadlineFor, defaultClock } from "../../../../worker/deadlines/deadline-book.ts";
import { type DatedUnit, unitHistory } from "../../../../worker/organization/unit-tree.ts";

function day(text: string): Day {
  return parseDay(text) ?? Number.NaN;
}

function unit(code: string, parent: string | null, from: string): DatedUnit {
  return { code, name: code, parent, kind: "commune", validFrom: day(from), validTo: null };
}

const units = unitHistory("H20", [
  unit("H20", null, "1900-01-01"),
  unit("North", "H20", "2025-01-01"),
  unit("South", "H20", "2025-01-01"),
  unit("Ward", "North", "2025-01-01"),
  unit("Ward", "South", "2026-07-01"),
]);

const noDays: PutCalendar = { days_off: [], working_days: [], confirmed_years: [] };

function bookOf(store: { calendar: PutCalendar; clocks: DeadlineClock[] }): ReturnType<typeof deadlineBook> {
  return deadlineBook({ calendar: () => store.calendar, clocks: () => store.clocks });
}

describe("an agency's book of deadlines", () => {
  it("counts by the clock of the unit's parent as it was on the day of receipt", () => {
    const clocks = [
      { ...defaultClock, unit: "North", working_days: 1 },
      { ...defaultClock, unit: "South", working_days: 3 },
    ];
    const book = bookOf({ calendar: noDays, clocks });
    const dueOf = (received: string): string =>
      formatDay(book.dueDays(units, { receivedDay: day(received), unit: "Ward", category: null }).due);
    expect([dueOf("2026-06-29"), dueOf("2026-07-06")]).toEqual(["2026-06-30", "2026-07-09"]);
  });

  it("reads calendar and clocks again after forget", () => {
    const store = { calendar: noDays, clocks: [{ ...defaultClock, working_days: 1 }] };
    const book = bookOf(store);
    const due = (): string =>
      formatDay(book.dueDays(units, { receivedDay: day("2026-06-01"), unit: "North", category: null }).due);
    expect(due()).toBe("2026-06-02");
    store.calendar = { ...noDays, days_off: [{ from: "2026-06-02", to: "2026-06-03", name: "Hội nghị" }] };
    expect(due()).toBe("2026-06-02");
    book.forget();
    expect(due()).toBe("2026-06-04");
    store.clocks = [{ ...defaultClock, working_days: 2 }];
    book.forget();
    expect(due()).toBe("2026-06-05");
  });
});

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

describe("the clock of a unit and category", () => {
  it.each([
    [["H20", "North", "Ward"], "fees", 4, "the unit's own of the category"],
    [["H20", "North", "Ward"], "attitude", 8, "the nearest ancestor's, before one of the category further up"],
    [["H20", "North"], "fees", 8, "the unit's own for all categories"],
    [["H20", "South"], "attitude", 2, "the unit's own of the category"],
    [["H20", "South"], "fees", 15, "that for all units and categories"],
    [["H20", "East"], "attitude", 3, "that of the category for all units"],
    [["H20"], null, 15, "that for all, for what has no category"],
  ])("of %j and %s has %i working days: %s", (path, category, workingDays, _) => {
    expect(deadlineFor(clocks, { path, category }).working_days).toBe(workingDays);
  });

  it("is the same in any order of clocks", () => {
    const asked = { path: ["H20", "North", "Ward"], category: "attitude" };
    expect(deadlineFor([...clocks].reverse(), asked)).toEqual(deadlineFor(clocks, asked));
  });

  it("is 10 working days by default, with a warning 2 before and the parent told 5 after", () => {
    expect(deadlineFor([], { path: ["H20"], category: null })).toEqual(deadlineClock.parse({}));
    expect(defaultClock).toMatchObject({ working_days: 10, warn_working_days: 2, escalate_working_days: 5 });
  });
});
