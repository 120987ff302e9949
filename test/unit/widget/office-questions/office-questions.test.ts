import { describe, expect, it } from "vitest";
import { formatDay, toDay } from "../../../../shared/calendar/day.ts";
import type { AnswersRow } from "../../../../shared/contract/comment-figures.ts";
import type { Interval } from "../../../../shared/contract/published-index.ts";
import { computeIndex } from "../../../../shared/methods/compute-index.ts";
import { topTwo } from "../../../../shared/methods/top-two.ts";
import { answersByUnit, sumOfAnswers } from "../../../../widget/office-questions/do-we-answer.ts";
import { mostRated, type Part, statusOf } from "../../../../widget/questions/for-whom.ts";
import type { Figure } from "../../../../widget/figures/question.ts";
import { closedWeeks, worseHours } from "../../../../widget/office-questions/when.ts";
import { groupReasons } from "../../../../widget/office-questions/why.ts";

const interval = (low: number, high: number): Interval => ({ confidence: 0.95, kind: "wilson", low, high });

describe("Why?", () => {
  const rows = [
    { reason: "attitude", tally: [10, 5, 4, 1, 0] },
    { reason: "gone-since", tally: [0, 0, 9, 0, 0] },
    { reason: "quick", tally: [0, 0, 0, 30, 60] },
    { reason: "waiting-time", tally: [20, 20, 2, 3, 0] },
  ];
  const texts = new Map([
    ["attitude", "Thái độ chưa lịch sự"],
    ["waiting-time", "Chờ lâu"],
    ["quick", "Giải quyết nhanh"],
  ]);
  const [low, middle, high] = groupReasons(rows, [50, 50, 40, 300, 600], texts);

  it("ranks the reasons of dissatisfied people, among all who were dissatisfied", () => {
    expect(low).toEqual({
      levels: "low",
      people: 100,
      reasons: [
        { label: "Chờ lâu", count: 40 },
        { label: "Thái độ chưa lịch sự", count: 15 },
      ],
    });
  });

  it("keeps the middle level and satisfied people apart, and calls a reason without a text by its id", () => {
    expect(middle?.reasons.map(({ label }) => label)).toEqual(["gone-since", "Thái độ chưa lịch sự", "Chờ lâu"]);
    expect(high).toMatchObject({ people: 900, reasons: [{ label: "Giải quyết nhanh", count: 90 }, {}, {}] });
  });

  it("has no line for a reason whose levels a key of a unit may not see", () => {
    expect(groupReasons([{ reason: "attitude", tally: [] }], [1, 2, 3, 4, 5], texts)[0]?.reasons).toEqual([]);
  });
});

describe("When?", () => {
  const weeks = (from: string, to: string, today: string): string[] => {
    const closed = closedWeeks({ from: toDay(from), to: toDay(to) }, toDay(today));
    return [closed.from, closed.to].map(formatDay);
  };

  it("shows the last 13 full weeks up to the end of the period", () => {
    expect(weeks("2026-07-01", "2026-09-30", "2026-11-29")).toEqual(["2026-06-29", "2026-09-27"]);
  });

  it("takes a week whose Sunday is the last day of the period, or yesterday", () => {
    expect(weeks("2026-08-01", "2026-08-30", "2026-11-29")).toEqual(["2026-06-01", "2026-08-30"]);
    expect(weeks("2026-11-01", "2026-11-30", "2026-11-23")).toEqual(["2026-08-24", "2026-11-22"]);
  });

  it("leaves out the week of today", () => {
    expect(weeks("2026-11-01", "2026-11-30", "2026-11-29")).toEqual(["2026-08-24", "2026-11-22"]);
  });

  const all = { interval: interval(88, 90) };
  const tally = [10, 0, 0, 0, 30];
  const hour = (value: number, low: number, high: number) => ({ value, interval: interval(low, high), n: 40, tally });

  it("names at most three hours whose interval lies below that of all, the surest first", () => {
    const hours = [hour(80, 75, 86), hour(82, 76, 89), hour(68, 64, 72), hour(60, 40, 85), hour(70, 60, 79)];
    expect(worseHours(hours, all).map(({ value }) => value)).toEqual([68, 70, 60]);
  });

  it("names none without an interval", () => {
    expect(worseHours([{ ...hour(0, 0, 0), value: null, interval: null }, hour(10, 5, 88)], all)).toEqual([]);
    expect(worseHours([hour(10, 5, 20)], null)).toEqual([]);
  });

  it("names none of fewer than 30 ratings, nor one of a mean whose ratings are all the same", () => {
    const low = hour(10, 5, 20);
    expect(worseHours([{ ...low, n: 29 }], all)).toEqual([]);
    expect(worseHours([{ ...low, n: 30 }], all)).toHaveLength(1);
    const mean = { ...low, interval: { ...low.interval, kind: "normal-mean" as const } };
    expect(worseHours([mean], all)).toHaveLength(1);
    expect(worseHours([{ ...mean, tally: [0, 40, 0, 0, 0] }], all)).toEqual([]);
    expect(worseHours([{ ...low, tally: [0, 40, 0, 0, 0] }], all)).toHaveLength(1);
  });
});

describe("For whom?", () => {
  const all = { interval: interval(88, 90) };

  it("tells a part apart only if its interval does not touch that of all people", () => {
    expect(statusOf({ tally: null, n: 500, interval: interval(90.1, 95) }, all)).toBe("above");
    expect(statusOf({ tally: null, n: 500, interval: interval(80, 87.9) }, all)).toBe("below");
    expect(statusOf({ tally: null, n: 500, interval: interval(80, 88) }, all)).toBe("same");
  });

  it("tells nothing apart where a year holds other quarters than that of all people", () => {
    const part = { tally: null, n: 500, interval: interval(95, 99), quarters: ["2026-Q2"] };
    expect(statusOf(part, { ...all, quarters: ["2026-Q1", "2026-Q2"] })).toBe("same");
    expect(statusOf(part, { ...all, quarters: ["2026-Q2"] })).toBe("above");
  });

  it("claims no more of a published part than its rounding allows", () => {
    expect(statusOf({ tally: null, n: 500, interval: interval(91, 95), rounded: true }, all)).toBe("same");
    expect(statusOf({ tally: null, n: 500, interval: interval(92, 95), rounded: true }, all)).toBe("above");
    expect(statusOf({ tally: null, n: 500, interval: interval(80, 87), rounded: true }, all)).toBe("same");
    expect(statusOf({ tally: null, n: 500, interval: interval(80, 86), rounded: true }, all)).toBe("below");
  });

  it("calls a published part apart only if the figures before rounding are, whatever they were", () => {
    const wilson = (people: number, satisfied: number): Interval =>
      computeIndex(topTwo, [people - satisfied, 0, 0, 0, satisfied]).interval ?? interval(0, 100);
    const wrong: string[] = [];
    for (const k of [5, 10, 20, 50])
      for (let people = 2 * k; people <= 400; people += people < 80 ? 1 : 7)
        for (let satisfied = 0; satisfied <= people; satisfied += Math.max(1, Math.floor(people / 40))) {
          const own = wilson(people, satisfied);
          const n = k * Math.floor((2 * people + k) / (2 * k));
          const value = Math.floor((200 * satisfied + people) / (2 * people));
          const shown = wilson(n, Math.round((value * n) / 100));
          const rounded = { tally: null, n, rounded: true as const };
          const ends = interval(Math.floor(shown.low + 0.5), Math.floor(shown.high + 0.5));
          const touching = [interval(own.high, 100), interval(0, own.low)];
          for (const all of touching)
            if (["above", "below"].includes(statusOf({ ...rounded, interval: ends }, { interval: all })))
              wrong.push(`${satisfied} of ${people}, k ${k}`);
          if (people < 30 && statusOf({ ...rounded, interval: ends }, { interval: own }) !== "few")
            wrong.push(`${people} people, k ${k}`);
        }
    expect(wrong).toEqual([]);
  });

  it("does not compare fewer than 30 people, nor without a figure of all", () => {
    expect(statusOf({ tally: null, n: 29, interval: interval(10, 20) }, all)).toBe("few");
    expect(statusOf({ tally: null, n: 30, interval: interval(10, 20) }, null)).toBe("same");
  });
});

describe("For whom?, with many services", () => {
  const part = (n: number, low: number, high: number): Part =>
    ({ label: `${n}`, figure: { n, interval: interval(low, high) } }) as unknown as Part;
  const all = { interval: interval(88, 90) } as Figure;

  it("keeps the 20 that most people rated in sight, and all that are told apart", () => {
    const many = Array.from({ length: 30 }, (_, place) => part(100 + place, 85, 95));
    const [most, others] = mostRated([part(40, 10, 20), ...many, part(5, 10, 20)], all);
    expect(most.map(({ label }) => label)).toEqual([
      ...Array.from({ length: 20 }, (_, place) => `${129 - place}`),
      "40",
    ]);
    expect(others).toHaveLength(11);
  });
});

describe("Do we answer?", () => {
  const row = (code: string, month: string, counts: Partial<AnswersRow>): AnswersRow => ({
    ...{ unit: { code, name: `Đơn vị ${code}` }, month, received: 0, answered: 0, on_time: 0, overdue: 0, running: 0 },
    ...{ on_time_percent: null, rated: 0, tally: [0, 0, 0, 0, 0], method: "top-two@1", value: null, interval: null },
    ...counts,
  });
  const rows = [
    row("a", "2026-07", { received: 10, answered: 10, on_time: 9, rated: 4, tally: [1, 0, 0, 1, 2] }),
    row("a", "2026-08", { received: 5, answered: 4, on_time: 4, overdue: 1, running: 2 }),
    row("b", "2026-07", { received: 20, answered: 20, on_time: 20 }),
    row("c", "2026-08", { received: 9, answered: 5, on_time: 4, overdue: 3 }),
    row("d", "2026-08", {}),
  ];

  it("adds up the months of a unit; late is whatever was not answered in time", () => {
    expect(answersByUnit(rows).find(({ name }) => name === "Đơn vị a")).toMatchObject({
      ...{ received: 15, on_time: 13, late: 2, overdue: 1, running: 2, rated: 4, value: 75 },
    });
  });

  it("has the units with the most late answers first, and none without comments", () => {
    expect(answersByUnit(rows).map(({ name, late }) => [name, late])).toEqual([
      ["Đơn vị c", 5],
      ["Đơn vị a", 2],
      ["Đơn vị b", 0],
    ]);
  });

  it("adds up all units", () => {
    expect(sumOfAnswers("Tổng", rows)).toMatchObject({ name: "Tổng", received: 44, late: 7, overdue: 4 });
    expect(sumOfAnswers("Tổng", [])).toMatchObject({ received: 0, late: 0, value: null, interval: null });
  });
});
