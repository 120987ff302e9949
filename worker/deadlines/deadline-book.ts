import { type Day, parseDay } from "../../shared/calendar/day.ts";
import { type OwnDays, type WorkingCalendar, workingCalendar } from "../../shared/calendar/working-calendar.ts";
import type { DeadlineClock, PutCalendar } from "../../shared/contract/deadline.ts";
import type { UnitHistory } from "../organization/unit-tree.ts";
import { deadlineFor } from "./deadline-for.ts";
import type { DeadlineStore } from "./deadline-store.ts";
import { type DueDays, dueDay } from "./due-day.ts";

/** What starts a clock: the unit that must answer, and the agency's day on which it was received. */
export type ClockStart = { readonly receivedDay: Day; readonly unit: string; readonly category: string | null };

/** An agency's calendar and clocks, read once and again after a change of them. */
export interface DeadlineBook {
  calendar(): WorkingCalendar;
  /** The days of the clock that stands for a unit, as the tree was on the day of receipt, and a category. */
  dueDays(units: UnitHistory, start: ClockStart): DueDays;
  /** To be called after a change of calendar or clocks. */
  forget(): void;
}

/** The book on a store. */
export function deadlineBook(store: Pick<DeadlineStore, "calendar" | "clocks">): DeadlineBook {
  let calendar: WorkingCalendar | null = null;
  let clocks: readonly DeadlineClock[] | null = null;
  const knownCalendar = (): WorkingCalendar => {
    calendar ??= workingCalendar(ownDaysOf(store.calendar()));
    return calendar;
  };
  return {
    calendar: knownCalendar,
    dueDays(units, { receivedDay, unit, category }) {
      clocks ??= store.clocks();
      const path = units.allOn(receivedDay).pathTo(unit);
      return dueDay(receivedDay, deadlineFor(clocks, { path, category }), knownCalendar());
    },
    forget() {
      calendar = null;
      clocks = null;
    },
  };
}

/** What an agency says of its days, as the calendar takes it. */
export function ownDaysOf({ days_off, working_days, confirmed_years }: PutCalendar): OwnDays {
  return {
    daysOff: days_off.map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) })),
    workingDays: working_days.map(({ day, instead_of }) => {
      return { day: dayOf(day), insteadOf: instead_of ? dayOf(instead_of) : null };
    }),
    confirmedYears: confirmed_years.map(({ year }) => year),
  };
}

/** The contract has checked that it is a day. */
function dayOf(text: string): Day {
  return parseDay(text) ?? 0;
}
