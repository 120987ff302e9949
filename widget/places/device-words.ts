import { formatDay } from "../../shared/calendar/day.ts";
import { zoneDay, zoneOffset } from "../../shared/calendar/zone-day.ts";
import { dayWords, type Language, numberWords, type SayOf } from "../messages/messages.ts";
import type { RowOf } from "../office-ui/office-client.ts";
import type { DevicesKey } from "./devices-messages.ts";

/** A device of the list. */
export type DeviceRow = RowOf<"listDevices">;

/** The kind of an alert. */
export type AlertKind = DeviceRow["alerts"][number]["kind"];

/** What words about devices are made with. */
export type DeviceWordsDeps = {
  readonly say: SayOf<DevicesKey>;
  readonly language: Language;
  readonly timeZone: string;
  readonly nowMs: () => number;
};

/** Alerts by how soon somebody should look: first what may harm the figures, then what may lose ratings. */
const byNeed: readonly AlertKind[] = ["fork", "code-reused", "gap", "quiet", "queue-old", "clock", "storage"];

/** How soon somebody should look at a device; 0 is first. Devices that wait for their tablet come before those that are fine. */
function needOf({ alerts, state }: DeviceRow): number {
  if (state === "revoked") return byNeed.length + 2;
  const needs = alerts.map(({ kind }) => byNeed.indexOf(kind));
  return needs.length > 0 ? Math.min(...needs) : byNeed.length + (state === "waiting" ? 0 : 1);
}

/** Whether somebody should look at a device. */
export function needsLook({ state, alerts }: DeviceRow): boolean {
  return state !== "revoked" && alerts.length > 0;
}

/** Devices in the order in which they need somebody; the longest standing alert first, then by name. */
export function inOrderOfNeed(devices: readonly DeviceRow[], language: Language): DeviceRow[] {
  const since = ({ alerts }: DeviceRow): string => alerts.map((alert) => alert.since).sort()[0] ?? "";
  return [...devices].sort(
    (a, b) => needOf(a) - needOf(b) || since(a).localeCompare(since(b)) || a.name.localeCompare(b.name, language),
  );
}

/** The alerts of a device, the most pressing first. */
export function alertsInOrder({ alerts }: DeviceRow): DeviceRow["alerts"][number][] {
  return [...alerts].sort((a, b) => byNeed.indexOf(a.kind) - byNeed.indexOf(b.kind));
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** An instant for people: `14:05 ngày 03/11/2026`, in the agency's time zone. */
export function instantWords(instant: string, { say, language, timeZone }: DeviceWordsDeps): string {
  const ms = Date.parse(instant);
  const minutes = Math.floor((ms + zoneOffset(timeZone)(ms)) / minuteMs) % (24 * 60);
  const time = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
  return say("dv.at", { time, day: dayWords(formatDay(zoneDay(timeZone)(ms)), language) });
}

/** How long ago an instant was, within a day; else the instant itself. */
export function agoWords(instant: string | null, deps: DeviceWordsDeps): string {
  const { say, nowMs } = deps;
  if (instant === null) return say("dv.never");
  const ago = nowMs() - Date.parse(instant);
  if (ago >= dayMs) return instantWords(instant, deps);
  if (ago >= hourMs) return say("dv.ago.hours", { n: Math.floor(ago / hourMs) });
  return ago >= minuteMs ? say("dv.ago.minutes", { n: Math.floor(ago / minuteMs) }) : say("dv.ago.now");
}

/** What a gap is: which numbers, since when, what it means, and what to do. */
export type GapWords = {
  readonly numbers: string;
  readonly kind: string;
  readonly when: string;
  readonly todo: string;
};

/** Explains a gap in sequence numbers. */
export function gapWords(
  { from, to, kind, after, before }: DeviceRow["gaps"][number],
  deps: DeviceWordsDeps,
): GapWords {
  const { say, language } = deps;
  const n = numberWords(to - from + 1, language);
  const at = (instant: string | null): string => (instant === null ? "" : instantWords(instant, deps));
  const bounds = after && before ? "dv.g.between" : after ? "dv.g.after" : before ? "dv.g.before" : "dv.g.unknown";
  return {
    numbers: from === to ? say("dv.g.single", { from }) : say("dv.g.range", { from, to, n }),
    kind: say(`dv.g.${kind}`),
    when: say(bounds, { after: at(after), before: at(before) }),
    todo: say(`dv.g.${kind}.do`),
  };
}

/** Minutes as hours and minutes. */
export function durationWords(minutes: number, { say }: Pick<DeviceWordsDeps, "say">): string {
  return say("dv.hours-minutes", { h: Math.floor(minutes / 60), m: minutes % 60 });
}

/** One span of opening hours: `Thứ Hai đến Thứ Sáu: 07:30–11:30`. */
export function hoursWords(
  { days, from, to }: DeviceRow["opening_hours"][number],
  { say }: Pick<DeviceWordsDeps, "say">,
): string {
  const sorted = [...days].sort((a, b) => a - b);
  const name = (day: number | undefined): string => say(`dv.d.${day ?? 1}` as DevicesKey);
  const isRow = sorted.length > 2 && sorted.every((day, place) => day === (sorted[0] ?? 0) + place);
  const words = isRow
    ? say("dv.d.span", { first: name(sorted[0]), last: name(sorted[sorted.length - 1]) })
    : sorted.map(name).join(", ");
  return say("dv.hours.line", { days: words, from, to });
}

/** How a code's remaining time is said; it changes once a minute, so that a screen reader is not kept talking. */
export function countdownWords(expiresAt: string, { say, nowMs }: Pick<DeviceWordsDeps, "say" | "nowMs">): string {
  const left = Date.parse(expiresAt) - nowMs();
  if (left <= 0) return say("dv.code.over");
  return left < minuteMs ? say("dv.code.last") : say("dv.code.minutes", { n: Math.ceil(left / minuteMs) });
}
