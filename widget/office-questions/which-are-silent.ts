import { html, type TemplateResult } from "lit";
import { type Day, formatDay, mondayOf, toDay } from "../../shared/calendar/day.ts";
import { bucketsOf, type Period, periodWords } from "../../shared/calendar/period.ts";
import type { AgencyCalendar } from "../../shared/contract/deadline.ts";
import type { Device } from "../../shared/contract/device.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { ownDaysOf, workingCalendar } from "../../shared/calendar/working-calendar.ts";
import type { Touchpoint } from "../../shared/contract/touchpoint.ts";
import { ok, type Result } from "../../shared/result.ts";
import { dayWords, numberWords } from "../messages/messages.ts";
import type { CallFault } from "../ui/call-server.ts";
import { daysOf } from "../figures/figures.ts";
import { isWithin, unitOn } from "../figures/question.ts";
import { type OfficeView, officeView } from "./office-view.ts";
import { readAll } from "../figures/figures.ts";
import {
  findSilences,
  type IsWorking,
  leastSilence,
  quietWeeks,
  type Silence,
  usualPerDay,
  type WeekCount,
} from "./find-silences.ts";
import { type AnyQuestion, type BoardView, question } from "../figures/question.ts";
import { periodBeside, readTogether } from "../figures/figures.ts";
import { readHours } from "./when.ts";

/** A touchpoint that had weeks with few ratings: these days are read one by one. */
export type Suspect = { readonly touchpoint: Touchpoint; readonly usual: number; readonly span: Period };

/** A touchpoint's silence. `isOpen`: it lasts to the last day that is over. */
type SilentPlace = Silence & { readonly touchpoint: Touchpoint; readonly usual: number; readonly isOpen: boolean };

type Silent = {
  readonly places: readonly SilentPlace[];
  /** Units whose days were not read, since there were too many. */
  readonly unread: number;
  /** Kiosks that send no heartbeat now; none if the key may not see devices. */
  readonly quiet: readonly Device[];
};

/** Weeks before the period by which the usual number of ratings is known. */
const weeksBefore = 6;
/** Most units whose days are read: those that miss the most ratings. */
const mostUnits = 12;

/** The office's question after *When?*: which touchpoints usually have ratings, and had none for days. */
export const whichAreSilent: AnyQuestion = question<Silent | "whole-agency">({
  id: "silent",
  title: "q.silent",
  isAsked: ({ isOffice }) => isOffice,
  load: async (view) => {
    const period = daysOf(view.state.period);
    const span = { from: period.from, to: Math.min(period.to, toDay(view.today) - 1) };
    const [hours, devices, read] = await Promise.all([
      readHours(view),
      readAll<Device>(view.read, "/devices"),
      readTogether(view.read<AgencyCalendar>("/calendar"), readAll<Touchpoint>(view.read, "/touchpoints")),
    ]);
    // Keys of a unit read counts that have settled, in which quiet days are joined.
    if (!hours.ok && hours.failure === "outside-subtree") return ok("whole-agency");
    if (!read.ok) return read;
    const [calendar, touchpoints] = read.value;
    const quiet = (devices.ok ? devices.value : []).filter(
      ({ alerts, unit }) => alerts.some(({ kind }) => kind === "quiet") && isWithin(unit, view),
    );
    const { isWorking } = workingCalendar(ownDaysOf(calendar));
    const found = await silentPlaces(view, { span, isWorking, touchpoints });
    return found.ok ? ok({ ...found.value, quiet }) : found;
  },
  template: (loaded, view) =>
    loaded === "whole-agency" ? html`<p>${view.say("o.whole")}</p>` : silentTemplate(loaded, officeView(view)),
});

type Asked = { readonly span: Period; readonly isWorking: IsWorking; readonly touchpoints: readonly Touchpoint[] };

async function silentPlaces(view: BoardView, asked: Asked): Promise<Result<Omit<Silent, "quiet">, CallFault>> {
  const { span, isWorking } = asked;
  if (span.to < span.from) return ok({ places: [], unread: 0 });
  const seen = { from: mondayOf(span.from) - 7 * weeksBefore, to: span.to };
  const weeks = await readCounts(view, { unit: view.state.unit, span: seen, by: "week" });
  if (!weeks.ok) return weeks;
  const units = suspectsByUnit(weeks.value, { ...asked, seen });
  const read = units.slice(0, mostUnits);
  const days = await Promise.all(
    read.map(({ unit, span: around }) => readCounts(view, { unit, span: around, by: "day" })),
  );
  const places: SilentPlace[] = [];
  for (const [index, answer] of days.entries()) {
    if (!answer.ok) return answer;
    for (const { touchpoint, usual, span: around } of read[index]?.suspects ?? []) {
      const perDay = answer.value.get(touchpoint.id);
      // It has no day here if it belonged to another unit then.
      const silences = perDay ? findSilences(perDay, { span: around, usual, isWorking }) : [];
      for (const silence of silences)
        if (silence.to >= span.from && !isClosedBy(touchpoint, silence.to))
          places.push({ ...silence, touchpoint, usual, isOpen: silence.to === around.to });
    }
  }
  places.sort((a, b) => b.workingDays * b.usual - a.workingDays * a.usual);
  return ok({ places, unread: units.length - read.length });
}

/** Whether a touchpoint was closed on a day or before. Then it is not silent, although it has no ratings. */
function isClosedBy({ closed, from }: Touchpoint, day: Day): boolean {
  return closed === true && toDay(from) <= day;
}

/** Ratings by touchpoint and first day of the week, or day. */
type Counts = ReadonlyMap<string, ReadonlyMap<Day, number>>;

type CountsAsked = { readonly unit: string; readonly span: Period; readonly by: "week" | "day" };

async function readCounts({ read }: BoardView, { unit, span, by }: CountsAsked): Promise<Result<Counts, CallFault>> {
  const path = `/indices?unit=${encodeURIComponent(unit)}&from=${formatDay(span.from)}&to=${formatDay(span.to)}`;
  const rows = await readAll<PublishedIndex>(read, `${path}&by=touchpoint,${by}&method=top-two@1`);
  if (!rows.ok) return rows;
  const counts = new Map<string, Map<Day, number>>();
  for (const { touchpoint = "", period, n } of rows.value) {
    const own = counts.get(touchpoint) ?? new Map<Day, number>();
    counts.set(touchpoint, own.set(toDay(period.from), n));
  }
  return ok(counts);
}

type UnitSuspects = {
  readonly unit: string;
  readonly span: Period;
  readonly suspects: readonly Suspect[];
  readonly missing: number;
};

/** Units with touchpoints that may have been silent, those first that miss the most ratings. */
function suspectsByUnit(
  counts: Counts,
  { seen, span, isWorking, touchpoints }: Asked & { readonly seen: Period },
): UnitSuspects[] {
  const units = new Map<string, UnitSuspects>();
  for (const touchpoint of touchpoints) {
    const perWeek = counts.get(touchpoint.id);
    if (!perWeek) continue;
    const weeks: WeekCount[] = bucketsOf(seen, "week").map((week) => ({ ...week, n: perWeek.get(week.from) ?? 0 }));
    const quiet = quietWeeks(weeks, isWorking).filter(({ to }) => to >= span.from);
    const [first, last] = [quiet[0], quiet[quiet.length - 1]];
    if (!first || !last) continue;
    const usual = usualPerDay(weeks, isWorking);
    // A silence may reach into the weeks before and after.
    const around = { from: Math.max(seen.from, first.from - 7), to: Math.min(seen.to, last.to + 7) };
    const known = units.get(touchpoint.unit);
    units.set(touchpoint.unit, {
      unit: touchpoint.unit,
      span: known ? { from: Math.min(known.span.from, around.from), to: Math.max(known.span.to, around.to) } : around,
      suspects: [...(known?.suspects ?? []), { touchpoint, usual, span: around }],
      missing: (known?.missing ?? 0) + quiet.reduce((sum, { n }) => sum + 5 * usual - n, 0),
    });
  }
  return [...units.values()].sort((a, b) => b.missing - a.missing);
}

function silentTemplate({ places, unread, quiet }: Silent, view: OfficeView): TemplateResult {
  const { say, language } = view;
  const now = { n: numberWords(quiet.length, language), names: quiet.map(({ name }) => name).join(", ") };
  return html`<p class="lead">${say(places.length === 0 ? "o.silent.none" : "o.silent.some")}</p>
    ${places.length === 0 ? periodBefore(view) : ""}
    <ul>
      ${places.map((place) => html`<li>${placeWords(place, view)}</li>`)}
    </ul>
    ${unread > 0 ? html`<p>${say("o.silent.unread", { n: unread })}</p>` : ""}
    ${quiet.length > 0 ? html`<p>${say("o.silent.now", now)}</p>` : ""}
    <p class="soft">${say("o.silent.about", { days: leastSilence.days, n: leastSilence.ratings })}</p>`;
}

/** A period that has just begun seldom has a silence, so the one before it is one press away. */
function periodBefore({ periods, state, say, language, linkTo }: OfficeView): TemplateResult | "" {
  const period = periodBeside(periods, state.period, -1);
  if (period === null) return "";
  return html`<p><a href=${linkTo({ period })}>${say("o.silent.before", { period: periodWords(period, language) })}</a></p>`;
}

function placeWords(
  { touchpoint, from, to, workingDays, isOpen, usual }: SilentPlace,
  view: OfficeView,
): TemplateResult {
  const { say, language, units, linkTo } = view;
  const { name, unit } = touchpoint;
  const words = (day: Day): string => dayWords(formatDay(day), language);
  const days = { days: to - from + 1, working: workingDays, from: words(from), to: words(to) };
  const place = unitOn(units, unit, formatDay(to))?.name ?? unit;
  const link = (text: string): TemplateResult => html`<a href=${linkTo({ unit })}>${text}</a>`;
  // Many touchpoints have their unit's name in their own.
  const whose = name.includes(place)
    ? html`<strong>${link(name)}</strong>`
    : html`<strong>${name}</strong>, ${link(place)}`;
  return html`${whose}: <strong>${say("o.silent.days", days)}</strong>, ${say("o.silent.when", days)}${isOpen ? `, ${say("o.silent.open")}` : ""}.
    <span class="soft">${say("o.silent.usual", { n: numberWords(usual, language) })}</span>`;
}
