import { describe, expect, it } from "vitest";
import { publishedIndex } from "../../../../shared/contract/published-index.ts";
import { answer, answers, day, rowsOf, unit, type World } from "./sample-agency.ts";

const tree = [unit("H20", null), unit("A", "H20")];

/**
 * P and Q serve both services, of which 1.002 is the harder one. P: 90 of 100 and 5 of 10 satisfied; Q: 10 of 10 and 60 of
 * 100. R has had the easy one alone, S hardly anybody.
 */
const world: World = {
  units: tree,
  answers: [
    ...of("P", "1.001", 90, 100),
    ...of("P", "1.002", 5, 10),
    ...of("Q", "1.001", 10, 10),
    ...of("Q", "1.002", 60, 100),
    ...of("R", "1.001", 45, 50),
    ...of("S", "1.001", 29, 29),
    ...answers(40),
  ],
};

function of(officer: string, service: string, satisfied: number, all: number): ReturnType<typeof answers> {
  const place = { officer, service, channel: "counter" };
  return [...answers(satisfied, place), ...answers(all - satisfied, { ...place, level: 1 })];
}

describe("rows by officer", () => {
  const rows = rowsOf(world, { period: "2026-10", by: "officer" });

  it("are those who served, with their own figure and that within the same mix of services", () => {
    expect(rows.map((row) => [row.officer, row.n, row.value])).toEqual([
      ["P", 110, 86.36],
      ["Q", 110, 63.64],
      ["R", 50, 90],
      ["S", 29, null],
    ]);
    // The mix of all: 189 answers for 1.001, 110 for 1.002. P: (189 · 0.9 + 110 · 0.5) / 299; R had 1.001 alone.
    expect(rows.map((row) => [row.standardised?.value, row.standardised?.covered])).toEqual([
      [75.28, 100],
      [85.28, 100],
      [90, 63.21],
      [undefined, undefined],
    ]);
    expect(rows[0]?.standardised).toMatchObject({ by: "service", method: "weighted-top-two@1" });
    expect(rows.map((row) => publishedIndex.safeParse(row).error)).toEqual(rows.map(() => undefined));
  });

  it("tell nothing but the number of answers below 30", () => {
    expect(rows[3]).toMatchObject({ n: 29, value: null, tally: [], interval: null, channels: {}, withheld: "too-few" });
    const more = {
      ...world,
      answers: [...world.answers, answer({ officer: "S", service: "1.001", channel: "counter" })],
    };
    expect(rowsOf(more, { period: "2026-10", by: "officer" })[3]).toMatchObject({ n: 30, value: 100, withheld: null });
  });

  it("end with the last closed day", () => {
    const today = { ...world, today: day("2026-10-15") };
    expect(rowsOf(today, { period: "2026-10", by: "officer" })).toEqual([]);
  });

  it("have no standardised figure within a service, or by a method that is no share", () => {
    const figures = (query: object) =>
      rowsOf(world, { period: "2026-10", by: "officer", ...query }).map((row) => row.standardised);
    expect(figures({ by: "officer,service" }).every((it) => it === null)).toBe(true);
    expect(figures({ service: "1.001" }).every((it) => it === null)).toBe(true);
    expect(figures({ method: "mean@1" }).every((it) => it === null)).toBe(true);
    expect(figures({ method: "csat@1" })[0]).toMatchObject({ value: 75.28 });
  });

  it("leave paper out, and have no transactions", () => {
    const span = { from: day("2026-10-01"), to: day("2026-10-02") };
    const paper = {
      tallies: [{ ...span, unit: "A", question: "overall", service: null, channel: "paper", counts: [0, 0, 0, 0, 9] }],
      volumes: [{ ...span, unit: "A", service: null, channel: null, transactions: 5000 }],
    };
    const withPaper = rowsOf({ ...world, ...paper }, { period: "2026-10", by: "officer" });
    expect(withPaper).toEqual(rows);
  });

  it("are told apart by unit and month too", () => {
    const both = rowsOf(world, { from: "2026-09-01", to: "2026-10-31", by: "unit,officer,month" });
    expect(both.map((row) => [row.unit.code, row.officer, row.period.from, row.n]).slice(0, 5)).toEqual([
      ...["P", "Q", "R", "S"].map((officer) => ["A", officer, "2026-09-01", 0]),
      ["A", "P", "2026-10-01", 110],
    ]);
  });
});
