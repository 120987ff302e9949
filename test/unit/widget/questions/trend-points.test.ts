import { describe, expect, test } from "vitest";
import { toDay } from "../../../../shared/calendar/day.ts";
import type { PublishedRow } from "../../../../shared/contract/publication.ts";
import { happy } from "../../../../shared/methods/happy.ts";
import { mean } from "../../../../shared/methods/mean.ts";
import { topTwo } from "../../../../shared/methods/top-two.ts";
import {
  changeAround,
  changeOfTrend,
  type TrendPoint,
  trendPoints,
  type TrendSpan,
} from "../../../../widget/questions/trend-points.ts";
import { targetStanding } from "../../../../widget/questions/is-it-better.ts";
import { publishedFigure, tallyOf } from "../../../fixtures/published-figure.ts";

const spanOf = (from: string, to: string) => ({ from: toDay(from), to: toDay(to) });
const span: TrendSpan = {
  kind: "month",
  chosen: spanOf("2026-07-01", "2026-09-30"),
  today: toDay("2026-11-29"),
  isOffice: false,
};
const lastDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function month(id: string, percent: number, different: Partial<PublishedRow> = {}): PublishedRow {
  const last = lastDays[Number(id.slice(5)) - 1];
  return publishedFigure(tallyOf(400, percent), { period: { from: `${id}-01`, to: `${id}-${last}` }, ...different });
}

const told = (points: readonly TrendPoint[]): string[] => points.map(({ period, state }) => `${period} ${state}`);

describe("points of a trend", () => {
  test("stand for every month up to the chosen period; a month without a row is empty and not left out", () => {
    const rows = [
      month("2026-04", 80),
      month("2026-06", 81, { withheld: "too-few" }),
      month("2026-07", 82),
      month("2026-08", 83, { rounded: true }),
      month("2026-10", 85),
      publishedFigure(tallyOf(1200, 82)),
      publishedFigure(tallyOf(1200, 82), { period: { from: "2026-01-01", to: "2026-12-31" } }),
    ];
    expect(told(trendPoints(rows, span))).toEqual([
      "2026-04 shown",
      "2026-05 empty",
      "2026-06 withheld",
      "2026-07 shown",
      "2026-08 rounded",
      "2026-09 empty",
    ]);
  });

  test("stand by quarter where units have nothing shorter", () => {
    const rows = [
      publishedFigure(tallyOf(90, 70), { period: { from: "2026-01-01", to: "2026-03-31" } }),
      publishedFigure(tallyOf(90, 90)),
      publishedFigure(tallyOf(180, 80), { period: { from: "2026-01-01", to: "2026-12-31" } }),
    ];
    expect(told(trendPoints(rows, { ...span, kind: "quarter" }))).toEqual([
      "2026-Q1 shown",
      "2026-Q2 empty",
      "2026-Q3 shown",
    ]);
  });

  test("are 36 at most, the last ones", () => {
    const years = [2023, 2024, 2025, 2026];
    const rows = years.flatMap((year) => lastDays.map((_, at) => month(`${year}-${`${at + 1}`.padStart(2, "0")}`, 80)));
    const points = trendPoints(rows, span);
    expect(points).toHaveLength(36);
    expect([points[0]?.period, points[35]?.period]).toEqual(["2023-10", "2026-09"]);
  });

  test("end with the last closed month in public, whatever is chosen; for the office the running month is provisional", () => {
    const rows = [month("2026-09", 80), month("2026-10", 80), month("2026-11", 81)];
    const chosen = spanOf("2026-01-01", "2026-12-31");
    expect(told(trendPoints(rows.slice(0, 2), { ...span, chosen }))).toEqual(["2026-09 shown", "2026-10 shown"]);
    const live = trendPoints(rows, { ...span, chosen, isOffice: true });
    expect(live.map(({ period, isProvisional }) => [period, isProvisional])).toEqual([
      ["2026-09", false],
      ["2026-10", false],
      ["2026-11", true],
    ]);
  });

  test("end with the chosen month also inside a quarter", () => {
    const rows = [month("2026-07", 80), month("2026-08", 80), month("2026-09", 80)];
    const chosen = spanOf("2026-07-01", "2026-07-31");
    expect(told(trendPoints(rows, { ...span, chosen }))).toEqual(["2026-07 shown"]);
  });

  test("begin with the first answer: months before it are no gaps", () => {
    const rows = [
      month("2026-05", 80, { n: 0, value: null, interval: null, tally: [0, 0, 0, 0, 0] }),
      month("2026-08", 80),
    ];
    expect(told(trendPoints(rows, span))).toEqual(["2026-08 shown", "2026-09 empty"]);
    expect(trendPoints([], span)).toEqual([]);
  });

  test("leave out rows of a unit's own touchpoints and of divided units", () => {
    expect(trendPoints([month("2026-08", 80, { own: true }), month("2026-08", 80, { unmapped: true })], span)).toEqual(
      [],
    );
  });
});

describe("a change around a day", () => {
  const rows = ["01", "02", "03", "04", "05", "06", "07"].map((id, at) => month(`2026-${id}`, at < 3 ? 70 : 80));
  const points = trendPoints(rows, span);

  test("compares all people of 3 months before with those of 3 months after", () => {
    const change = changeAround(topTwo, points, { on: toDay("2026-04-01"), kind: "month" });
    expect(change?.before.map(({ period }) => period)).toEqual(["2026-01", "2026-02", "2026-03"]);
    expect(change?.after.map(({ period }) => period)).toEqual(["2026-04", "2026-05", "2026-06"]);
    expect(change).toMatchObject({ value: 10, beyond_chance: true, interval: { low: 6.55, high: 13.43 } });
  });

  test("leaves out the month that holds the day, and whatever is not shown exactly", () => {
    const withheld = rows.map((row, at) => (at === 1 ? month("2026-02", 70, { withheld: "too-few" }) : row));
    const change = changeAround(topTwo, trendPoints(withheld, span), { on: toDay("2026-04-15"), kind: "month" });
    expect(change?.before.map(({ period }) => period)).toEqual(["2026-01", "2026-03"]);
    expect(change?.after.map(({ period }) => period)).toEqual(["2026-05", "2026-06", "2026-07"]);
  });

  test("is none where a side has no figure", () => {
    expect(changeAround(topTwo, points, { on: toDay("2026-01-01"), kind: "month" })).toBeNull();
    expect(changeAround(topTwo, points, { on: toDay("2026-09-30"), kind: "month" })).toBeNull();
  });

  test("is one quarter on each side where figures stand by quarter", () => {
    const quarters = ["01-01/03-31", "04-01/06-30", "07-01/09-30"].map((days, at) => {
      const [from, to] = days.split("/");
      return publishedFigure(tallyOf(40, 70 + at), { period: { from: `2026-${from}`, to: `2026-${to}` } });
    });
    const change = changeAround(topTwo, trendPoints(quarters, { ...span, kind: "quarter" }), {
      on: toDay("2026-04-01"),
      kind: "quarter",
    });
    expect(change?.after.map(({ period }) => period)).toEqual(["2026-Q2"]);
    expect(change?.beyond_chance).toBe(false);
  });
});

describe("the change of a trend", () => {
  test("is that since the same month a year ago", () => {
    const rows = ["2025-09", "2025-12", "2026-09"].map((id, at) => month(id, 70 + at));
    const change = changeOfTrend(topTwo, trendPoints(rows, span), "month");
    expect([change?.before[0]?.period, change?.after[0]?.period, change?.value]).toEqual(["2025-09", "2026-09", 2]);
  });

  test("is that since the first figure where the month a year ago has none", () => {
    const rows = ["2025-08", "2025-12", "2026-08"].map((id, at) =>
      month(id, 70 + at, id === "2025-08" ? { withheld: "too-few" } : {}),
    );
    const change = changeOfTrend(topTwo, trendPoints(rows, span), "month");
    expect([change?.before[0]?.period, change?.after[0]?.period]).toEqual(["2025-12", "2026-08"]);
  });

  test("is that of the last month that is over: the running one is no month yet, neither here nor after a milestone", () => {
    const rows = ["2025-10", "2025-11", "2026-09", "2026-10", "2026-11"].map((id, at) => month(id, 70 + at));
    const chosen = spanOf("2026-11-01", "2026-11-30");
    const points = trendPoints(rows, { ...span, chosen, isOffice: true });
    const change = changeOfTrend(topTwo, points, "month");
    expect([change?.before[0]?.period, change?.after[0]?.period]).toEqual(["2025-10", "2026-10"]);
    const around = changeAround(topTwo, points, { on: toDay("2026-10-01"), kind: "month" });
    expect(around?.after.map(({ period }) => period)).toEqual(["2026-10"]);
  });

  test("is none with a single figure", () => {
    expect(changeOfTrend(topTwo, trendPoints([month("2026-08", 80)], span), "month")).toBeNull();
  });
});

describe("a figure and a target", () => {
  const figure = (low: number, high: number, tally = [0, 0, 0, 10, 90]) =>
    ({ interval: { confidence: 0.95, kind: "normal-mean", low, high }, tally }) as const;

  test("are apart only where the interval is, before it was rounded", () => {
    expect(targetStanding(figure(84, 86), 83, happy)).toBe("above");
    expect(targetStanding(figure(84, 86), 87, happy)).toBe("below");
    // 84 may have been 83.5.
    expect(targetStanding(figure(84, 86), 83.9, happy)).toBe("same");
    expect(targetStanding(figure(84, 86), 86.4, happy)).toBe("same");
  });

  test("are not compared by a mean whose answers are all the same", () => {
    expect(targetStanding(figure(5, 5, [0, 0, 0, 0, 12]), 4.5, mean)).toBeNull();
    expect(targetStanding({ interval: null, tally: [0, 0, 0, 0, 1] }, 4.5, mean)).toBeNull();
  });
});
