import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { isClosed, quartersWithin } from "../../shared/calendar/period.ts";

/** A month or quarter that is not published yet, and the day on which it is. */
export type ComingPublication = { readonly period: string; readonly on: string; readonly isDue: boolean };

/** Days that are looked back on for what is due. */
const backDays = 120;
/** Most periods that are shown of what is due, and of what comes. */
const mostShown = 3;

/** The newest periods that are due, then the next to be published. `latestDay`: the last day that the newest publication knows, or null. */
export function comingPublications(today: string, latestDay: string | null): ComingPublication[] {
  const now = toDay(today);
  const known = latestDay === null ? now - backDays : toDay(latestDay);
  const spans = quartersWithin({ from: known - backDays, to: now }).flatMap((quarter) => [...quarter.months, quarter]);
  const open = spans
    .filter(({ to }) => !isClosed(to, known + 1))
    .sort((one, other) => one.to - other.to || other.from - one.from)
    .map(({ id, to }) => ({ period: id, on: firstClosedDay(to), isDue: isClosed(to, now) }));
  const due = open.filter(({ isDue }) => isDue);
  return [...due.slice(-mostShown), ...open.slice(due.length).slice(0, mostShown)];
}

/** The day on whose close before a period is published: the first on which late tablets have had their days. */
function firstClosedDay(last: number): string {
  let day = last + 1;
  while (!isClosed(last, day)) day += 1;
  return formatDay(day);
}
