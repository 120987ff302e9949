import { type Day, firstDayOfMonth, mondayOf, monthOf } from "../../shared/calendar/day.ts";
import { isClosed, type Period, type QuarterSpan, quarterOf } from "../../shared/calendar/period.ts";
import {
  addWorkingDays,
  noOwnDays,
  type WorkingCalendar,
  workingCalendar,
} from "../../shared/calendar/working-calendar.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import { ticketCode } from "../../shared/encodings/check-character.ts";
import { agencyOf } from "../../shared/codes.ts";
import { encodeBase64url } from "../crypto/base64url.ts";
import { type Dice, uuidAt } from "./dice.ts";
import { sayWords } from "./sample-words.ts";
import { cast, type Place, servicesOf } from "./sample-province.ts";

/** When the stories are told; days since 1970-01-01. */
export type Story = {
  /** First day of 13 whole months before the present one. */
  readonly first: Day;
  readonly today: Day;
  /** The last quarter that is published. */
  readonly quarter: QuarterSpan;
  readonly merger: Day;
  readonly campaign: Day;
  readonly attack: Day;
  /** Days without a sign of life from one kiosk. */
  readonly silent: Period;
  readonly calendar: WorkingCalendar;
};

const monthsBefore = 13;
const silentDays = 9;
const paceOfWeek = [1.25, 1.1, 1, 1, 0.85, 0, 0];

/** The stories as they lie before a day: all but the merger in the last quarter that is published by then. */
export function storyBefore(today: Day): Story {
  const calendar = workingCalendar(noOwnDays);
  let quarter = quarterOf(today);
  while (!isClosed(quarter.to, today)) quarter = quarterOf(quarter.from - 1);
  const [, middle] = quarter.months;
  const from = mondayOf(quarter.from + 13);
  return {
    first: firstDayOfMonth(monthOf(today) - monthsBefore),
    ...{ today, quarter, calendar, campaign: quarter.from },
    merger: quarterOf(quarter.from - 1).from,
    attack: addWorkingDays((middle?.from ?? quarter.from) + 12, 1, calendar).day,
    silent: { from, to: from + silentDays - 1 },
  };
}

/** A rating that somebody gives at a place, and when; in milliseconds since 1970. */
export type Given = { readonly atMs: number; readonly place: Place; readonly item: FeedbackItem };

/** What the ratings of a day are made with. */
export type DayOfRatings = {
  readonly day: Day;
  readonly startMs: number;
  readonly story: Story;
  readonly dice: Dice;
};

/** The ratings of a day, in order of time. */
export function ratingsOn(places: readonly Place[], now: DayOfRatings): Given[] {
  return places.flatMap((place) => ratingsAt(place, now)).sort((a, b) => a.atMs - b.atMs);
}

/** Whether tablets are on that day: opening hours know no public holidays. */
export function isOn(day: Day): boolean {
  return day - mondayOf(day) < 5;
}

/** Whether a kiosk is dead that day. */
export function isSilent({ unit, channel }: Place, day: Day, { silent }: Story): boolean {
  return unit === cast.silentKiosk && channel === "kiosk" && silent.from <= day && day <= silent.to;
}

function ratingsAt(place: Place, now: DayOfRatings): Given[] {
  const { day, story, dice } = now;
  const pace = story.calendar.isWorking(day) ? (paceOfWeek[day - mondayOf(day)] ?? 1) : isAnywhere(place) ? 0.3 : 0;
  const growth = 0.7 + (0.3 * (day - story.first)) / (story.today - story.first);
  const people = pace === 0 ? 0 : dice.count(place.perDay * pace * growth);
  const given = Array.from({ length: people }, () => ratingAt(place, now));
  return isSilent(place, day, story) ? [] : given;
}

/** Whether people rate there at any time of the day. */
function isAnywhere({ channel, unit }: Place): boolean {
  return channel === "portal" || (channel === "qr" && unit !== "M308");
}

/** Hours in which staff receive people, and how many come in each of them. */
const openHours = [7.5, 8, 9, 10, 11, 13.5, 14, 15, 16];
const openWeights = [0.5, 2.2, 2.4, 1.7, 0.4, 0.5, 1.5, 1.2, 0.6];

function ratingAt(place: Place, now: DayOfRatings): Given {
  const { day, startMs, story, dice } = now;
  const opens = dice.pick(openHours, openWeights);
  const hour = isAnywhere(place) && dice.happens(0.5) ? 7 + 14 * dice.roll() : opens + (opens % 1 || 1) * dice.roll();
  const atMs = Math.floor(startMs + hour * 3_600_000);
  const service = place.service ?? (dice.happens(0.7) ? dice.pick(servicesOf(place.unit)) : null);
  const isMondayMorning = day === mondayOf(day) && hour < 10;
  const share = shareAt({ place, service, hour: isMondayMorning ? "bad" : "usual", isAfter: day >= story.campaign });
  const level = levelOf(share, dice);
  const item = {
    ...{ id: uuidAt(atMs, dice), revision: 1, amend_key: encodeBase64url(dice.bytes(16)), touchpoint: place.id },
    ...{ answered_at: new Date(atMs).toISOString(), level, locale: "vi" },
    ...(place.service === null && service !== null ? { service } : {}),
    ...saidBesides({ level, service, place }, dice),
  };
  return { atMs, place, item };
}

type Circumstances = {
  readonly place: Place;
  readonly service: string | null;
  readonly hour: "bad" | "usual";
  readonly isAfter: boolean;
};

/** The share of satisfied people, moved on the scale of log-odds by what makes it better or worse. */
function shareAt({ place: { unit, share, channel }, service, hour, isAfter }: Circumstances): number {
  const odds =
    Math.log(share / (1 - share)) +
    (unit === cast.improved && isAfter ? 1.2 : 0) -
    (service === cast.slowService ? 1.1 : 0) -
    (hour === "bad" ? 1 : 0) -
    (channel === "portal" ? 0.15 : 0);
  return 1 / (1 + Math.exp(-odds));
}

function levelOf(share: number, dice: Dice): number {
  return dice.happens(share) ? dice.pick([4, 5], [45, 55]) : dice.pick([3, 2, 1], [50, 30, 20]);
}

type Rated = { readonly level: number; readonly service: string | null; readonly place: Place };

function saidBesides(rated: Rated, dice: Dice): Pick<FeedbackItem, "answers" | "reasons" | "comment" | "ticket"> {
  const { level, place } = rated;
  const isLow = level <= 3;
  const answers = {
    guidance: dice.pick([level, Math.min(5, level + 1), Math.max(1, level - 1)], [6, 2, 2]),
    visits: dice.pick(["once", "twice", "more"], isLow ? [3, 4, 3] : [8, 2, 0.5]),
  };
  const reasons = dice.happens(isLow ? 0.6 : 0.2) ? [reasonFor(rated, dice)] : null;
  const hasWords = place.channel !== "kiosk" && dice.happens(isLow ? 0.06 : 0.012);
  return {
    ...(dice.happens(0.3) ? { answers } : {}),
    ...(reasons ? { reasons } : {}),
    ...(hasWords ? { comment: sayWords(rated, dice), ticket: ticketCode(agencyOf(place.id), dice.bytes(12)) } : {}),
  };
}

const lowReasons = {
  kiosk: ["waiting-time", "guidance-unclear", "attitude", "papers-repeated", "facilities", "result-late"],
  counter: ["waiting-time", "guidance-unclear", "papers-repeated", "attitude", "form-unclear"],
  portal: ["upload", "sign-in", "system-error", "payment", "status-missing"],
  qr: ["many-trips", "attitude", "guidance-wrong", "late-without-notice"],
} as const;
const usualWeights = [5, 4, 3, 2, 2, 1];
const goodReasons = ["quick", "polite", "guidance-clear", "one-trip"] as const;

function reasonFor({ level, service, place }: Rated, dice: Dice): string {
  if (level > 3) return dice.pick(goodReasons);
  const { channel } = place;
  const offered = lowReasons[channel];
  if (service === cast.slowService && dice.happens(0.75))
    return channel === "portal" ? "status-missing" : "waiting-time";
  return dice.pick(offered, usualWeights.slice(0, offered.length));
}

const stuffed = 46;

/** Ratings of the best level, all from one source within a quarter of an hour. */
export function attackOn(places: readonly Place[], { startMs, dice }: DayOfRatings): Given[] {
  const place = places.find(({ unit, channel }) => unit === cast.attacked && channel === "qr");
  if (!place) return [];
  return Array.from({ length: stuffed }, (_, count) => {
    const atMs = startMs + 16.2 * 3_600_000 + count * 17_000;
    const id = uuidAt(atMs, dice);
    const amend_key = encodeBase64url(dice.bytes(16));
    const answered_at = new Date(atMs).toISOString();
    return { atMs, place, item: { id, revision: 1, amend_key, touchpoint: place.id, answered_at, level: 5 } };
  });
}

/** How a comment is treated, and on which days; null where nobody answers. */
export type Treatment = { readonly decidedOn: Day; readonly answeredOn: Day | null; readonly ratedOn: Day | null };

const workingDaysToAnswer = 10;
const answeredLate = 12;
const leftUnanswered = 7;

/** Decides how each comment is treated: most in time, twelve of the last quarter late, some of the last days not at all. */
export function treatments({ story, dice }: Pick<DayOfRatings, "story" | "dice">): (received: Day) => Treatment {
  const { calendar, quarter, today } = story;
  let [late, unanswered] = [0, 0];
  const after = (day: Day, days: number): Day => addWorkingDays(day, days, calendar).day;
  return (received) => {
    const due = after(received, workingDaysToAnswer);
    const decidedOn = after(received, 1);
    const isSoonOver = due < today - 1 && due >= today - 14;
    if (isSoonOver && unanswered < leftUnanswered) {
      unanswered += 1;
      return { decidedOn, answeredOn: null, ratedOn: null };
    }
    const isLate = due >= quarter.from && due < quarter.to - 14 && late < answeredLate && dice.happens(0.25);
    if (isLate) late += 1;
    const answeredOn = isLate ? after(due, 1 + (late % 4)) : after(received, dice.pick([2, 3, 4, 5, 6, 8]));
    return { decidedOn, answeredOn, ratedOn: dice.happens(0.5) ? answeredOn + dice.pick([1, 2, 3]) : null };
  };
}
