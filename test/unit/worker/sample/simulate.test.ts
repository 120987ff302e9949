import { describe, expect, test } from "vitest";
import { parseDay } from "../../../../shared/calendar/day.ts";
import { isClosed } from "../../../../shared/calendar/period.ts";
import { addWorkingDays } from "../../../../shared/calendar/working-calendar.ts";
import { feedbackItem } from "../../../../shared/contract/feedback.ts";
import { dice, uuidAt } from "../../../../worker/sample/dice.ts";
import { storyBefore } from "../../../../worker/sample/story.ts";
import type { Arrival, SimulatedAgency } from "../../../../worker/sample/course.ts";
import { simulate } from "../../../../worker/sample/simulate.ts";

type Seen = { readonly lines: string[]; readonly arrivals: (Arrival & { readonly atMs: number })[] };

/** An agency that takes everything and writes down what was done, and when. */
function seeingAgency(): SimulatedAgency & Seen {
  const seen: Seen = { lines: [], arrivals: [] };
  const answers: Readonly<Record<string, unknown>> = {
    listForms: { data: [{ id: "default", version: 1, questions: [], reasons: [], comment: true }] },
    createDevice: { code: "ABCDEFGH", device: "device-0" },
    createKey: { id: "key" },
    postSetAside: { id: "1" },
  };
  return {
    ...seen,
    code: "X99",
    async run(atMs, name, asked) {
      seen.lines.push(`${atMs} ${name} ${JSON.stringify(asked)}`);
      return answers[name] ?? {};
    },
    async arrive(atMs, arrivals) {
      seen.arrivals.push(...arrivals.map((arrival) => ({ ...arrival, atMs })));
    },
    async wakeUp(atMs) {
      seen.lines.push(`${atMs} wake up`);
    },
    commentOf: (id) => ({ id, version: 1 }),
    startOf: (day) => day * 86_400_000 - 7 * 3_600_000,
    newDeviceKey: async () => ({ kty: "EC", crv: "P-256", x: "", y: "" }),
    rest: async () => undefined,
  };
}

const today = (text: string): number => parseDay(text) ?? 0;

async function simulated(day: string): Promise<Seen> {
  const agency = seeingAgency();
  await simulate(agency, today(day));
  return agency;
}

describe("a simulation", () => {
  const usual = simulated("2026-11-30");

  test("does the same each time for the same day", async () => {
    const [one, other] = [await usual, await simulated("2026-11-30")];
    expect(one.arrivals.length).toBeGreaterThan(1000);
    expect(one.lines).toEqual(other.lines);
    expect(JSON.stringify(one.arrivals)).toBe(JSON.stringify(other.arrivals));
  });

  test("gives what the contract takes, none of it before it arrives", async () => {
    const { arrivals } = await usual;
    const items = arrivals.flatMap(({ items: some, atMs }) => some.map((item) => ({ item, atMs })));
    for (const { item } of items.filter((_, place) => place % 50 === 0)) {
      expect(feedbackItem.safeParse(item).error?.issues ?? []).toEqual([]);
    }
    const ages = items.map(({ item, atMs }) => atMs - Date.parse(item.answered_at));
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ages)).toBeLessThan(12 * 3_600_000);
    expect(new Set(items.map(({ item }) => item.id)).size).toBe(items.length);
  });

  test("numbers each tablet's ratings without a gap, and its requests upwards", async () => {
    const { arrivals } = await usual;
    const byPlace = Map.groupBy(
      arrivals.filter(({ signed }) => signed !== null),
      ({ items }) => items[0]?.touchpoint,
    );
    expect(byPlace.size).toBe(4);
    for (const some of byPlace.values()) {
      const numbers = some.flatMap(({ items }) => items.map(({ sequence }) => sequence));
      expect(numbers).toEqual(numbers.map((_, place) => place + 1));
      const requests = some.map(({ signed }) => signed?.nth ?? 0);
      expect(requests).toEqual([...new Set(requests)].toSorted((a, b) => a - b));
    }
  });
});

// A month's first days, when a quarter is not published yet; Tết; the end of a year; a leap day.
const days = ["2026-01-01", "2026-01-04", "2026-02-20", "2026-04-03", "2026-07-04", "2026-12-31", "2028-02-29"];

describe.each(days)("the stories before %s", (day) => {
  const story = storyBefore(today(day));

  test("lie in the last published quarter, on days on which people come", () => {
    const { quarter, attack, silent, campaign, merger, first, calendar } = story;
    expect(isClosed(quarter.to, story.today)).toBe(true);
    expect(story.today - quarter.to).toBeLessThan(100);
    expect(calendar.isWorking(attack)).toBe(true);
    expect([silent.from >= quarter.from, silent.to <= quarter.to, silent.to - silent.from]).toEqual([true, true, 8]);
    expect([attack >= quarter.from, attack + 2 <= quarter.to, campaign]).toEqual([true, true, quarter.from]);
    expect([first < merger, merger < campaign]).toEqual([true, true]);
  });

  test("have twelve late answers, seven comments without one, and about 50,000 ratings", async () => {
    const { lines, arrivals } = await simulated(day);
    const ratings = arrivals.reduce((sum, { items }) => sum + items.length, 0);
    expect(ratings).toBeGreaterThan(40_000);
    expect(ratings).toBeLessThan(60_000);
    const { quarter, calendar } = story;
    const dayOf = (ms: number): number => Math.floor((ms + 7 * 3_600_000) / 86_400_000);
    const replied = new Map(
      lines.flatMap((line) => {
        const [, at = "", id = ""] = /^(\d+) postReply .*"params":\{"id":"([^"]+)"/.exec(line) ?? [];
        return id ? [[id, dayOf(Number(at))] as const] : [];
      }),
    );
    const due = (from: number): number => addWorkingDays(from, 10, calendar).day;
    const comments = arrivals.flatMap(({ items, atMs }) =>
      items.filter(({ comment }) => comment !== undefined).map(({ id }) => ({ id, due: due(dayOf(atMs)) })),
    );
    const late = comments.filter((one) => (replied.get(one.id) ?? 0) > one.due);
    expect(late.every((one) => one.due >= quarter.from && one.due <= quarter.to)).toBe(true);
    expect(late).toHaveLength(12);
    expect(comments.filter((one) => one.due < story.today && !replied.has(one.id))).toHaveLength(7);
  });
});

test("an id made of an instant is a UUIDv7 that begins with it", () => {
  expect(uuidAt(0x0193_0000_0001, dice(7))).toMatch(/^01930000-0001-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("dice give each thing as often as its weight says", () => {
  const { pick, count } = dice(1);
  const picked = Array.from({ length: 10_000 }, () => pick(["a", "b"], [3, 1]));
  expect(picked.filter((one) => one === "a").length / 10_000).toBeCloseTo(0.75, 1);
  const counts = Array.from({ length: 10_000 }, () => count(4));
  expect(counts.reduce((sum, one) => sum + one, 0) / 10_000).toBeCloseTo(4, 1);
});
