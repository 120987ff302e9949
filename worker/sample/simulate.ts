import { type Day, firstDayOfMonth, formatDay, lastDayOfMonth, monthOf } from "../../shared/calendar/day.ts";
import type { SampleProvince } from "../../shared/contract/agency.ts";
import type { DevicePublicKey } from "../../shared/contract/device.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { Form } from "../../shared/contract/form.ts";
import type { PutUnits } from "../../shared/contract/unit.ts";
import type { Principal } from "../access/principal.ts";
import { type Dice, dice as diceOf, uuidAt } from "./dice.ts";
import {
  attackOn,
  type DayOfRatings,
  type Given,
  isOn,
  isSilent,
  ratingsOn,
  type Story,
  storyBefore,
  treatments,
} from "./sample-history.ts";
import {
  cast,
  mergerOn,
  type Place,
  placesOf,
  sampleFacts,
  sampleForm,
  sampleMilestones,
  services,
  toTouchpoint,
  unitsFrom,
} from "./sample-province.ts";
import { answerWords, setAsideReason } from "./sample-words.ts";

/** What is asked of an operation. Without a principal the root key asks. */
export type Asked = {
  readonly body?: unknown;
  readonly params?: Readonly<Record<string, string>>;
  readonly ifMatch?: number;
  readonly principal?: Principal | null;
};

/** Feedback that arrives together; signed by a device as its `nth` request, or from a source. */
export type Arrival = {
  readonly items: readonly FeedbackItem[];
  readonly source: string | null;
  readonly signed: { readonly device: string; readonly nth: number } | null;
};

/** The agency's own operations, feedback commit and daily close, each at an instant that is given, in milliseconds since 1970. */
export interface SimulatedAgency {
  readonly code: string;
  /** Runs an operation or part by its name. Throws where it refuses. */
  run(atMs: number, name: string, asked: Asked): Promise<unknown>;
  /** Commits feedback. Throws where some is refused. */
  arrive(atMs: number, arrivals: readonly Arrival[]): Promise<void>;
  /** Does what the alarm does. */
  wakeUp(atMs: number): Promise<void>;
  /** The comment of a feedback as it stands. */
  commentOf(feedback: string): { readonly id: string; readonly version: number } | null;
  /** The first instant of a day. */
  startOf(day: Day): number;
  newDeviceKey(): Promise<DevicePublicKey>;
  /** Lets others have their turn. */
  rest(): Promise<void>;
}

const seed = 20_251_201;
const hourMs = 3_600_000;

/**
 * Lives through 13 months and the days of the present one up to yesterday, day by day: what people and offices do stands in
 * sample-history.ts, and what becomes of it is the agency's own code, asked at the time of the day. So signs, settling, alerts
 * of devices and publications are as if each had been on time. The same day of today gives the same figures.
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

/** A tablet at a place: its device, its requests and the ratings that it numbered. */
type Tablet = { readonly device: string; requests: number; ratings: number };

type Act = () => Promise<unknown>;

/** What is remembered from day to day. */
type Course = {
  readonly agency: SimulatedAgency;
  readonly story: Story;
  readonly dice: Dice;
  readonly places: readonly Place[];
  readonly tablets: ReadonlyMap<string, Tablet>;
  readonly treat: ReturnType<typeof treatments>;
  /** What is to be done on a day, before people come. */
  readonly acts: Map<Day, Act[]>;
  /** Ratings of the month by the unit of their place. */
  readonly counts: Map<string, number>;
  readonly merger: PutUnits;
  ratings: number;
};

async function begin(agency: SimulatedAgency, story: Story): Promise<Course> {
  const dice = diceOf(seed);
  const places = placesOf(agency.code);
  const atMs = agency.startOf(story.first);
  const from = formatDay(story.first);
  const run = (name: string, body?: unknown): Promise<unknown> => agency.run(atMs, name, { body });
  const units = unitsFrom(agency.code, from);
  await run("putUnits", units);
  await run("putServices", { services });
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
    ...{ agency, story, dice, places, tablets, treat: treatments({ story, dice }), acts: new Map() },
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

/** Without opening hours nobody waits for a tablet that was only simulated. */
async function closeDevices({ agency, tablets, story }: Course): Promise<void> {
  for (const { device } of tablets.values()) {
    const asked = { params: { id: device }, body: { opening_hours: [] } };
    await agency.run(agency.startOf(story.today), "patchDevice", asked);
  }
}

function plan({ acts }: Pick<Course, "acts">, day: Day, act: Act): void {
  acts.set(day, [...(acts.get(day) ?? []), act]);
}

/** Plans what the office does on its own. */
function planOffice(course: Course): void {
  const { agency, story, places } = course;
  const { merger, campaign, attack, first, today } = story;
  const at = (day: Day, hour = 7): number => agency.startOf(day) + hour * hourMs;
  const said = { merger: formatDay(merger), campaign: formatDay(campaign) };
  plan(course, merger, async () => {
    await agency.run(at(merger), "putUnits", { body: course.merger });
    const moved = places.filter(({ unit }) => unit === "M291" || unit === "M292");
    const touchpoints = moved.map((place) => toTouchpoint({ ...place, unit: cast.merged }, formatDay(merger)));
    await agency.run(at(merger), "putTouchpoints", { body: { touchpoints } });
  });
  plan(course, campaign, () => agency.run(at(campaign), "putAgency", { body: sampleMilestones(said) }));
  planSetAside(course, attack);
  for (let month = monthOf(first); firstDayOfMonth(month + 1) + 1 < today; month += 1) {
    const reported = firstDayOfMonth(month + 1) + 1;
    plan(course, reported, () => report(course, { atMs: at(reported), month }));
  }
}

/** Two keys that nobody holds: one proposes, the other confirms. */
function planSetAside(course: Course, attack: Day): void {
  const { agency, places } = course;
  const at = (day: Day): number => agency.startOf(day) + 9 * hourMs;
  const scopes = ["set-asides:write"] as const;
  const principalOf = async (name: string): Promise<Principal> => {
    const made = await agency.run(at(attack + 1), "createKey", { body: { name, scopes, unit: agency.code } });
    return { kind: "key", agency: agency.code, id: (made as { id: string }).id, scopes, unit: agency.code };
  };
  const touchpoint = places.find(({ unit, channel }) => unit === cast.attacked && channel === "qr")?.id;
  const day = formatDay(attack);
  const body = { touchpoint, sign: "burst", from: day, to: day, reason: setAsideReason, role: "reform-office" };
  plan(course, attack + 1, async () => {
    const principal = await principalOf("Văn phòng cải cách hành chính (mô phỏng)");
    const { id } = (await agency.run(at(attack + 1), "postSetAside", { body, principal })) as { id: string };
    plan(course, attack + 2, async () => {
      const second = await principalOf("Thanh tra tỉnh (mô phỏng)");
      await agency.run(at(attack + 2), "confirmSetAside", { params: { id }, principal: second });
    });
  });
}

/** Shares of transactions that are rated, in percent. */
const coverages = [8, 12, 15, 18, 22, 27];

/** Hands in last month's transactions of all units with touchpoints, and paper forms of three communes. */
async function report(course: Course, { atMs, month }: { atMs: number; month: number }): Promise<void> {
  const { agency, counts, dice, places } = course;
  const span = { from: formatDay(firstDayOfMonth(month)), to: formatDay(lastDayOfMonth(month)) };
  const tallies = cast.paper.map((unit) => {
    const tally = [1, 1, 3, 12, 14].map((mean) => dice.count(mean));
    counts.set(unit, (counts.get(unit) ?? 0) + tally.reduce((sum, count) => sum + count, 0));
    const source = "Phiếu giấy tại Bộ phận Một cửa (mô phỏng)";
    const place = { unit, question: "overall", service: null, channel: "paper" };
    return { id: uuidAt(atMs, dice), ...place, ...span, counts: tally, source };
  });
  const units = new Set(places.map((place) => unitOn(course, place, firstDayOfMonth(month))));
  const volumes = [...units].map((unit) => {
    const coverage = coverages[(Number(unit.slice(1)) + month) % coverages.length] ?? 10;
    const transactions = Math.ceil((((counts.get(unit) ?? 0) + 1) * 100) / coverage);
    return { unit, service: null, channel: null, ...span, transactions };
  });
  counts.clear();
  await agency.run(atMs, "takeTallies", { body: { items: tallies, keep: "each" } });
  await agency.run(atMs, "takeVolumes", { body: { items: volumes, keep: "each" } });
}

/** The unit that a place belongs to on a day. */
function unitOn({ story }: Course, { unit }: Place, day: Day): string {
  return day >= story.merger && /^M29/.test(unit) ? cast.merged : unit;
}

/** Instants of the day, in hours, at which what was given until then arrives. */
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
    if (item.comment !== undefined) treatComment(course, day, item);
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

/** Every tablet that lives tells that it was ready in all opening hours. */
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

/** Plans what the office and the writer do with a comment. */
function treatComment(course: Course, day: Day, { id, ticket }: FeedbackItem): void {
  const { agency, dice, treat } = course;
  const { decidedOn, answeredOn, ratedOn } = treat(day);
  const at = (of: Day): number => agency.startOf(of) + 8 * hourMs;
  const change = async (name: string, of: Day, body: unknown): Promise<void> => {
    const comment = agency.commentOf(id);
    if (!comment) throw new Error("a simulated comment is gone");
    await agency.run(at(of), name, { params: { id: comment.id }, ifMatch: comment.version, body });
  };
  const isHidden = dice.happens(0.04);
  const decision = isHidden ? { state: "hidden", hide_reason: "out-of-scope" } : { state: "approved" };
  if (dice.happens(0.85)) plan(course, decidedOn, () => change("patchComment", decidedOn, decision));
  if (answeredOn === null) return;
  const words = answerWords(dice);
  plan(course, answeredOn, () => change("postReply", answeredOn, { words, is_public: true }));
  if (ratedOn === null) return;
  const rating = dice.pick([5, 4, 3, 2, 1], [30, 40, 15, 10, 5]);
  const body = { code: ticket, rating };
  plan(course, ratedOn, () => agency.run(at(ratedOn), "rateTicket", { body, principal: null }));
}
