import { type Day, lastDayOfMonth, monthOfYear } from "./day.ts";

/** A date of the lunar calendar: the year that its Tết lies in, month 1..10, date 1..30. */
export type LunarDate = { readonly year: number; readonly month: number; readonly date: number };

/**
 * Converts a date of the Vietnamese lunar calendar to a day. If a leap month repeats the month's number, the date is
 * that of the regular month, which comes first.
 *
 * Rules: month 11 contains the winter solstice. If 13 months lie between one month 11 and the next, the first of them
 * without a major solar term is the leap month. Days are those of UTC+7, so Tết is not always on China's new year.
 * Exact for 2000 to 2100: tested against two independent tables.
 */
export function lunarDay({ year, month, date }: LunarDate): Day {
  const eleventh = eleventhMonth(year - 1);
  const isLeapYear = eleventhMonth(year) - eleventh > 12;
  const place = month + 1;
  const skipped = isLeapYear && place >= leapPlace(eleventh) ? 1 : 0;
  return newMoonDay(eleventh + place + skipped) + date - 1;
}

/** Julian date of 1970-01-01, 00:00 in universal time. */
const epoch = 2440587.5;
/** The Vietnamese calendar follows the meridian 105° east since 1968 (Quyết định 121/CP of 08/08/1967). */
const zone = 7 / 24;
/** Terrestrial time is about 70 seconds ahead of universal time in these decades. */
const ahead = 70 / 86_400;

/** The number of the new moon that begins month 11 of a year. */
function eleventhMonth(year: number): number {
  const yearEnd = lastDayOfMonth(monthOfYear(year, 12));
  let number = Math.round((yearEnd + epoch - firstNewMoon) / meanLunarMonth);
  while (newMoonDay(number) > yearEnd) number -= 1;
  while (newMoonDay(number + 1) <= yearEnd) number += 1;
  return sectorAt(newMoonDay(number)) >= 9 ? number - 1 : number;
}

/** How many months after month 11 the leap month comes: the first month in which the sun enters no new sector. */
function leapPlace(eleventh: number): number {
  let place = 1;
  while (sectorAt(newMoonDay(eleventh + place)) !== sectorAt(newMoonDay(eleventh + place + 1))) place += 1;
  return place;
}

/**
 * The sun's sector when a day begins in Vietnam: a twelfth of its yearly way, 0..11. Sector 9 begins at the winter
 * solstice.
 */
function sectorAt(day: Day): number {
  return Math.floor(sunLongitude(day + epoch - zone + ahead) / 30);
}

/** The calendar day of a new moon in Vietnam. */
function newMoonDay(number: number): Day {
  return Math.floor(newMoon(number) - ahead + zone - epoch);
}

/** Mean length of a lunar month, in days. */
const meanLunarMonth = 29.530588861;

/** Julian date of new moon 0, on 6 January 2000. */
const firstNewMoon = 2451550.09766;

const radians = Math.PI / 180;

/**
 * Coefficients in days, each for the sine of a sum of the sun's anomaly, the moon's anomaly and its argument of
 * latitude.
 */
const newMoonTerms: readonly (readonly [days: number, sun: number, moon: number, latitude: number])[] = [
  [-0.4072, 0, 1, 0],
  [0.17241, 1, 0, 0],
  [0.01608, 0, 2, 0],
  [0.01039, 0, 0, 2],
  [0.00739, -1, 1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 2, 0, 0],
  [-0.00111, 0, 1, -2],
  [-0.00057, 0, 1, 2],
  [0.00056, 1, 2, 0],
  [-0.00042, 0, 3, 0],
  [0.00042, 1, 0, 2],
  [0.00038, 1, 0, -2],
  [-0.00024, -1, 2, 0],
];

/**
 * The time of a new moon, as a Julian date in terrestrial time, exact to about a minute between 2000 and 2100.
 * Number 0 is the new moon of 6 January 2000.
 * Source: Jean Meeus, Astronomical Algorithms, 2nd edition (1998), chapter 49, without its smallest terms.
 */
function newMoon(number: number): number {
  const t = number / 1236.85;
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = 2.5534 + 29.1053567 * number - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * number + 0.0107582 * t * t;
  const latitude = 160.7108 + 390.67050284 * number - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * number + 0.0020672 * t * t;
  const mean = firstNewMoon + meanLunarMonth * number + 0.00015437 * t * t;
  return newMoonTerms.reduce(
    (time, [days, ofSun, ofMoon, ofLatitude]) =>
      time +
      days *
        eccentricity ** Math.abs(ofSun) *
        Math.sin(radians * (ofSun * sun + ofMoon * moon + ofLatitude * latitude)),
    mean - 0.00017 * Math.sin(radians * node),
  );
}

/**
 * The apparent longitude of the sun in degrees, from 0 to below 360, exact to 0.01°: a quarter of an hour of the sun's
 * way. `julianDate` is in terrestrial time.
 * Source: Jean Meeus, Astronomical Algorithms, 2nd edition (1998), chapter 25.
 */
function sunLongitude(julianDate: number): number {
  const t = (julianDate - 2451545) / 36525;
  const mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
  const anomaly = radians * (357.52911 + 35999.05029 * t - 0.0001537 * t * t);
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const node = radians * (125.04 - 1934.136 * t);
  const longitude = mean + centre - 0.00569 - 0.00478 * Math.sin(node);
  return ((longitude % 360) + 360) % 360;
}
