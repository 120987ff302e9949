/** A day as it is written here: `24/11/2026`. */
export function shownDay(day: string): string {
  return day.split("-").reverse().join("/");
}
