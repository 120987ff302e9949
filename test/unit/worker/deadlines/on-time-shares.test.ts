import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, monthOfYear, parseDay } from "../../../../shared/calendar/day.ts";
import { qd766Satisfaction } from "../../../../shared/methods/qd766-satisfaction.ts";
import { computeScorecard } from "../../../../shared/methods/compute-scorecard.ts";
import { type AnsweredComment, onTimeShares } from "../../../../worker/deadlines/on-time-shares.ts";

function day(text: string): Day {
  return parseDay(text) ?? Number.NaN;
}

function comment(due: string, answered: string | null, more: Partial<AnsweredComment> = {}): AnsweredComment {
  const answeredDay = answered === null ? null : day(answered);
  return { unit: "A", dueDay: day(due), answeredDay, isClosed: false, rating: null, ...more };
}

const today = day("2026-11-24");

const comments = fc.array(
  fc.record({
    unit: fc.constantFrom("A", "B", "C"),
    dueDay: fc.integer({ min: day("2026-08-01"), max: day("2027-01-31") }),
    answeredDay: fc.option(fc.integer({ min: day("2026-08-01"), max: today })),
    isClosed: fc.boolean(),
    rating: fc.option(fc.integer({ min: 1, max: 5 })),
  }),
);

describe("answers on time", () => {
  it("are counted by unit and the month in which they were due", () => {
    const shares = onTimeShares(
      [
        comment("2026-11-02", "2026-10-30", { rating: 5 }),
        comment("2026-11-02", "2026-11-03", { rating: 3 }),
        comment("2026-11-20", null),
        comment("2026-11-24", null),
        comment("2026-12-01", null),
        comment("2026-10-30", "2026-10-30", { rating: 4 }),
        comment("2026-10-30", null, { unit: "B", isClosed: true }),
      ],
      today,
    );
    const october = monthOfYear(2026, 10);
    expect(shares).toEqual([
      { unit: "A", month: october, received: 1, answered_on_time: 1, rated: 1, rated_satisfied: 1, running: 0 },
      { unit: "A", month: october + 1, received: 3, answered_on_time: 1, rated: 2, rated_satisfied: 1, running: 1 },
      { unit: "A", month: october + 2, received: 0, answered_on_time: 0, rated: 0, rated_satisfied: 0, running: 1 },
      { unit: "B", month: october, received: 1, answered_on_time: 0, rated: 0, rated_satisfied: 0, running: 0 },
    ]);
  });

  it("are no counts without comments", () => {
    expect(onTimeShares([], today)).toEqual([]);
  });

  it("count every comment once, with parts that are at most the whole", () => {
    fc.assert(
      fc.property(comments, (given) => {
        const shares = onTimeShares(given, today);
        expect(shares.reduce((sum, { received, running }) => sum + received + running, 0)).toBe(given.length);
        for (const { received, answered_on_time, rated, rated_satisfied } of shares) {
          expect(answered_on_time).toBeLessThanOrEqual(received);
          expect(rated).toBeLessThanOrEqual(received);
          expect(rated_satisfied).toBeLessThanOrEqual(rated);
        }
      }),
    );
  });

  it("of a past month change only by ratings, not by later answers", () => {
    fc.assert(
      fc.property(comments, fc.nat(60), (given, later) => {
        const settled = (all: readonly AnsweredComment[], on: Day): unknown[] =>
          onTimeShares(all, on)
            .filter(({ month }) => month < monthOfYear(2026, 11))
            .map(({ unit, month, received, answered_on_time }) => [unit, month, received, answered_on_time]);
        const answered = given.map((it) => ({ ...it, answeredDay: it.answeredDay ?? today + 1 }));
        expect(settled(answered, today + 1 + later)).toEqual(settled(given, today));
      }),
    );
  });

  it("fit the inputs of the scorecard of decision 766", () => {
    const [share] = onTimeShares([comment("2026-11-02", "2026-10-30", { rating: 2 })], today);
    const { received: reflections = 0, answered_on_time = 0, rated = 0, rated_satisfied = 0 } = share ?? {};
    const inputs = { reflections, answered_on_time, rated, rated_satisfied };
    const { parts } = computeScorecard(qd766Satisfaction, [{ unit: "A", inputs }]);
    expect(parts.map(({ id, points }) => [id, points])).toEqual([
      ["procedures", null],
      ["on-time", 6],
      ["satisfied", 0],
    ]);
  });
});
