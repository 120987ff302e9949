import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { periodWords } from "../../shared/calendar/period.ts";
import { zoneDay } from "../../shared/calendar/zone-day.ts";
import type { Target } from "../../shared/contract/agency.ts";
import type { Interval } from "../../shared/contract/published-index.ts";
import type { TallyLength } from "../../shared/levels.ts";
import { intervalDecimals, type Method } from "../../shared/methods/method.ts";
import type { ChartScale, Measured } from "../charts/trend-template.ts";
import type { BoardMessageKey, BoardSay } from "../messages/board-messages.ts";
import { dayWords, type Language, numberFormat, numberWords } from "../messages/messages.ts";
import { daysOf } from "./figures.ts";
import type { BoardView, Figure } from "./question.ts";

type Words = Pick<BoardView, "method" | "language">;

/** A value of the view's method with the decimals of the API; `digits`: another number of them, such as 0 for rounded rows. */
export function valueWords(
  value: number | null,
  { method, language }: Words,
  digits: number = method.decimals,
): string {
  return fixedWords(value, language, { digits, mark: markOf(method) });
}

/** A target as the agency wrote it, such as `90%`. */
export function targetWords(value: number, { method, language }: Words): string {
  return `${numberWords(value, language, method.decimals)}${markOf(method)}`;
}

/** A count of people or of dossiers. */
export function countWords(count: number | null, { language }: Pick<BoardView, "language">): string {
  return count === null ? "–" : numberWords(count, language, 0);
}

const channels: Readonly<Record<string, BoardMessageKey>> = {
  ...{ portal: "b.channel.portal", kiosk: "b.channel.kiosk", counter: "b.channel.counter" },
  ...{ qr: "b.channel.qr", paper: "b.channel.paper", mixed: "b.channel.mixed" },
};

/** A channel for people; one that the agency named itself stays as it is. */
export function channelWords(channel: string, say: BoardSay): string {
  const key = channels[channel];
  return key ? say(key) : channel;
}

/** The agency's target by the view's method that counts at the end of its period; null if there is none. */
export function targetOf({ agency, method, state }: Pick<BoardView, "agency" | "method" | "state">): Target | null {
  const { to } = daysOf(state.period);
  const begun = agency.targets.filter((target) => target.method === method.id && toDay(target.from) <= to);
  return begun.sort((a, b) => toDay(a.from) - toDay(b.from)).pop() ?? null;
}

function markOf({ unit }: Pick<Method, "unit">): string {
  return unit === "percent" ? "%" : "";
}

type Format = { readonly digits: number; readonly mark: string };

function fixedWords(value: number | null, language: string, { digits, mark }: Format): string {
  if (value === null) return "–";
  const text = numberFormat(language, digits, digits).format(value);
  return `${text.replace("-", "−")}${mark}`;
}

/** The whole range of a method's values for a scale of so many levels. */
export function rangeOf(method: Method, levels: TallyLength = 5): ChartScale {
  const [low, high] = method.range(levels);
  return { low, high, decimals: method.decimals, unit: markOf(method) };
}

/** A period's name inside a sentence: `quý III/2026`, `tháng 09/2026`. */
export function periodInside(name: string, language: Language): string {
  const words = periodWords(name, language);
  return language === "vi" ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** What a chart draws of a figure; null where there is none. */
export function measured({ value, interval }: Pick<Figure, "value" | "interval">): Measured {
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}

/** An interval, as `91,20% – 93,41%`; empty if there is none. `digits`: as of {@link valueWords}. */
export function intervalWords(interval: Interval | null, words: Words, digits?: number): string {
  const places = digits ?? intervalDecimals(words.method);
  return interval ? `${valueWords(interval.low, words, places)} – ${valueWords(interval.high, words, places)}` : "";
}

/** Time and day of an instant (milliseconds since 1970) in the agency's zone, such as `00:05` and `04/11/2026`. */
export function momentWords(
  ms: number,
  { agency, language }: Pick<BoardView, "agency" | "language">,
): { readonly time: string; readonly on: string } {
  const { time_zone: timeZone } = agency;
  const time = new Date(ms).toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  return { time, on: dayWords(formatDay(zoneDay(timeZone)(ms)), language) };
}
