/** A calendar day as it is written in Vietnam, whatever the language: `2026-12-08` is `08/12/2026`. */
export function dayWords(day: string): string {
  return day.split("-").reverse().join("/");
}
