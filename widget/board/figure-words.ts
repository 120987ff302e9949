import { toDay } from "../../shared/calendar/day.ts";
import type { Target } from "../../shared/contract/agency.ts";
import type { Interval } from "../../shared/contract/published-index.ts";
import type { TallyLength } from "../../shared/levels.ts";
import { intervalDecimals, type Method } from "../../shared/methods/method.ts";
import type { ChartScale } from "../charts/trend-template.ts";
import type { BoardMessageKey, BoardSay } from "../messages/board-messages.ts";
import { numberWords } from "../messages/messages.ts";
import { daysOf } from "./board-periods.ts";
import type { BoardView } from "./question.ts";

type Words = Pick<BoardView, "method" | "language">;

/**
 * A value of the view's method for reading: a percentage with one decimal, else as the method rounds. `digits`: another number of
 * decimals, such as 0 for rounded rows.
 */
export function valueWords(value: number | null, { method, language }: Words, digits?: number): string {
  const isPercent = method.unit === "percent";
  return fixedWords(value, language, {
    digits: digits ?? (isPercent ? 1 : method.decimals),
    mark: isPercent ? "%" : "",
  });
}

/** A value of the view's method with all decimals that the API gives, for tables. */
export function exactWords(value: number | null, { method, language }: Words): string {
  return fixedWords(value, language, { digits: method.decimals, mark: method.unit === "percent" ? "%" : "" });
}

/** A count of people or of dossiers. */
export function countWords(count: number | null, { language }: Pick<BoardView, "language">): string {
  return count === null ? "–" : numberWords(count, language, 0);
}

const channels: Readonly<Record<string, BoardMessageKey>> = {
  ...{ portal: "b.channel.portal", kiosk: "b.channel.kiosk", counter: "b.channel.counter" },
  ...{ qr: "b.channel.qr", paper: "b.channel.paper" },
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

type Format = { readonly digits: number; readonly mark: string };

function fixedWords(value: number | null, language: string, { digits, mark }: Format): string {
  if (value === null) return "–";
  const text = value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${text.replace("-", "−")}${mark}`;
}

/** The whole range of a method's values for a scale of so many levels. */
export function rangeOf(method: Method, levels: TallyLength = 5): ChartScale {
  const [low, high] = method.range(levels);
  const isPercent = method.unit === "percent";
  return { low, high, decimals: isPercent ? 1 : method.decimals, unit: isPercent ? "%" : "" };
}

/** An interval, as `91,2% – 93,4%`; empty if there is none. `digits`: as of {@link valueWords}. */
export function intervalWords(interval: Interval | null, words: Words, digits?: number): string {
  return interval ? `${valueWords(interval.low, words, digits)} – ${valueWords(interval.high, words, digits)}` : "";
}

/** An interval with all decimals that the API gives, for tables; a dash if there is none. */
export function exactIntervalWords(interval: Interval | null, { method, language }: Words): string {
  if (interval === null) return "–";
  const format = { digits: intervalDecimals(method), mark: method.unit === "percent" ? "%" : "" };
  return `${fixedWords(interval.low, language, format)} – ${fixedWords(interval.high, language, format)}`;
}
