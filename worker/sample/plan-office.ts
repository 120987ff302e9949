import { type Day, firstDayOfMonth, formatDay, lastDayOfMonth, monthOf } from "../../shared/calendar/day.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import { addWorkingDays } from "../../shared/calendar/working-calendar.ts";
import type { Principal } from "../access/principal.ts";
import { type Course, plan, type Treatment, unitOn } from "./course.ts";
import { type Dice, uuidAt } from "./dice.ts";
import { sampleMilestones } from "./sample-facts.ts";
import { cast, toTouchpoint } from "./sample-places.ts";
import { answerWords, setAsideReason } from "./say-words.ts";
import type { Story } from "./story.ts";

const hourMs = 3_600_000;

/** Plans what the office does on its own. */
export function planOffice(course: Course): void {
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
  const body = {
    touchpoint,
    sign: "burst",
    from: day,
    to: day,
    reason: setAsideReason,
    role: "Bộ phận cải cách hành chính",
  };
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

/** Plans what the office and the writer do with a comment. */
export function planComment(course: Course, day: Day, { id, ticket }: FeedbackItem): void {
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

const workingDaysToAnswer = 10;
const answeredLate = 12;
const leftUnanswered = 7;

/** Returns how comments of a day are treated: most are answered in time, twelve of the last quarter late, seven of the last days not at all. */
export function treatments(story: Story, dice: Dice): (received: Day) => Treatment {
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
