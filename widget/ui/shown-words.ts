import type { Language } from "../messages/messages.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day or a month for people: `2026-12-09` is `09/12/2026`, in English `9 Dec 2026`; `2026-12` is `12/2026`. */
export function dayWords(day: string, language: Language): string {
  const [year, month, date] = day.split("-");
  if (language === "vi") return day.split("-").reverse().join("/");
  return `${date ? `${Number(date)} ` : ""}${months[Number(month) - 1]} ${year}`;
}

/** A number for people, with at most `digits` decimals: `1234.5` is `1.234,5`, in English `1,234.5`. */
export function numberWords(number: number, language: Language, digits: number = 1): string {
  return number.toLocaleString(language, { maximumFractionDigits: digits });
}
