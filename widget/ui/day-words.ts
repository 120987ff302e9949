/** Writes a calendar day as in Vietnam, in every language: `2026-12-08` is `08/12/2026`. */
export function dayWords(day: string): string {
  return day.split("-").reverse().join("/");
}
