import { type Day, formatDay } from "../../shared/calendar/day.ts";
import type { SampleProvince } from "../../shared/contract/agency.ts";
import type { Form } from "../../shared/contract/form.ts";
import { type Arrival, type Course, type SimulatedAgency, type Tablet, unitOn } from "./course.ts";
import { dice as diceOf } from "./dice.ts";
import { planComment, planOffice, treatments } from "./plan-office.ts";
import { attackOn, type DayOfRatings, type Given, ratingsOn } from "./ratings-on.ts";
import { sampleFacts, sampleForm, services } from "./sample-facts.ts";
import { cast, mergerOn, type Place, samplePlaces, toTouchpoint, unitsFrom } from "./sample-places.ts";
import { isOn, isSilent, type Story, storyBefore } from "./story.ts";

const seed = 20_251_201;
const hourMs = 3_600_000;

/**
 * Simulates 13 months and the present one up to yesterday, day by day. `ratings-on.ts` and `plan-office.ts` say what people and
 * offices do. The agency's own code handles it, with the simulated time: signs, settling, alerts of devices and publications come
 * as they would have come. Run on the same day, it gives the same figures.
 */
export async function simulate(agency: SimulatedAgency, today: Day): Promise<SampleProvince> {
  const story = storyBefore(today);
  const course = await begin(agency, story);
  for (let day = story.first; day < today; day += 1) {
    await liveThrough(course, day);
    await agency.rest();
  }
  await closeDevices(course);
  return { from: formatDay(story.first), to: formatDay(today - 1), ratings: course.ratings };
}

async function begin(agency: SimulatedAgency, story: Story): Promise<Course> {
  const dice = diceOf(seed);
  const places = samplePlaces(agency.code);
  const atMs = agency.startOf(story.first);
  const from = formatDay(story.first);
  const run = (name: string, body?: unknown): Promise<unknown> => agency.run(atMs, name, { body });
  const units = unitsFrom(agency.code, from);
  await run("putUnits", units);
  await run("takeServices", { services, keep: "whole" });
  const forms = (await run("listForms")) as { data: (Form & { version: number })[] };
  const { version: _, ...usual } = forms.data[0] ?? {
    version: 1,
    id: "default",
    questions: [],
    reasons: [],
    comment: true,
  };
  await run("putForms", { forms: [sampleForm(usual)] });
  await run("putTouchpoints", { touchpoints: places.map((place) => toTouchpoint(place, from)) });
  await run("putAgency", sampleFacts(from));
  const tablets = await enrol(agency, places, atMs);
  const [on, lastDay] = [formatDay(story.merger), formatDay(story.merger - 1)];
  const course: Course = {
    ...{ agency, story, dice, places, tablets, treat: treatments(story, dice), acts: new Map() },
    ...{ counts: new Map(), ratings: 0, merger: mergerOn(units, { on, lastDay }) },
  };
  planOffice(course);
  return course;
}

const tabletsAt = ["M101", cast.silentKiosk, "M304", "M401"];

async function enrol(agency: SimulatedAgency, places: readonly Place[], atMs: number): Promise<Map<string, Tablet>> {
  const tablets = new Map<string, Tablet>();
  const kiosks = places.filter(({ unit, channel }) => channel === "kiosk" && tabletsAt.includes(unit));
  for (const { id, name } of kiosks) {
    const body = { touchpoint: id, name };
    const { code, device } = (await agency.run(atMs, "createDevice", { body })) as { code: string; device: string };
    const enrolment = { agency: agency.code, code, public_key: await agency.newDeviceKey() };
    await agency.run(atMs, "enrolDevice", { body: enrolment, principal: null });
    tablets.set(id, { device, requests: 0, ratings: 0 });
  }
  return tablets;
}

/** Takes away opening hours, so that no alert waits for a simulated tablet. */
async function closeDevices({ agency, tablets, story }: Course): Promise<void> {
  for (const { device } of tablets.values()) {
    const asked = { params: { id: device }, body: { opening_hours: [] } };
    await agency.run(agency.startOf(story.today), "patchDevice", asked);
  }
}

/** Hours of the day at which the ratings given until then arrive. */
const arrivals = [12, 18, 22];

async function liveThrough(course: Course, day: Day): Promise<void> {
  const { agency, story, dice, places, acts } = course;
  const startMs = agency.startOf(day);
  for (const act of acts.get(day) ?? []) await act();
  acts.delete(day);
  const now: DayOfRatings = { day, startMs, story, dice };
  if (day === story.silent.from || day === story.silent.to + 1) await beat(course, now, 7.6);
  if (day === story.silent.from) await agency.wakeUp(startMs + 7.7 * hourMs);
  const given = ratingsOn(places, now);
  let afterMs = 0;
  for (const hour of arrivals) {
    const untilMs = startMs + hour * hourMs;
    await deliver(course, now, { atMs: untilMs, given: given.filter(({ atMs }) => atMs > afterMs && atMs <= untilMs) });
    if (day === story.attack && hour === 12) await attack(course, now);
    if (hour === 18) await beat(course, now, 18.1);
    afterMs = untilMs;
  }
  await agency.wakeUp(agency.startOf(day + 1));
}

type Delivery = { readonly atMs: number; readonly given: readonly Given[] };

async function deliver(course: Course, { day }: DayOfRatings, { atMs, given }: Delivery): Promise<void> {
  const { agency, tablets, counts } = course;
  if (given.length === 0) return;
  const groups = Map.groupBy(given, ({ place }) => (tablets.has(place.id) ? place.id : ""));
  const brought = [...groups].map(([id, ratings]): Arrival => {
    const tablet = tablets.get(id);
    if (!tablet) return { items: ratings.map(({ item }) => item), source: null, signed: null };
    tablet.requests += 1;
    const items = ratings.map(({ item }, place) => ({ ...item, sequence: tablet.ratings + place + 1 }));
    tablet.ratings += items.length;
    return { items, source: null, signed: { device: tablet.device, nth: tablet.requests } };
  });
  await agency.arrive(atMs, brought);
  course.ratings += given.length;
  for (const { place, item } of given) {
    const unit = unitOn(course, place, day);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
    if (item.comment !== undefined) planComment(course, day, item);
  }
}

async function attack(course: Course, now: DayOfRatings): Promise<void> {
  const stuffed = attackOn(course.places, now);
  for (let from = 0; from < stuffed.length; from += 4) {
    const given = stuffed.slice(from, from + 4);
    const items = given.map(({ item }) => item);
    await course.agency.arrive(given.at(-1)?.atMs ?? now.startMs, [
      { items, source: "one and the same", signed: null },
    ]);
  }
  course.ratings += stuffed.length;
}

/** Every working tablet sends a heartbeat: it was ready in all opening hours until then. */
async function beat(course: Course, { day, startMs, story }: DayOfRatings, hour: number): Promise<void> {
  const { agency, places, tablets } = course;
  if (!isOn(day)) return;
  const atMs = startMs + hour * hourMs;
  const at = (of: number): string => new Date(startMs + Math.min(of, hour) * hourMs).toISOString();
  for (const place of places) {
    const tablet = tablets.get(place.id);
    if (!tablet || isSilent(place, day, story)) continue;
    tablet.requests += 1;
    const given = {
      ...{ agency: agency.code, sent_at: new Date(atMs).toISOString(), version: "mo-phong", captured: tablet.ratings },
      ...{ pending: [], queue: { length: 0, parked: 0, oldest_at: null, oldest_age_ms: null }, clock_ahead_ms: 0 },
      ...{ storage: { persisted: true, quota: 2e9, usage: 3e6 }, battery: null },
      ready:
        hour < 8
          ? []
          : [
              { from: at(7.5), to: at(11.5) },
              { from: at(13.5), to: at(17) },
            ],
    };
    const call = { device: tablet.device, counter: tablet.requests };
    await agency.run(atMs, "takeHeartbeat", { body: { call, given }, principal: null });
  }
}
