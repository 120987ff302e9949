import { type Day, formatDay, toDay } from "../../shared/calendar/day.ts";
import type { DeadlineClock, PutCalendar } from "../../shared/contract/deadline.ts";
import type { ReachDeps } from "../organization/organization.ts";

/** Days and clocks that an agency has set. */
export interface DeadlineStore {
  /** The agency's own days, by day. */
  calendar(): PutCalendar;
  /** Replaces all of them. */
  replaceCalendar(calendar: PutCalendar): void;
  /** Clocks by unit and category; null comes first. */
  clocks(): DeadlineClock[];
  /** Replaces all of them. */
  replaceClocks(clocks: readonly DeadlineClock[]): void;
}

/** What the operations on calendar and clocks work with. */
export type DeadlineDeps = ReachDeps & { readonly deadlines: DeadlineStore };

type DayOffRow = { from_day: Day; to_day: Day; name: string; source: string | null };
type WorkingDayRow = { day: Day; instead_of: Day | null; source: string | null };
type YearRow = { year: number; source: string };

function readCalendar(sql: SqlStorage): PutCalendar {
  const daysOff = sql.exec<DayOffRow>(
    "SELECT from_day, to_day, name, source FROM own_day_off ORDER BY from_day, to_day",
  );
  const workingDays = sql.exec<WorkingDayRow>("SELECT day, instead_of, source FROM own_working_day ORDER BY day");
  const years = sql.exec<YearRow>("SELECT year, source FROM confirmed_year ORDER BY year");
  return {
    days_off: [...daysOff].map(({ from_day, to_day, name, source }) => {
      return { from: formatDay(from_day), to: formatDay(to_day), name, source };
    }),
    working_days: [...workingDays].map(({ day, instead_of, source }) => {
      return { day: formatDay(day), instead_of: instead_of === null ? null : formatDay(instead_of), source };
    }),
    confirmed_years: [...years],
  };
}

function writeCalendar(sql: SqlStorage, calendar: PutCalendar): void {
  for (const table of ["own_day_off", "own_working_day", "confirmed_year"]) sql.exec(`DELETE FROM ${table}`);
  for (const { from, to, name, source } of calendar.days_off) {
    const statement = "INSERT INTO own_day_off (from_day, to_day, name, source) VALUES (?, ?, ?, ?)";
    sql.exec(statement, toDay(from), toDay(to), name, source ?? null);
  }
  for (const { day, instead_of, source } of calendar.working_days) {
    const statement = "INSERT INTO own_working_day (day, instead_of, source) VALUES (?, ?, ?)";
    sql.exec(statement, toDay(day), instead_of ? toDay(instead_of) : null, source ?? null);
  }
  for (const { year, source } of calendar.confirmed_years) {
    sql.exec("INSERT INTO confirmed_year (year, source) VALUES (?, ?)", year, source);
  }
}

const clockColumns = "unit, category, working_days, warn_working_days, escalate_working_days";

/** The store on one agency's SQLite. */
export function deadlineStore(sql: SqlStorage): DeadlineStore {
  return {
    calendar: () => readCalendar(sql),
    replaceCalendar: (calendar) => writeCalendar(sql, calendar),
    clocks: () => [...sql.exec<DeadlineClock>(`SELECT ${clockColumns} FROM deadline_clock ORDER BY unit, category`)],
    replaceClocks(clocks) {
      sql.exec("DELETE FROM deadline_clock");
      for (const clock of clocks) {
        const { unit, category, working_days, warn_working_days, escalate_working_days } = clock;
        const values = [unit, category, working_days, warn_working_days, escalate_working_days];
        sql.exec(`INSERT INTO deadline_clock (${clockColumns}) VALUES (?, ?, ?, ?, ?)`, ...values);
      }
    },
  };
}
