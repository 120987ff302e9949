import { type Day, firstDayOfMonth, monthOfYear, mondayOf } from "./day.ts";
import type { DayOff } from "./days-off.ts";
import { lunarDay } from "./lunar-day.ts";

const firstYearOfCultureDay = 2026;

/** Returns the day of the week, 0 for Monday. */
function weekdayOf(day: Day): number {
  return day - mondayOf(day);
}

function isWeekend(day: Day): boolean {
  return weekdayOf(day) >= 5;
}

/**
 * Returns five days around the lunar new year. A decision sets them each year. Since 2015 it always took two days
 * before the new year and three from it on; or one and four if the new year was a Monday or Tuesday, to join the break
 * to a weekend.
 */
function tetDays(year: number): DayOff[] {
  const first = lunarDay({ year, month: 1, date: 1 });
  const before = weekdayOf(first) <= 1 ? 1 : 2;
  return [0, 1, 2, 3, 4].map((place) => ({ day: first - before + place, name: "Tết Âm lịch" }));
}

/** Returns 2 September and the day before or after it. Each decision so far took the one that joins a weekend. */
function nationalDays(year: number): DayOff[] {
  const day = firstDayOfMonth(monthOfYear(year, 9)) + 1;
  const other = [0, 3, 6].includes(weekdayOf(day)) ? day + 1 : day - 1;
  return [day, other].map((it) => ({ day: it, name: "Quốc khánh" }));
}

/**
 * Returns the days off of a year without a decision, in order of time. The decision may differ later; it may also swap
 * days.
 *
 * - The days off of article 112 of the Labour Code (45/2019/QH14). One that falls on a weekend is made up on the next
 *   working day (article 111, clause 3).
 * - 24 November from 2026 on. It is not made up, because Resolution 28/2026/QH16 stands beside article 112.
 */
export function assumedDaysOff(year: number): DayOff[] {
  const fixed = (month: number, date: number, name: string): DayOff => {
    return { day: firstDayOfMonth(monthOfYear(year, month)) + date - 1, name };
  };
  const byLaw = [
    fixed(1, 1, "Tết Dương lịch"),
    ...tetDays(year),
    { day: lunarDay({ year, month: 3, date: 10 }), name: "Giỗ Tổ Hùng Vương" },
    fixed(4, 30, "Ngày Chiến thắng"),
    fixed(5, 1, "Ngày Quốc tế Lao động"),
    ...nationalDays(year),
  ];
  const culture = year >= firstYearOfCultureDay ? [fixed(11, 24, "Ngày Văn hóa Việt Nam")] : [];
  return [...withMadeUp(byLaw), ...culture].sort((a, b) => a.day - b.day);
}

function withMadeUp(daysOff: readonly DayOff[]): DayOff[] {
  const taken = new Set(daysOff.map(({ day }) => day));
  const madeUp = daysOff
    .filter(({ day }) => isWeekend(day))
    .map(({ day, name }): DayOff => {
      let next = day + 1;
      while (isWeekend(next) || taken.has(next)) next += 1;
      taken.add(next);
      return { day: next, name: `Nghỉ bù ${name}` };
    });
  return [...daysOff, ...madeUp];
}
