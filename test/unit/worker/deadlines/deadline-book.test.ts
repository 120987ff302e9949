import { describe, expect, it } from "vitest";
import { type Day, formatDay, parseDay } from "../../../../shared/calendar/day.ts";
import type { DeadlineClock, PutCalendar } from "../../../../shared/contract/deadline.ts";
import { deadlineBook } from "../../../../worker/deadlines/deadline-book.ts";
import { defaultClock } from "../../../../worker/deadlines/deadline-for.ts";
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

  it("reads calendar and clocks again after it was told to forget them", () => {
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
