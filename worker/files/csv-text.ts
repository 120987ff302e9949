import type { FileLocale } from "./table.ts";

/** What stands between cells, and before decimals. */
export type CsvMarks = { readonly separator: "," | ";"; readonly decimal: "." | "," };

/** The marks of RFC 4180; for `vi` those of the regional settings of Việt Nam, by which Excel there takes a CSV apart. */
export function csvMarks(locale: FileLocale): CsvMarks {
  return locale === "vi" ? { separator: ";", decimal: "," } : { separator: ",", decimal: "." };
}

/**
 * A text as a CSV cell: one that a spreadsheet would take for a formula gets an apostrophe in front (Excel looks at the first
 * character, whether it stands in quotes or not); quotes by RFC 4180.
 */
export function csvText(value: string, { separator }: CsvMarks): string {
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
