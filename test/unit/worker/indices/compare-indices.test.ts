import { describe, expect, it } from "vitest";
import { publishedIndex } from "../../../../shared/contract/published-index.ts";
import { answers, ask, day, rowOf, rowsOf, unit, type World } from "./sample-agency.ts";

const tree = [unit("H20", null), unit("A", "H20"), unit("B", "H20")];

/** 70 % of 100 satisfied with A in September, 90 % of 100 in October; B the same in both. */
const world: World = {
  units: tree,
  answers: [
    ...answers(30, { level: 2, day: day("2026-09-10") }),
    ...answers(70, { level: 4, day: day("2026-09-10") }),
    ...answers(10, { level: 1 }),
    ...answers(90, { level: 5 }),
    ...answers(40, { unit: "B", level: 4, day: day("2026-09-20") }),
    ...answers(40, { unit: "B", level: 4 }),
  ],
};

describe("a row that is compared", () => {
  it("says how much it changed, how surely, since when and from how many answers", () => {
    const row = rowOf(world, { period: "2026-10", unit: "A", compare: "previous" });
    expect(row.change).toEqual({
      value: 20,
      interval: { confidence: 0.95, kind: "newcombe", low: 9, high: 30.58 },
      beyond_chance: true,
      with: { from: "2026-09-01", to: "2026-09-30" },
      n: 100,
    });
    expect(publishedIndex.safeParse(row).error).toBeUndefined();
  });

  it("is otherwise the same row, and rows that are not compared have no such field", () => {
    const { change: _, ...same } = rowOf(world, { period: "2026-10", compare: "previous" });
    const plain = rowOf(world, { period: "2026-10" });
    expect(same).toEqual(plain);
    expect(Object.keys(plain)).not.toContain("change");
    expect(Object.keys(plain)).not.toContain("rank");
  });

  it("is compared with its own unit, time, channel and question", () => {
    const changes = (query: object) =>
      rowsOf(world, { from: "2026-08-01", to: "2026-10-31", compare: "previous", ...query }).map((row) => [
        row.unit.code,
        row.period.from.slice(5, 7),
        row.change?.value,
        row.change?.n,
      ]);
    expect(changes({ by: "unit,month" })).toEqual([
      ["A", "08", null, 0],
      ["A", "09", null, 0],
      ["A", "10", 20, 100],
      ["B", "08", null, 0],
      ["B", "09", null, 0],
      ["B", "10", 0, 40],
    ]);
    expect(changes({ by: "channel", from: "2026-10-01" })).toEqual([["H20", "10", expect.any(Number), 140]]);
  });

  it("has no change since a period in which nobody answered, or that does not exist", () => {
    expect(rowOf(world, { period: "2026-10", compare: "year-ago" }).change).toEqual({
      value: null,
      interval: null,
      beyond_chance: null,
      with: { from: "2025-10-01", to: "2025-10-31" },
      n: 0,
    });
    const leap = rowsOf(world, { from: "2024-02-28", to: "2024-03-01", by: "day", compare: "year-ago" });
    expect(leap.map((row) => row.change?.with.from)).toEqual(["2023-02-28", undefined, "2023-03-01"]);
    expect(leap[1]?.change).toBeNull();
  });

  it("of a running period is compared with as many days", () => {
    const row = rowOf({ ...world, today: day("2026-10-15") }, { period: "2026-10", unit: "B", compare: "previous" });
    expect(row.change).toMatchObject({ with: { from: "2026-09-01", to: "2026-09-15" }, n: 0 });
  });

  it("compares today's units with what they were made of before", () => {
    const merged: World = {
      units: [
        unit("H20", null),
        unit("O", "H20", { validTo: day("2026-09-30") }),
        unit("A", "H20", { validFrom: day("2026-10-01") }),
      ],
      successions: [{ from: "O", to: "A", onDay: day("2026-10-01"), share: 1 }],
      answers: [...answers(10, { unit: "O", day: day("2026-09-30"), level: 1 }), ...answers(10)],
    };
    const change = (units_as: "now" | "then") =>
      rowsOf(merged, { period: "2026-10", by: "unit", compare: "previous", units_as }).map((row) => row.change?.value);
    expect(change("now")).toEqual([100]);
    expect(change("then")).toEqual([null]);
  });

  it("is compared by every method asked for, each in its own way", () => {
    const rows = rowsOf(world, { period: "2026-10", unit: "A", compare: "previous", method: "mean@1,happy@1,csat@1" });
    expect(rows.map((row) => [row.change?.value, row.change?.interval?.kind])).toEqual([
      [1.2, "welch"],
      [30, "welch"],
      [20, "newcombe"],
    ]);
  });

  it("may be compared while a touchpoint's open day stays out", () => {
    const rows = rowsOf(
      { ...world, today: day("2026-10-16") },
      { period: "2026-10", unit: "A", by: "touchpoint", compare: "previous" },
    );
    expect(rows[0]).toMatchObject({ period: { to: "2026-10-15" }, change: { with: { to: "2026-09-15" } } });
  });
});

describe("rows that are ranked", () => {
  it("say where units stand and which cannot be told apart; others have no rank", () => {
    const ranked: World = {
      units: [...tree, unit("C", "H20"), unit("D", "H20")],
      answers: [
        ...answers(300, { unit: "A" }),
        ...answers(290, { unit: "B" }),
        ...answers(200, { unit: "C", level: 1 }),
        ...answers(29, { unit: "D" }),
        ...answers(50, { unit: "H20" }),
      ],
    };
    const rows = rowsOf(ranked, { period: "2026-10", by: "unit", rank: "unit" });
    expect(
      rows.map(({ unit, own, rank, not_distinguishable_from }) => [unit.code, own, rank, not_distinguishable_from]),
    ).toEqual([
      ["A", undefined, { best: 1, worst: 2, of: 3 }, ["B"]],
      ["B", undefined, { best: 1, worst: 2, of: 3 }, ["A"]],
      ["C", undefined, { best: 3, worst: 3, of: 3 }, []],
      ["D", undefined, null, null],
      ["H20", true, null, null],
    ]);
    expect(rows.map((row) => publishedIndex.safeParse(row).error)).toEqual(rows.map(() => undefined));
  });

  it("are ranked within each time and method by itself", () => {
    const rows = rowsOf(world, {
      from: "2026-09-01",
      to: "2026-10-31",
      by: "unit,month",
      rank: "unit",
      method: "top-two@1,mean@1",
    });
    expect(rows.map((row) => [row.unit.code, row.rank?.best, row.rank?.worst])).toEqual([
      ...[
        ["A", 2, 2],
        ["A", 2, 2],
        ["A", 1, 2],
        ["A", 1, 1],
      ],
      ...[
        ["B", 1, 1],
        ["B", 1, 1],
        ["B", 1, 2],
        ["B", 2, 2],
      ],
    ]);
  });

  it("need rows by unit", () => {
    expect(ask(world, { period: "2026-10", rank: "unit" })).toMatchObject({
      kind: "invalid",
      errors: [{ pointer: "/rank" }],
    });
  });
});
