import { describe, expect, test } from "vitest";
import { agencyLimits, burstAt, shortMs, touchpointLimits } from "../../../../worker/signs/burst.ts";
import { addToFlow, newFlow, type Seen } from "../../../../worker/signs/rating-flow.ts";
import { flowWith, minute, pastOf, seen, today } from "./flows.ts";

/** A usual day has 100 ratings, 92 of them a 5. */
const past = pastOf(20, [2, 2, 2, 2, 92]);

/** Ratings one after the other, and how many carried a burst once the last had come. */
function burstOf(ratings: readonly Seen[], { limits = touchpointLimits, days = past } = {}): number {
  const flow = newFlow(days, { size: limits.shift.ratings, isWide: limits === agencyLimits });
  const flagged = new Set<string>();
  for (const rating of ratings) {
    addToFlow(flow, rating);
    for (const { id } of burstAt(flow, rating, limits)) flagged.add(id);
  }
  return flagged.size;
}

function ratings(count: number, make: (number: number) => Partial<Seen>): Seen[] {
  return Array.from({ length: count }, (_, number) => seen(make(number)));
}

describe("a burst from one source", () => {
  const laptop = (count: number, everyMs: number, level = 1): Seen[] =>
    ratings(count, (number) => ({ source: "laptop", atMs: number * everyMs, level }));

  test("is 8 ratings within 10 minutes that are not as usual, all 8 of them", () => {
    expect(burstOf(laptop(7, 20_000))).toBe(0);
    expect(burstOf(laptop(8, 20_000))).toBe(8);
    expect(burstOf(laptop(8, shortMs / 6))).toBe(0);
  });

  test("is a fifth of a usual day, if the levels are as usual", () => {
    expect(burstOf(laptop(19, 20_000, 5))).toBe(0);
    expect(burstOf(laptop(20, 20_000, 5))).toBe(20);
  });

  test("is 8 ratings of any level where nothing is known yet", () => {
    const unknown = laptop(8, 20_000, 5).map((rating) => ({ ...rating, expected: null }));
    expect(burstOf(unknown, { days: pastOf(0, []) })).toBe(8);
  });

  test("is 20 ratings in a day that are not as usual, however slow", () => {
    expect(burstOf(laptop(19, 15 * minute))).toBe(0);
    expect(burstOf(laptop(20, 15 * minute))).toBe(20);
  });

  test("stands on all that the source sends later that day, and not on the next", () => {
    const later = seen({ source: "laptop", atMs: 300 * minute, level: 5 });
    const tomorrow = seen({ source: "laptop", atMs: 1440 * minute, level: 5, day: today + 1 });
    expect(burstOf([...laptop(8, 20_000), later, tomorrow])).toBe(9);
  });

  test("is 15 over an agency, and 40 if the levels are as usual: a carrier's address is many people", () => {
    const limits = { limits: agencyLimits };
    expect(burstOf(laptop(14, 10_000), limits)).toBe(0);
    expect(burstOf(laptop(15, 10_000), limits)).toBe(15);
    expect(burstOf(laptop(39, 10_000, 5), limits)).toBe(0);
    expect(burstOf(laptop(40, 10_000, 5), limits)).toBe(40);
  });

  test("is never what devices send: they have no source", () => {
    expect(burstOf(ratings(12, (number) => ({ source: null, level: 1, atMs: number * 30_000 })))).toBe(0);
  });
});

describe("a burst from many", () => {
  test("is two fifths of a usual day within 10 minutes", () => {
    expect(burstOf(ratings(39, (number) => ({ atMs: number * 10_000 })))).toBe(0);
    expect(burstOf(ratings(40, (number) => ({ atMs: number * 10_000 })))).toBe(40);
  });

  test("is a change of levels among the newest 40, if they come faster than usual: on the level that is too common alone", () => {
    const drip = (everyMs: number): Seen[] =>
      ratings(60, (number) => ({ atMs: number * everyMs, level: number % 3 === 0 ? 1 : 5 }));
    // As many as are usual among the rest stay without: 2 of 92.
    expect(burstOf(drip(2 * minute))).toBe(19);
    // At the pace of a usual day a system may have failed: people are right to say so.
    expect(burstOf(drip(5 * minute))).toBe(0);
  });

  test("is a day that has far more ratings than usual, by the levels that are too common", () => {
    const honest = ratings(100, (number) => ({ atMs: number * 5 * minute }));
    const sly = ratings(60, (number) => ({ atMs: number * 8 * minute, level: 1 }));
    const day = [...honest, ...sly].sort((one, other) => one.atMs - other.atMs);
    expect(burstOf(day)).toBe(60);
    expect(burstOf(honest)).toBe(0);
  });

  test("stays off those with which more was said, as many as are usual", () => {
    const flow = newFlow(past, { size: 40, isWide: false });
    const told = seen({ level: 1, isBare: false, atMs: 0 });
    const day = [
      told,
      ...ratings(59, (number) => ({ atMs: (number + 1) * 2 * minute, level: number % 3 === 0 ? 1 : 5 })),
    ];
    const flagged = new Set<string>();
    for (const rating of day) {
      addToFlow(flow, rating);
      for (const { id } of burstAt(flow, rating, touchpointLimits)) flagged.add(id);
    }
    expect([flagged.size, flagged.has(told.id)]).toEqual([20, false]);
  });

  test("is nothing where the past is too short to tell", () => {
    const fresh = ratings(200, (number) => ({ atMs: number * 1000, expected: null }));
    expect(burstOf(fresh, { days: pastOf(2, [0, 0, 0, 0, 100]) })).toBe(0);
  });
});

test("ratings that carry a sign don't become what is usual that day", () => {
  const flow = flowWith(
    pastOf(0, []),
    ratings(60, () => ({})),
  );
  const attack = ratings(40, (number) => ({ level: 1, atMs: 9_000_000 + number, signs: new Set(["burst"]) }));
  for (const rating of attack) addToFlow(flow, rating);
  expect(flow.days.get(today)).toEqual({ all: [40, 0, 0, 0, 60], plain: [0, 0, 0, 0, 60] });
});
