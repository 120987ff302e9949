import type { Day } from "../../shared/calendar/day.ts";
import { ownDaysOf, type WorkingCalendar, workingCalendar } from "../../shared/calendar/working-calendar.ts";
import type { DeadlineClock } from "../../shared/contract/deadline.ts";
import type { UnitHistory } from "../organization/unit-tree.ts";
import type { DeadlineStore } from "./deadline-store.ts";
import { type DueDays, dueDay } from "./due-day.ts";

/** What starts a clock: the unit that must answer, and the agency's day of receipt. */
export type ClockStart = { readonly receivedDay: Day; readonly unit: string; readonly category: string | null };

/** An agency's calendar and clocks. They are read once, and again after a change. */
export interface DeadlineBook {
  calendar(): WorkingCalendar;
  /** The days of the clock that applies to a unit and category; the unit tree is that of the day of receipt. */
  dueDays(units: UnitHistory, start: ClockStart): DueDays;
  /** To be called after a change of calendar or clocks. */
  forget(): void;
}

/** The book of one agency. */
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

/** Whose clock is looked up: units from the agency's root down to the one that must answer, and the comment's category. */
export type ClockAsked = { readonly path: readonly string[]; readonly category: string | null };

/** The clock of an agency that has set none: an answer is due within 10 working days. */
export const defaultClock: DeadlineClock = {
  unit: null,
  category: null,
  working_days: 10,
  warn_working_days: 2,
  escalate_working_days: 5,
};

/**
 * The clock that applies to a unit and category. The nearest unit comes first: its own clocks, then those of each
 * ancestor, then those for all units; of one unit's clocks that of the category comes before that for all categories.
 */
export function deadlineFor(clocks: readonly DeadlineClock[], { path, category }: ClockAsked): DeadlineClock {
  for (const unit of [...path].reverse().concat(forAll)) {
    const ofUnit = clocks.filter((clock) => (clock.unit ?? forAll) === unit);
    const clock = ofUnit.find((it) => it.category !== null && it.category === category);
    const found = clock ?? ofUnit.find((it) => it.category === null);
    if (found) return found;
  }
  return defaultClock;
}

/** No unit has an empty code. */
const forAll = "";
