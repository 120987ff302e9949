import { firstDayOfMonth, formatDay, lastDayOfMonth, monthOf, toDay } from "../../shared/calendar/day.ts";

/** What can be exported. */
export const exportLists = ["feedback", "indices", "comments"] as const;

/** See {@link exportLists}. */
export type ExportList = (typeof exportLists)[number];

/** Formats of files, as the API names them. */
export const exportFormats = ["xlsx", "csv", "parquet", "ndjson"] as const;

/** See {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

/** Spans of time to choose from. */
export const spans = ["month", "last-month", "quarter", "last-quarter", "year", "all", "days"] as const;

/** See {@link spans}. */
export type ExportSpan = (typeof spans)[number];

/** What figures may be grouped by. */
export const groupings = [
  "unit,month",
  "unit",
  "month",
  "service",
  "channel",
  "question",
  "reason",
  "unit,service",
] as const;

/** What was chosen to be exported. */
export type ExportChoice = {
  readonly list: ExportList;
  readonly format: ExportFormat;
  readonly span: ExportSpan;
  readonly from: string;
  readonly to: string;
  /** Empty: all that the session reaches. */
  readonly unit: string;
  /** For indices alone. */
  readonly by: (typeof groupings)[number];
  readonly locale: "vi" | "en";
};

/** First and last day of a span; null for all time. */
export function daysOf(
  { span, from, to }: Pick<ExportChoice, "span" | "from" | "to">,
  today: string,
): { from: string; to: string } | null {
  const month = monthOf(toDay(today));
  const whole = (first: number, length: number): { from: string; to: string } => ({
    from: formatDay(firstDayOfMonth(first)),
    to: formatDay(lastDayOfMonth(first + length - 1)),
  });
  const quarter = month - (month % 3);
  if (span === "all") return null;
  if (span === "days") return { from, to };
  if (span === "month") return whole(month, 1);
  if (span === "last-month") return whole(month - 1, 1);
  if (span === "quarter") return whole(quarter, 3);
  if (span === "last-quarter") return whole(quarter - 3, 3);
  return whole(month - (month % 12), 12);
}

/** Whether everything that the choice needs is there. Figures need a span. */
export function isWhole({ list, span, from, to }: ExportChoice): boolean {
  if (span === "all") return list !== "indices";
  return span !== "days" || (from !== "" && to !== "" && from <= to);
}

/** The file's name: `H20-feedback-2026-11-01-2026-11-30.xlsx`. */
export function fileName(agency: string, { list, format, ...span }: ExportChoice, today: string): string {
  const days = daysOf(span, today);
  return `${[agency, list, ...(days ? [days.from, days.to] : [today])].join("-")}.${format}`;
}
