import { runDurableObjectAlarm } from "cloudflare:test";
import { vi } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import { type SeededRandom, seededRandom } from "../../chaos/seeded-random.ts";
import { inAWord, newFeedback, sendFeedback } from "../call-api.ts";
import { askAsRoot, openAgency, putThreeUnits } from "../office.ts";
import { stubOf } from "../publications/publish-later.ts";

const dayMs = 86_400_000;

/** A first of the month far ahead, so that alarms that the object sets do not go off by themselves. */
const firstDay = Date.UTC(2031, 2, 1) / dayMs;

/** North with a kiosk, a counter and a portal page, Ward below it with a kiosk, at a clock of its own. */
export type VisitedOffice = {
  readonly code: string;
  readonly base: string;
  readonly kiosk: string;
  readonly counter: string;
  readonly portal: string;
  readonly ward: string;
};

const places = ["kiosk", "counter", "portal", "ward"] as const;

/** Opens an office on the evening before the first day. */
export async function openVisited(prefix: string): Promise<VisitedOffice> {
  setTime(-1, 20);
  const base = await openAgency(prefix);
  await putThreeUnits(base);
  const [kiosk, counter, portal, ward] = places.map((_, place) => `${prefix}-000000000${place + 1}`) as [
    string,
    string,
    string,
    string,
  ];
  const from = "2026-01-01";
  const touchpoints = [
    { id: kiosk, unit: "North", channel: "kiosk", name: "Máy", from },
    { id: counter, unit: "North", channel: "counter", name: "Quầy", from },
    { id: portal, unit: "North", channel: "portal", name: "Cổng", from, comments: "published" },
    { id: ward, unit: "Ward", channel: "kiosk", name: "Máy ấp", from },
  ];
  const text = { vi: "Câu hỏi" };
  const reasons = [
    { id: "waiting", levels: [1, 2, 3], text },
    { id: "attitude", levels: [1, 2, 3, 4, 5], text },
  ];
  const questions = [
    { id: "overall", scale: 5, text },
    { id: "queue", scale: 3, text },
  ];
  const forms = [{ id: "default", questions, reasons, comment: true }];
  for (const [list, rows] of Object.entries({ forms, services: [{ id: "1.004227", name: "Cấp giấy" }], touchpoints })) {
    const put = await askAsRoot(`PUT ${base}/${list}`, { [list]: rows });
    if (put.status !== 200) throw new Error(`${list}: ${JSON.stringify(put.body)}`);
  }
  return { code: prefix, base, kiosk, counter, portal, ward };
}

/** Sets the clock to an hour of a day, both in Việt Nam; the first day is 0. */
export function setTime(day: number, hour: number): void {
  vi.setSystemTime((firstDay + day) * dayMs + (hour - 7) * 3_600_000);
}

/** The date of a day. */
export function dateOf(day: number): string {
  return formatDay(firstDay + day);
}

/** Sets the clock to just after midnight, and lets the object close the day before. */
export async function closeDay({ code }: VisitedOffice, day: number): Promise<void> {
  setTime(day + 1, 0.01);
  if (!(await runDurableObjectAlarm(stubOf(code)))) throw new Error("no alarm was set");
}

/** What somebody came for and how they rated: their feedback, and what becomes of it. */
export type Visit = {
  /** The level that stands in the end. */
  readonly level: number;
  /** What is sent at once. */
  readonly now: readonly Record<string, unknown>[];
  /** What is sent a day or two later, since the network was down. */
  readonly later: readonly Record<string, unknown>[];
};

/** Of a hundred people 4 are very dissatisfied, 9 at least dissatisfied, …; 70 are very satisfied. */
const upTo = [0.04, 0.09, 0.17, 0.3, 1] as const;

function anyLevel(random: SeededRandom): number {
  const drawn = random.next();
  return 1 + upTo.findIndex((share) => drawn < share);
}

/** Somebody who comes now, at a kiosk or counter: with reasons, answers, words and second thoughts as people have them. */
export function visitAt(touchpoint: string, random: SeededRandom): Visit {
  const [first, level] = [anyLevel(random), anyLevel(random)];
  const item = newFeedback(touchpoint, {
    ...{
      level: first,
      reasons: first <= 3 && random.happens(0.6) ? ["waiting"] : random.happens(0.3) ? ["attitude"] : [],
    },
    ...(random.happens(0.3) ? { answers: { queue: Math.min(3, first) } } : {}),
    ...(random.happens(0.2) ? { pressure: random.pick(["no", "office", "other", "unsaid"]) } : {}),
    ...(random.happens(0.12) ? { comment: `Ý kiến số ${Math.floor(random.next() * 1e9)}` } : {}),
    ...(random.happens(0.3) ? { service: "1.004227" } : {}),
    ...(random.happens(0.03) ? { signs: ["drumming"] } : {}),
  });
  if (random.happens(0.03)) return { level: first, now: [], later: [item] };
  if (!random.happens(0.15)) return { level: first, now: [item], later: [] };
  const revised = { ...item, revision: 2, level, reasons: [], revised_at: new Date(Date.now() + 60_000).toISOString() };
  return { level, now: [item, revised], later: [] };
}

/** Sends feedback; fails if any is refused. */
export async function send(items: readonly Record<string, unknown>[]): Promise<void> {
  if (items.length === 0) return;
  const words = (await sendFeedback(items)).map(inAWord);
  if (words.some((word) => word !== "accepted")) throw new Error(words.join(" "));
}

/** The same people every time. */
export function peopleOf(seed: number): SeededRandom {
  return seededRandom(seed);
}
