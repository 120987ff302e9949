import { type Day, mondayOf } from "../../shared/calendar/day.ts";
import { agencyOf } from "../../shared/codes.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import { ticketCode } from "../../shared/encodings/check-character.ts";
import { encodeBase64url } from "../crypto/base64url.ts";
import { type Dice, uuidAt } from "./dice.ts";
import { cast, type Place, servicesOf } from "./sample-places.ts";
import { sayWords } from "./say-words.ts";
import { isSilent, type Story } from "./story.ts";

/** A rating that somebody gives at a place, and when; in milliseconds since 1970. */
export type Given = { readonly atMs: number; readonly place: Place; readonly item: FeedbackItem };

/** The day that ratings are made for; `startMs` is its first instant, in milliseconds since 1970. */
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

/** How many people come on each day of the week, Monday first; 1 is a usual day. */
const paceOfWeek = [1.25, 1.1, 1, 1, 0.85, 0, 0];

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

/** Beginnings of the hours in which staff receive people, and how many come in each. */
const openHours = [7.5, 8, 9, 10, 11, 13.5, 14, 15, 16];
const openWeights = [0.5, 2.2, 2.4, 1.7, 0.4, 0.5, 1.5, 1.2, 0.6];

function ratingAt(place: Place, now: DayOfRatings): Given {
  const { day, startMs, story, dice } = now;
  const opens = dice.pick(openHours, openWeights);
  const hour = isAnywhere(place) && dice.happens(0.5) ? 7 + 14 * dice.roll() : opens + (opens % 1 || 1) * dice.roll();
  const atMs = Math.floor(startMs + hour * 3_600_000);
  const service = place.service ?? (dice.happens(0.7) ? dice.pick(servicesOf(place.unit)) : null);
  const isCrowded = day === mondayOf(day) && hour < 10;
  const share = shareAt({ place, service, isCrowded, isAfter: day >= story.campaign });
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
  /** Whether it is Monday morning. */
  readonly isCrowded: boolean;
  /** Whether the campaign has begun. */
  readonly isAfter: boolean;
};

/** The share of satisfied people, from 0 to 1. What makes it better or worse is added to its log-odds. */
function shareAt({ place: { unit, share, channel }, service, isCrowded, isAfter }: Circumstances): number {
  const odds =
    Math.log(share / (1 - share)) +
    (unit === cast.improved && isAfter ? 1.2 : 0) -
    (service === cast.slowService ? 1.1 : 0) -
    (isCrowded ? 1 : 0) -
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

/** Made-up ratings of the best level, all from one source within a quarter of an hour. */
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
