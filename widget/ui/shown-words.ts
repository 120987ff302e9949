import type { Language } from "../messages/messages.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A calendar day for people: `2026-12-09` is `09/12/2026`, in English `9 Dec 2026`. */
export function dayWords(day: string, language: Language = "vi"): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return language === "vi" ? `${date}/${month}/${year}` : `${Number(date)} ${months[Number(month) - 1]} ${year}`;
}

/** A local instant in ISO 8601 for people, without seconds: `14:05 ngày 03/11/2026`, in English `14:05, 3 Nov 2026`. */
export function instantWords(instant: string, language: Language): string {
  const between = language === "vi" ? " ngày " : ", ";
  return instant.slice(11, 16) + between + dayWords(instant.slice(0, 10), language);
}

/** A number for people, with at most `digits` decimals: `1234.5` is `1.234,5`, in English `1,234.5`. */
export function numberWords(number: number, language: Language, digits: number = 1): string {
  return number.toLocaleString(language, { maximumFractionDigits: digits });
}
