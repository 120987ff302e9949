/** A calendar day without a time zone: the number of days since 1970-01-01. Proleptic Gregorian calendar. */
export type Day = number;

/** A calendar month as one number: year · 12 + (month − 1). */
export type Month = number;

/** An ISO 8601 week. `year` is the year of its Thursday; `week` is 1..53. */
export type IsoWeek = { readonly year: number; readonly week: number };

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(month: Month): number {
  return firstDayOfMonth(month + 1) - firstDayOfMonth(month);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** Returns a month of a year. `month` is 1..12. */
export function monthOfYear(year: number, month: number): Month {
  return year * 12 + month - 1;
}

/** Returns the first day of a month. */
export function firstDayOfMonth(month: Month): Day {
  const year = Math.floor(month / 12);
  const month0 = month - year * 12;
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leapDay = month0 > 1 && isLeap(year) ? 1 : 0;
  return before * 365 + leapDays - 719_162 + (daysBeforeMonth[month0] ?? 0) + leapDay;
}

/** Returns the last day of a month. */
export function lastDayOfMonth(month: Month): Day {
  return firstDayOfMonth(month + 1) - 1;
}

/** Returns the month of a day. */
export function monthOf(day: Day): Month {
  // 30.436875 days is the mean length of a month, so the guess is wrong by one month at most.
  let month = monthOfYear(1970, 1) + Math.floor(day / 30.436875);
  while (firstDayOfMonth(month) > day) month -= 1;
  while (firstDayOfMonth(month + 1) <= day) month += 1;
  return month;
}

/** Returns the same day of the month so many months later, or the last day of that month if it is shorter. */
export function monthsLater(day: Day, months: number): Day {
  const month = monthOf(day);
  return Math.min(firstDayOfMonth(month + months) + day - firstDayOfMonth(month), lastDayOfMonth(month + months));
}

/** Reads `YYYY-MM-DD`. Null for any other text, and for days that do not exist, such as `2026-02-30`. */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12) return null;
  const inYear = monthOfYear(year, month);
  return date >= 1 && date <= daysInMonth(inYear) ? firstDayOfMonth(inYear) + date - 1 : null;
}

/** Returns the day of a text that the contract has checked. */
export function toDay(checked: string): Day {
  return parseDay(checked) ?? 0;
}

/** Writes a day as `YYYY-MM-DD`, for years 0..9999. */
export function formatDay(day: Day): string {
  const month = monthOf(day);
  const year = Math.floor(month / 12);
  return `${pad(year, 4)}-${pad((month % 12) + 1, 2)}-${pad(day - firstDayOfMonth(month) + 1, 2)}`;
}

/** Returns the Monday of a day's ISO week. */
export function mondayOf(day: Day): Day {
  // 1970-01-01 was a Thursday.
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** Returns the Monday of week 1 of an ISO year. Week 1 contains 4 January. */
export function firstMondayOf(isoYear: number): Day {
  return mondayOf(firstDayOfMonth(monthOfYear(isoYear, 1)) + 3);
}

/** Returns the ISO week of a day. */
export function isoWeekOf(day: Day): IsoWeek {
  const monday = mondayOf(day);
  const year = Math.floor(monthOf(monday + 3) / 12);
  return { year, week: (monday - firstMondayOf(year)) / 7 + 1 };
}

/** Returns the number of ISO weeks of a year: 52 or 53. */
export function weeksInYear(isoYear: number): number {
  return (firstMondayOf(isoYear + 1) - firstMondayOf(isoYear)) / 7;
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Writes a day or a month for people: `2026-12-09` as `09/12/2026`, in English `9 Dec 2026`; `2026-12` as `12/2026`. */
export function dayWords(day: string, language: "vi" | "en"): string {
  const [year, month, date] = day.split("-");
  if (language === "vi") return day.split("-").reverse().join("/");
  return `${date ? `${Number(date)} ` : ""}${monthNames[Number(month) - 1]} ${year}`;
}
