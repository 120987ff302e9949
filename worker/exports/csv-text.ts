/**
 * A text as a CSV cell: one that a spreadsheet would take for a formula gets an apostrophe in front (Excel looks at the first
 * character, whether it stands in quotes or not); quotes by RFC 4180.
 */
export function csvText(value: string): string {
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
