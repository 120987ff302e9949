import { describe, expect, test } from "vitest";
import { periodName, periodWords } from "../../../../shared/calendar/period.ts";
import {
  daysOf,
  kindOf,
  periodBeside,
  periodLike,
  boardPeriods,
  usualPeriod,
} from "../../../../widget/figures/figures.ts";
import { liveRow, publishedRow } from "../board/board-figures.ts";

const nobody = [0, 0, 0, 0, 0];
const some = [1, 1, 1, 20, 30];
const names = ["2026-06", "2026-Q2", "2026-H1", "2026-07", "2026-Q3", "2026"];

describe("periods of a board", () => {
  test("without a key are those that a publication lists, also withheld ones, in the order of their ends", () => {
    const rows = ["2026-Q3", "2026-07", "2026-Q2", "2026", "2026-H1", "2026-06"].map((name) =>
      publishedRow({ in: name, ...(name === "2026-07" ? {} : { tally: some }) }),
    );
    expect(boardPeriods(rows, false)).toEqual(names);
  });

  test("with a key are all that a month with answers lies in", () => {
    const months = [
      liveRow({ in: "2026-06", tally: nobody }),
      liveRow({ in: "2026-07" }),
      liveRow({ in: "2026-08", tally: nobody }),
    ];
    expect(boardPeriods(months, true)).toEqual(
      ["2026-07", "2026-Q3", "2026-H2", "2026"].sort(
        (a, b) => daysOf(a).to - daysOf(b).to || daysOf(b).from - daysOf(a).from,
      ),
    );
    expect(boardPeriods(months, true)).not.toContain("2026-Q2");
  });

  test("begin with the newest quarter, without one with the newest month", () => {
    expect(usualPeriod(names)).toBe("2026-Q3");
    expect(usualPeriod(["2026-06", "2026-07"])).toBe("2026-07");
    expect(usualPeriod([])).toBeNull();
  });

  test("have others of their kind beside them, and only such that there are", () => {
    expect(periodBeside(names, "2026-Q3", -1)).toBe("2026-Q2");
    expect(periodBeside(names, "2026-Q3", 1)).toBeNull();
    expect(periodBeside(names, "2026-H1", -1)).toBeNull();
  });

  test("of another length are found around the end of the one before, else next to it", () => {
    expect(periodLike(names, "2026-Q2", "month")).toBe("2026-06");
    expect(periodLike(names, "2026-Q3", "month")).toBe("2026-07");
    expect(periodLike(names, "2026-06", "year")).toBe("2026");
    expect(periodLike(names, "2026-Q3", "half")).toBe("2026-H1");
    expect(periodLike(["2026-Q3"], "2020-01", "quarter")).toBe("2026-Q3");
    expect(periodLike(names.slice(0, 1), "2026-06", "year")).toBeNull();
  });

  test("have names that say their length, from days and in words", () => {
    expect(names.map(kindOf)).toEqual(["month", "quarter", "half", "month", "quarter", "year"]);
    for (const name of names) expect(periodName(daysOf(name))).toBe(name);
    const { from, to } = daysOf("2026-Q3");
    expect(periodName({ from: from + 1, to })).toBeNull();
    expect(periodName({ from: daysOf("2026-06").from, to: daysOf("2026-08").to })).toBeNull();
    expect(["2026-11", "2026-Q4", "2026-H1", "2026-H2", "2026"].map((name) => periodWords(name, "vi"))).toEqual([
      "Tháng 11/2026",
      "Quý IV/2026",
      "6 tháng đầu năm 2026",
      "6 tháng cuối năm 2026",
      "Năm 2026",
    ]);
    expect(["2026-11", "2026-Q4", "2026-H1", "2026"].map((name) => periodWords(name, "en"))).toEqual([
      "Nov 2026",
      "Q4 2026",
      "First half of 2026",
      "2026",
    ]);
  });
});
