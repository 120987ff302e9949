import { describe, expect, it } from "vitest";
import { publishedIndex } from "../../../../shared/contract/published-index.ts";
import { answers, day, rowOf, rowsOf, unit, type World } from "./sample-agency.ts";

const span = { from: day("2026-10-01"), to: day("2026-10-02") };

const served = { ...span, unit: "A", service: null, channel: null, transactions: 5000 };

/** 10 people of A: 4 waited, 3 of those met an attitude too, 2 found it quick, 1 of whom was set aside, 1 flagged. */
const world: World = {
  units: [unit("H20", null), unit("A", "H20"), unit("B", "H20")],
  answers: [
    ...answers(3, { level: 1, reasons: ["attitude", "waiting-time"] }),
    ...answers(1, { level: 4, reasons: ["waiting-time"], channel: "portal", service: "1.001", standing: "flagged" }),
    ...answers(1, { level: 5, reasons: ["quick"] }),
    ...answers(1, { level: 5, reasons: ["quick"], standing: "set_aside" }),
    ...answers(4, { level: 3 }),
    ...answers(2, { question: "attitude", level: 3 }),
  ],
  tallies: [{ ...span, unit: "A", question: "overall", service: null, channel: "paper", counts: [0, 0, 0, 0, 9] }],
  volumes: [served],
};

describe("rows by reason", () => {
  const rows = rowsOf(world, { period: "2026-10", by: "reason" });

  it("are those of the people who named it, by id; people who named two are in two rows", () => {
    expect(rows.map(({ reason, n, tally, value }) => [reason, n, tally, value])).toEqual([
      ["attitude", 3, [3, 0, 0, 0, 0], 0],
      ["quick", 1, [0, 0, 0, 0, 1], 100],
      ["waiting-time", 4, [3, 0, 0, 1, 0], 25],
    ]);
    expect(rows.map((row) => publishedIndex.safeParse(row).error)).toEqual(rows.map(() => undefined));
  });

  it("tell what else defends a figure, but no coverage, and nothing of paper", () => {
    expect(rows[2]).toMatchObject({
      question: "overall",
      interval: { kind: "wilson" },
      coverage: null,
      channels: { kiosk: 3, portal: 1 },
      flagged: { n: 1, value_without: 0 },
      spanning: 0,
    });
    expect(rows[1]).toMatchObject({ set_aside: { n: 1, value_with: 100 } });
    expect(rows.some((row) => "interval_of_served" in row)).toBe(false);
    // Only touched by the period, paper would be spanning.
    expect(rowsOf(world, { period: "2026-10-02", by: "reason,unit" })).toEqual([]);
  });

  it("are told apart by unit, time, service and channel too", () => {
    const all = rowsOf(world, { from: "2026-09-01", to: "2026-10-31", by: "unit,month,service,channel,reason" });
    const shown = all
      .filter(({ n }) => n > 0)
      .map((row) => [row.unit.code, row.service, row.channel, row.reason, row.n]);
    expect(shown).toEqual([
      ["A", null, "kiosk", "attitude", 3],
      ["A", null, "kiosk", "quick", 1],
      ["A", null, "kiosk", "waiting-time", 3],
      ["A", "1.001", "portal", "waiting-time", 1],
    ]);
    expect(new Set(all.map(({ period }) => period.from))).toEqual(new Set(["2026-09-01", "2026-10-01"]));
  });

  it("are compared with an earlier period, reason by reason", () => {
    const before = answers(5, { level: 4, reasons: ["attitude"], day: day("2026-09-15") });
    const both = { ...world, answers: [...world.answers, ...before] };
    const changes = rowsOf(both, { period: "2026-10", by: "reason", compare: "previous" }).map(({ change }) => change);
    expect(changes.map((change) => [change?.value, change?.n])).toEqual([
      [-100, 5],
      [null, 0],
      [null, 0],
    ]);
  });

  it("rank units within each reason", () => {
    const place = (unit: string, level: number) => answers(40, { unit, level, reasons: ["quick"] });
    const two = { ...world, answers: [...place("A", 1), ...place("B", 5)] };
    const ranked = rowsOf(two, { period: "2026-10", by: "unit,reason", rank: "unit" });
    expect(ranked.map((row) => [row.unit.code, row.reason, row.rank?.best, row.rank?.of])).toEqual([
      ["A", "quick", 2, 2],
      ["B", "quick", 1, 2],
    ]);
  });
});

describe("a single reason", () => {
  it("has one row that names it, also when nobody named it", () => {
    const row = rowOf(world, { period: "2026-10", reason: "waiting-time" });
    expect(row).toMatchObject({ reason: "waiting-time", n: 4, value: 25, coverage: null });
    expect(rowOf(world, { period: "2026-09", reason: "quick" })).toMatchObject({ reason: "quick", n: 0, value: null });
  });

  it("has a row in every unit and time, also in empty ones", () => {
    const rows = rowsOf(world, { period: "2026-10", by: "unit", reason: "attitude" });
    expect(rows.map((row) => [row.unit.code, row.reason, row.n])).toEqual([
      ["A", "attitude", 3],
      ["B", "attitude", 0],
    ]);
    expect(rowsOf(world, { period: "2026-Q4", by: "month", reason: "attitude" }).map(({ n }) => n)).toEqual([3, 0, 0]);
  });
});

describe("reasons of a unit that was divided", () => {
  const on = day("2026-10-16");
  const heirs: World = {
    units: [
      unit("H20", null),
      unit("Old", "H20", { validTo: on - 1 }),
      unit("A", "H20", { validFrom: on }),
      unit("B", "H20", { validFrom: on }),
    ],
    successions: [
      { from: "Old", to: "A", onDay: on, share: 0.3 },
      { from: "Old", to: "B", onDay: on, share: 0.7 },
    ],
    answers: [
      ...answers(10, { unit: "Old", level: 1, reasons: ["attitude", "waiting-time"] }),
      ...answers(10, { unit: "Old", level: 5, reasons: ["quick"] }),
    ],
  };

  it("go to its heirs by their shares, each level of each reason by itself", () => {
    const rows = rowsOf(heirs, { period: "2026-10", by: "unit,reason" });
    expect(rows.map((row) => [row.unit.code, row.reason, row.tally])).toEqual([
      ["A", "attitude", [3, 0, 0, 0, 0]],
      ["A", "quick", [0, 0, 0, 0, 3]],
      ["A", "waiting-time", [3, 0, 0, 0, 0]],
      ["B", "attitude", [7, 0, 0, 0, 0]],
      ["B", "quick", [0, 0, 0, 0, 7]],
      ["B", "waiting-time", [7, 0, 0, 0, 0]],
    ]);
  });

  it("stay the old unit's own in the units of the time", () => {
    const rows = rowsOf(heirs, { period: "2026-10", by: "unit,reason", units_as: "then" });
    expect(rows.map((row) => [row.unit.code, row.reason, row.n])).toEqual([
      ["Old", "attitude", 10],
      ["Old", "quick", 10],
      ["Old", "waiting-time", 10],
    ]);
  });
});
