import { type Day, lastDayOfMonth, monthOfYear } from "./day.ts";
import { firstNewMoon, meanLunarMonth, newMoon } from "./new-moon.ts";
import { sunLongitude } from "./sun-longitude.ts";

/** Julian date of 1970-01-01, 00:00 in universal time. */
const epoch = 2440587.5;
/** The Vietnamese calendar is that of the meridian 105° east since 1968 (Quyết định 121/CP of 08/08/1967). */
const zone = 7 / 24;
/** Terrestrial time is ahead of universal time by about 70 seconds these decades. */
const ahead = 70 / 86_400;

/** The calendar day in Vietnam of a new moon. */
function newMoonDay(number: number): Day {
  return Math.floor(newMoon(number) - ahead + zone - epoch);
}

/** Which twelfth of its year the sun is in when a day begins in Vietnam; the ninth begins at the winter solstice. */
function sectorAt(day: Day): number {
  return Math.floor(sunLongitude(day + epoch - zone + ahead) / 30);
}

/** Number of the new moon that begins month 11, the month of the winter solstice, which lies in that year. */
function eleventhMonth(year: number): number {
  const yearEnd = lastDayOfMonth(monthOfYear(year, 12));
  let number = Math.round((yearEnd + epoch - firstNewMoon) / meanLunarMonth);
  while (newMoonDay(number) > yearEnd) number -= 1;
  while (newMoonDay(number + 1) <= yearEnd) number += 1;
  return sectorAt(newMoonDay(number)) >= 9 ? number - 1 : number;
}

/** How many months after month 11 the leap month comes: the first in which the sun enters no new twelfth. */
function leapPlace(eleventh: number): number {
  let place = 1;
  while (sectorAt(newMoonDay(eleventh + place)) !== sectorAt(newMoonDay(eleventh + place + 1))) place += 1;
  return place;
}

/**
 * The day of a date of the Vietnamese lunar calendar. Of two months with the same number it is the first, which is the
 * regular one. Rules: month 11 has the winter solstice in it; of 13 months from one month 11 to the next, the first
 * without a major solar term is the leap month; days are those of UTC+7, which is why Tết is not always China's new year.
 * Exact for 2000 to 2100: tested against two independent tables.
 * @param date year is that of Tết, month 1..10, date 1..30
 */
export function lunarDay({ year, month, date }: LunarDate): Day {
  const eleventh = eleventhMonth(year - 1);
  const isLeapYear = eleventhMonth(year) - eleventh > 12;
  const place = month + 1;
  const skipped = isLeapYear && place >= leapPlace(eleventh) ? 1 : 0;
  return newMoonDay(eleventh + place + skipped) + date - 1;
}

/** See {@link lunarDay}. */
export type LunarDate = { readonly year: number; readonly month: number; readonly date: number };
